using MlopsCmdlets.Cpd;

namespace MlopsCmdlets.Session;

/// <summary>The sessions of one runspace by name; the one that was connected last is the current one.</summary>
internal sealed class SessionList() : NamedList<CpdSession>(session => session.Name);
