namespace MlopsCmdlets.Sandbox.Hosting;

/// <summary>The product releases that the sandbox can imitate; the differences are in <see cref="ReleaseProfile"/>.</summary>
internal enum Release
{
    R40,
    R48,
    R53,
}
