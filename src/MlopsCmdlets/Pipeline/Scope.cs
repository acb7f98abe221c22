using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Pipeline;

/// <summary>Where a cmdlet works: a container, and the session that reaches it.</summary>
internal sealed record Scope(CpdSession Session, CpdClient Client, CpdContainer Container)
{
    /// <summary>For messages: <c>space 'churnUATspace' on https://cpd.example.com</c>.</summary>
    public override string ToString() => $"{Container} on {Session.Url.GetLeftPart(UriPartial.Authority)}";
}
