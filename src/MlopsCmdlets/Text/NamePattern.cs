using System.Management.Automation;

namespace MlopsCmdlets.Text;

/// <summary>Names with wildcards, as -Name takes them.</summary>
internal static class NamePattern
{
    /// <summary>Upper and lower case do not matter. What is no valid pattern, such as an open bracket, stands for itself.</summary>
    public static WildcardPattern Of(string name) =>
        new(IsValid(name) ? name : WildcardPattern.Escape(name), WildcardOptions.IgnoreCase);

    /// <summary>Whether a name may fit several things, so that fitting none is no error.</summary>
    public static bool HasWildcards(string name) => WildcardPattern.ContainsWildcardCharacters(name) && IsValid(name);

    private static bool IsValid(string name)
    {
        try
        {
            new WildcardPattern(name).IsMatch("");
            return true;
        }
        catch (WildcardPatternException)
        {
            return false;
        }
    }
}
