namespace MlopsCmdlets.Errors;

/// <summary>A cmdlet needs a session and there is none.</summary>
public sealed class NoSessionException(string message) : Exception(message)
{
    public NoSessionException()
        : this("There is no session with Cloud Pak for Data in this PowerShell session.")
    {
    }
}
