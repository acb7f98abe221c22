namespace MlopsCmdlets.Cpd.Models;

/// <summary>The role of a member; the order is the order of rights.</summary>
public enum CpdRole
{
    Viewer,
    Editor,
    Admin,
}
