namespace MlopsCmdlets.Http.Requests;

/// <summary>Whether a request may be repeated when its fate is unknown.</summary>
public enum RetrySafety
{
    /// <summary>GET, HEAD, PUT and DELETE may; POST and PATCH may not.</summary>
    ByMethod,

    /// <summary>Repeating changes nothing more than sending once: searches and predictions sent by POST, absolute patches.</summary>
    Safe,

    /// <summary>Never repeat, not even a PUT.</summary>
    Never,
}
