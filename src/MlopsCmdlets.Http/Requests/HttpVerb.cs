namespace MlopsCmdlets.Http.Requests;

/// <summary>The HTTP methods that the APIs use.</summary>
public enum HttpVerb
{
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
}
