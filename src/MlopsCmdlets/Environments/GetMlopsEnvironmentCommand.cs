using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Environments;

/// <summary>Lists the environments of mlops.json, each after the one that its promotions come from.</summary>
/// <remarks>
/// <para>The file is looked for in the current folder and the folders above it. It is checked as a whole: unknown fields, names that are there twice, unknown
/// or circular predecessors, invalid time zones and cron expressions are errors that name the place.</para>
/// </remarks>
/// <example>
///   <summary>The way to production</summary>
///   <code>PS&gt; Get-MlopsEnvironment</code>
///   <para>Shows dev, uat and prd in this order, with space, branch, production flag and the number of approvals.</para>
/// </example>
/// <example>
///   <summary>What production demands</summary>
///   <code>PS&gt; (Get-MlopsEnvironment prd).Gates</code>
///   <para>Lists its gates; FreezeWindows and Map are there too.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "MlopsEnvironment")]
[OutputType(typeof(MlopsEnvironment))]
public sealed class GetMlopsEnvironmentCommand : EnvironmentCmdlet
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        EnvironmentFile file = await ReadEnvironmentsAsync().ConfigureAwait(false);
        WildcardPattern[]? patterns = Name?.Select(NamePattern.Of).ToArray();
        foreach (MlopsEnvironment environment in file.Environments)
        {
            if (patterns is null || Array.Exists(patterns, pattern => pattern.IsMatch(environment.Name)))
                await WriteAsync(environment).ConfigureAwait(false);
        }

        foreach (string name in (Name ?? []).Where(name => !NamePattern.HasWildcards(name)))
        {
            if (!file.Environments.Any(environment => NamePattern.Of(name).IsMatch(environment.Name)))
                await FailAsync(new UnknownEnvironmentException(name, file.Path, file.Environments.Select(environment => environment.Name)), name).ConfigureAwait(false);
        }
    }
}
