namespace MlopsCmdlets.Promotion;

/// <summary>Where this module keeps its own files in the asset files of a space. Names of environments are folded to lower case: they are compared without regard to it.</summary>
public static class RecordPaths
{
    /// <summary>The folder of everything.</summary>
    public const string Root = "mlops";

    /// <summary>One claim per contender for the lock of an environment.</summary>
    public static string Lock(string environment) => $"{Root}/lock/{environment.ToLowerInvariant()}";

    /// <summary>One file per entry of the record of an environment.</summary>
    public static string Record(string environment) => $"{Root}/record/{environment.ToLowerInvariant()}";

    /// <summary>
    /// The claims of those who append to a record. Below the record, so that one listing shows claims and entries at one time; sorts behind the entries.
    /// </summary>
    public static string Writing(string environment) => $"{Record(environment)}/writing";
}
