using System.Diagnostics;
using MlopsCmdlets.Git.Checks;

namespace MlopsCmdlets.Git.Tests.Checks;

public sealed class SecretScannerTests
{
    // Put together here, so that no scanner of this repository takes them for real.
    private static string Random(int length, string letters = "aB3dE5fG7hJ9kL2mN4pQ6rS8tU1vW0xYzC") => string.Concat(Enumerable.Range(0, length).Select(i => letters[((i * 7) + (i / 3)) % letters.Length]));

    public static TheoryData<string, string> Secrets => new()
    {
        { "-----BEGIN RSA " + "PRIVATE KEY-----", "private key" },
        { "-----BEGIN " + "PRIVATE KEY-----", "private key" },
        { "ghp_" + Random(36), "GitHub" },
        { "github_pat_" + Random(70), "GitHub" },
        { "glpat-" + Random(20), "GitLab" },
        { Random(76) + "AZDO" + Random(4), "Azure DevOps" },
        { "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=" + Random(86) + "==", "storage account" },
        { "https://x.blob.core.windows.net/c?sv=2022&sig=" + Random(43) + "%3D", "shared access" },
        { "AKIA" + Random(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), "AWS access" },
        { "aws_secret_access_key = " + Random(40), "AWS secret" },
        { "AIza" + Random(35), "Google" },
        { "xoxb-123456789012-" + Random(24), "Slack" },
        { "sk_live_" + Random(24), "Stripe" },
        { "npm_" + Random(36), "npm" },
        { "hf_" + Random(34, "abCDefGHijKLmnOPqrSTuv"), "Hugging" },
        { "dapi" + Random(32, "0123456789abcdef"), "Databricks" },
        { "sk-proj-" + Random(48), "OpenAI" },
        { "eyJ" + Random(20) + ".eyJ" + Random(30) + "." + Random(40), "Web Token" },
        { "{\"apikey\": \"" + Random(44) + "\"}", "IBM Cloud" },
        { "postgres://scott:" + "t1ger-77@db.example.com/x", "URL" },
        { "https://:" + Random(52) + "@dev.azure.com/o/p", "URL" },
        { "headers = {'Authorization': 'Bearer " + Random(40) + "'}", "Authorization" },
        { "password = '" + "S3cure!pass'", "given to a name" },
        { "db_password: str = \"" + "S3cure!pass\"", "given to a name" },
        { "wml_credentials['password'] = '" + "S3cure!pass'", "given to a name" },
        { "\"client_secret\": \"" + "S3cure!pass\"", "given to a name" },
        { "connect(user='a', passwd='" + "S3cure!pass')", "given to a name" },
    };

    [Theory]
    [MemberData(nameof(Secrets))]
    public void A_secret_is_found_on_its_line(string text, string what)
    {
        SecretFinding finding = Assert.Single(SecretScanner.Find($"first\nbefore {text} after\nlast"));

        Assert.Contains(what, finding.What, StringComparison.Ordinal);
        Assert.Equal((2, true), (finding.Line, finding.IsCertain));
        Assert.Empty(SecretScanner.Find($"{text}  # pragma: allowlist secret"));
    }

    [Theory]
    [InlineData("password = os.environ['DB_PASSWORD']")]
    [InlineData("password = '<your password>'")]
    [InlineData("password = \"${DB_PASSWORD}\"")]
    [InlineData("token = 'YOUR_TOKEN_HERE'")]
    [InlineData("apikey = 'xxxxxxxxxxxxxxxxxxxx'")]
    [InlineData("api_key = \"***********\"")]
    [InlineData("password == 'S3cure!pass'")]
    [InlineData("password = getpass('Enter the password: ')")]
    [InlineData("tokenizer = 'bert-base-uncased-2'")]
    [InlineData("https://user:password@localhost/db")]
    [InlineData("f'https://{user}:{password}@host/'")]
    [InlineData("https://example.com:8080/path@x")]
    [InlineData("sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'")]
    [InlineData("\"asset_id\": \"3fB9dE5fG7hJ9kL2mN4pQ6rS8tU1vW0x\"")]
    [InlineData("columns = ['LONGDISTANCEBILLTYPE_Intnl_discount_2', 'customer_churn_openscale_evaluation']")]
    [InlineData("x = 'assets/notebooks/customer-churn-prediction-2024.ipynb'")]
    [InlineData("sk-learn is not a key: sk-learn-contrib-packages-are-fine")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    public void What_is_none_is_not_found(string text) => Assert.Empty(SecretScanner.Find(text));

    [Fact]
    public void Random_text_in_quotes_is_a_candidate_only() =>
        Assert.False(Assert.Single(SecretScanner.Find($"x = '{Random(40)}'")).IsCertain);

    [Fact]
    public void A_long_line_and_many_keywords_take_linear_time()
    {
        var watch = Stopwatch.StartNew();

        SecretScanner.Find(string.Concat(Enumerable.Repeat("token=password:secret;api_key='", 60_000)));
        SecretScanner.Find(new string('a', 4_000_000) + "'" + new string('b', 4_000_000));
        SecretScanner.Find(string.Concat(Enumerable.Repeat("http://a:", 200_000)));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), watch.Elapsed.ToString());
    }
}
