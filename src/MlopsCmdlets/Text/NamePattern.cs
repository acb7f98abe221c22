using System.Management.Automation;

namespace MlopsCmdlets.Text;

/// <summary>Names with wildcards, as -Name takes them.</summary>
internal static class NamePattern
{
    /// <summary>Upper and lower case do not matter. What is no valid pattern, such as an open bracket, stands for itself.</summary>
    public static WildcardPattern Of(string name)
    {
        var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
        try
        {
            pattern.IsMatch("");
            return pattern;
        }
        catch (WildcardPatternException)
        {
            return new WildcardPattern(WildcardPattern.Escape(name), WildcardOptions.IgnoreCase);
        }
    }
}
