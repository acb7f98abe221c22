namespace MlopsCmdlets.Cpd.Errors;

/// <summary>What answers at the URL is not Cloud Pak for Data.</summary>
public sealed class NotCloudPakForDataException : CpdException
{
    internal NotCloudPakForDataException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
