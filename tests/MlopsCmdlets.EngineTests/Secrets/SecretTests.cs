using System.Management.Automation;
using System.Text;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Secrets;

/// <summary>Secrets enter in every form of login and must leave in no stream, error or object.</summary>
public sealed class SecretTests(SandboxFixture sandbox)
{
    private const string Canary = "c4n4ry-S3cret-Value-000";

    public static TheoryData<string> Logins =>
    [
        "Connect-Cpd -Url $url -CaCertificate $ca -Credential ([pscredential]::new('admin', $secure))",
        "Connect-Cpd -Url $url -CaCertificate $ca -UserName admin -ApiKey $secure",
        "Connect-Cpd -Url $url -CaCertificate $ca -UserName admin -ApiKey $secure -AuthenticationType ZenApiKey; Get-CpdSpace",
        "Connect-Cpd -Url $url -CaCertificate $ca -Token $secure; Get-CpdSpace",
        "Connect-Cpd -Url $url -CaCertificate $ca -Credential ([pscredential]::new('admin', $secure)) -AuthenticationType Iam -IamUrl $url",
        "function Get-Secret { param($Name, $Vault) $secure }; Connect-Cpd -Url $url -CaCertificate $ca -UserName admin -SecretName s",
        "Connect-Cpd -Url $url -CaCertificate $ca -Credential ([pscredential]::new('admin', $secure)) -Proxy http://127.0.0.1:9 -ProxyCredential ([pscredential]::new('p', $secure))",
    ];

    [Theory]
    [MemberData(nameof(Logins))]
    public void A_wrong_secret_is_in_no_stream_and_no_error(string login)
    {
        using Engine engine = Prepare(Canary);

        RunResult result = engine.Run("$VerbosePreference = 'Continue'; $DebugPreference = 'Continue'; " + login);

        Assert.NotEmpty(result.Errors);
        AssertAbsent(Canary, result, engine);
    }

    public static TheoryData<string> RightLogins =>
    [
        "Connect-Cpd @there -Credential ([pscredential]::new('admin', $password))",
        "Connect-Cpd @there -UserName admin -ApiKey $key",
        "Connect-Cpd @there -UserName admin -ApiKey $key -AuthenticationType ZenApiKey",
        "Connect-Cpd @there -Credential ([pscredential]::new('admin', $key)) -AuthenticationType ZenApiKey",
        "Connect-Cpd @there -Token $token",
        "Connect-Cpd @there -Credential ([pscredential]::new('admin', $password)) -AuthenticationType Iam -IamUrl $there.Url",
        "function Get-Secret { param($Name, $Vault) [pscredential]::new('admin', $password) }; Connect-Cpd @there -SecretName s",
        "function Get-Secret { param($Name, $Vault) if ($Vault -eq 'v') { $key } }; Connect-Cpd @there -UserName admin -SecretName s -VaultName v",
        "function Get-Secret { param($Name, $Vault) [System.Net.NetworkCredential]::new('', $key).Password }; Connect-Cpd @there -UserName admin -SecretName s",
    ];

    [Theory]
    [MemberData(nameof(RightLogins))]
    public void A_right_secret_lets_one_in_and_is_in_no_stream_no_object_and_no_JSON_of_the_session(string login)
    {
        string password = ((PSCredential)sandbox.Sandbox.Properties["Credential"].Value).GetNetworkCredential().Password;
        using Engine admin = sandbox.Connect();
        string key = admin.Run("(Invoke-CpdRestMethod -Path /usermgmt/v1/user/apiKey).apiKey").ThrowIfFailed().Single().ToString();
        string token = admin.Run("(Invoke-CpdRestMethod -Method Post -Path /icp4d-api/v1/authorize -Body @{ username = 'admin'; password = $args[0] }).token", password).ThrowIfFailed().Single().ToString();
        using var engine = new Engine();
        engine.SetVariable("there", new System.Collections.Hashtable { ["Url"] = sandbox.Url, ["CaCertificate"] = sandbox.Sandbox.Properties["CaCertificate"].Value, ["PassThru"] = true });
        foreach ((string name, string secret) in new[] { ("password", password), ("key", key), ("token", token) })
            engine.SetVariable(name, Secure(secret));

        RunResult result = engine.Run($"""
            $VerbosePreference = 'Continue'; $DebugPreference = 'Continue'
            {login}
            Get-CpdSession; Test-CpdSession; Get-CpdSpace; Get-CpdModel -Space churnUATspace; Get-CpdConnection -Space churnUATspace
            Invoke-CpdRestMethod -Path /icp4d-api/v1/me
            Get-CpdSpace -Name nothing
            """);

        Assert.Equal("NameNotFound", result.ErrorId);
        foreach (string secret in new[] { password, key, token, "eyJ" }) // how every token begins
        {
            AssertAbsent(secret, result, engine);
            Assert.All(result.Output.Where(o => o.BaseObject is not string), item => Assert.DoesNotContain(secret, Dump(item, 0), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_secret_of_a_connection_is_not_shown()
    {
        using Engine engine = sandbox.Connect();
        string space = SandboxFixture.NewSpace(engine);
        engine.SetVariable("secure", Secure(Canary));

        RunResult result = engine.Run("""
            $VerbosePreference = 'Continue'; $DebugPreference = 'Continue'
            New-CpdConnection -Space $args[0] -Name db -DatasourceType postgresql -Property @{ host = 'h'; database = 'd' } -Credential ([pscredential]::new('u', $secure)) -NoTest
            Set-CpdConnection db -Space $args[0] -Property @{ password = $secure } -NoTest
            Get-CpdConnection -Space $args[0]
            """, space);

        result.ThrowIfFailed();
        AssertAbsent(Canary, result, engine);
        Assert.All(result.Output, item => Assert.DoesNotContain(Canary, Dump(item, 0), StringComparison.Ordinal));
    }

    [Fact]
    public void The_tokens_of_a_sandboxs_Git_users_are_secure_strings()
    {
        using Engine engine = new();
        engine.SetVariable("sandbox", sandbox.Sandbox);

        RunResult result = engine.Run("$sandbox.GitUsers | ForEach-Object { [pscredential]::new($_.Login, $_.Token) }; $sandbox");

        result.ThrowIfFailed();
        PSCredential[] users = [.. result.Output.Select(o => o.BaseObject).OfType<PSCredential>()];
        Assert.Contains("datascientist", users.Select(u => u.UserName));
        string shown = Dump(result.Output[^1], 0);
        Assert.Contains("churn-team", shown, StringComparison.Ordinal);
        Assert.All(users, user => Assert.DoesNotContain(user.GetNetworkCredential().Password, shown, StringComparison.Ordinal));
    }

    private static System.Security.SecureString Secure(string text)
    {
        var secure = new System.Security.SecureString();
        foreach (char c in text)
            secure.AppendChar(c);
        return secure;
    }

    private Engine Prepare(string secret)
    {
        var engine = new Engine();
        engine.SetVariable("url", sandbox.Url);
        engine.SetVariable("ca", sandbox.Sandbox.Properties["CaCertificate"].Value);
        engine.SetVariable("secure", Secure(secret));
        return engine;
    }

    private static void AssertAbsent(string secret, RunResult result, Engine engine)
    {
        string encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes("admin:" + secret));
        foreach (string text in result.Errors.SelectMany(Texts).Concat(result.Warnings).Concat(result.Verbose).Concat(result.Debug).Append(engine.Host.Text).Concat(result.Output.Select(o => o.ToString())))
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(encoded, text, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Texts(ErrorRecord error) =>
        [error.ToString(), error.Exception.ToString(), error.ErrorDetails?.Message ?? "", error.ErrorDetails?.RecommendedAction ?? "", error.TargetObject?.ToString() ?? "", error.ScriptStackTrace ?? ""];

    /// <summary>All property values, as Format-List * and ConvertTo-Json would reach them.</summary>
    private static string Dump(object? value, int depth)
    {
        if (value is null || depth > 4)
            return "";
        if (value is string or ValueType or Uri or PSCredential)
            return value.ToString() ?? "";
        if (value is System.Collections.IDictionary table)
            return string.Join(' ', table.Values.Cast<object?>().Select(v => Dump(v, depth + 1)));
        if (value is System.Collections.IEnumerable list)
            return string.Join(' ', list.Cast<object?>().Select(v => Dump(v, depth + 1)));
        return value + " " + string.Join(' ', PSObject.AsPSObject(value).Properties.Select(p => Dump(Value(p), depth + 1)));
    }

    private static object? Value(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }
}
