namespace MlopsCmdlets.Cpd.Models;

public enum CpdMemberType
{
    User,
    Group,
    Service,
}
