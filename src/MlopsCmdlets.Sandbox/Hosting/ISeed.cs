using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Hosting;

/// <summary>Content that a sandbox can start with; listed in <see cref="Modules"/>.</summary>
internal interface ISeed
{
    /// <summary>As given to <c>--seed</c>.</summary>
    string Name { get; }

    Task ApplyAsync(World world, CancellationToken cancellationToken);
}
