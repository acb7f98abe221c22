using System.Text;
using MlopsCmdlets.Assets;

namespace MlopsCmdlets.Tests.Text;

public sealed class SafeFileNameTests
{
    [Theory]
    [InlineData("churn.csv", "churn.csv")]
    [InlineData("../../etc/passwd", "_.._etc_passwd")]
    [InlineData("nul.txt", "_nul.txt")]
    [InlineData(" . ", "_")]
    public void Names_of_a_server_become_one_harmless_segment(string name, string expected) => Assert.Equal(expected, SafeFileName.Of(name));

    [Theory]
    [InlineData("a")]
    [InlineData("\u00e4")]
    [InlineData("\u6a21")]
    [InlineData("x\U0001F600")]
    public void A_long_name_is_cut_to_what_file_systems_take_and_no_character_is_torn(string part)
    {
        string name = SafeFileName.Of(string.Concat(Enumerable.Repeat(part, 200)));

        Assert.InRange(name.Length, 60, 120);
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 1, 240);
        Assert.DoesNotContain('\ufffd', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)));
    }
}
