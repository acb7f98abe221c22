namespace MlopsCmdlets.Cpd.Models;

public enum CpdServiceState
{
    Available,
    NotInstalled,

    /// <summary>It is there, but the caller may not use it.</summary>
    Denied,

    /// <summary>It is there or not: it did not answer properly.</summary>
    Failing,
}
