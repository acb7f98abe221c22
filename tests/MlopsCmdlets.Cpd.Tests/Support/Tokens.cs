using System.Security;
using System.Text;

namespace MlopsCmdlets.Cpd.Tests.Support;

internal static class Tokens
{
    public static string Jwt(DateTimeOffset issued, TimeSpan life, string user = "admin", string mark = "sig")
    {
        static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var iat = issued.ToUnixTimeSeconds();
        return Part("""{"alg":"RS256","kid":"k"}""") + "."
            + Part($$"""{"username":"{{user}}","role":"Admin","permissions":["administrator"],"sub":"{{user}}","uid":"1000330999","iat":{{iat}},"exp":{{iat + (long)life.TotalSeconds}}}""") + "." + mark;
    }

    public static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var c in text) secure.AppendChar(c);
        return secure;
    }
}
