using MlopsCmdlets.Text;

namespace MlopsCmdlets.Tests.Text;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("plain ü 模型", "plain ü 模型")]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("\u009b2Jcleared", "cleared")]
    [InlineData("\u001b]0;title\u0007after", "after")]
    [InlineData("\u001b]8;;http://evil\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("a\u0000b\u0008c", "abc")]
    [InlineData("over\rwritten", "over\nwritten")]
    [InlineData("line\r\nline", "line\nline")]
    [InlineData("\u202eright-to-left", "right-to-left")]
    [InlineData("##vso[task.setvariable]x", "##_vso[task.setvariable]x")]
    [InlineData("x\n##VSO[task.complete]", "x\n##_VSO[task.complete]")]
    [InlineData("##[error]x", "##_[error]x")]
    [InlineData("#\u001b[0m#vso[x]", "##_vso[x]")]
    [InlineData("::set-output name=a::b", ":_:set-output name=a::b")]
    [InlineData("x\n  ::error::y ::add-mask::z", "x\n  :_:error::y :_:add-mask::z")]
    [InlineData(":\u001b[0m:stop-commands::x", ":_:stop-commands::x")]
    [InlineData("[Math]::Round, a::b, :: and ::1", "[Math]::Round, a::b, :: and ::1")]
    public void Terminal_and_agent_commands_lose_their_force(string hostile, string expected) => Assert.Equal(expected, SafeText.Of(hostile));
}
