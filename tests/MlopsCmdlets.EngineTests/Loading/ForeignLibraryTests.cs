using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Loading;

/// <summary>Another module brought another RestSharp into the process. Each case needs a process of its own.</summary>
public sealed class ForeignLibraryTests(SandboxFixture sandbox) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("foreign").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Both_work_whichever_comes_first(bool foreignFirst)
    {
        string foreign = MakeForeignRestSharp();
        string use = "'foreign says ' + [RestSharp.Foreign]::Version()";
        string ours = "try { $null = Connect-Cpd -Url $env:TEST_URL -Token $token -CaCertificate $env:TEST_CA } catch { 'ours says ' + $_.FullyQualifiedErrorId }";
        string script = Path.Combine(_folder, "test.ps1");
        File.WriteAllText(script, $"""
            $token = [securestring]::new(); $token.AppendChar('x')
            {(foreignFirst ? $"$null = [Reflection.Assembly]::LoadFrom('{foreign}'); {use}" : "")}
            Import-Module -Name '{Built.Manifest}'
            {ours}
            {(foreignFirst ? "" : $"$null = [Reflection.Assembly]::LoadFrom('{foreign}'); {use}")}
            'loaded ' + (([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object FullName -like 'RestSharp,*').Count)
            (Get-MlopsRepository -Path '{Built.RepositoryRoot}').Commit.Length
            """);

        string output = RunHost(script);

        Assert.Contains("foreign says 1.2.3.4", output, StringComparison.Ordinal);
        Assert.Contains("ours says TokenExpired", output, StringComparison.Ordinal);
        Assert.Contains("loaded 2", output, StringComparison.Ordinal);
        Assert.Contains("40", output, StringComparison.Ordinal); // a real call into libgit2, from the module's folder
    }

    [Fact]
    public void Import_loads_neither_the_HTTP_stack_nor_Git_nor_a_third_party()
    {
        string script = Path.Combine(_folder, "test.ps1");
        File.WriteAllText(script, $"""
            $before = [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object FullName
            Import-Module -Name '{Built.Manifest}'
            [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object FullName | Where-Object {'{'} $_ -notin $before {'}'}
            """);

        string[] loaded = [.. RunHost(script).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')[0].Trim()).Where(n => !n.StartsWith("System", StringComparison.Ordinal) && !n.StartsWith("Microsoft", StringComparison.Ordinal) && n.Length > 0)];

        // Public classes name types of the two small libraries as bases, in constructors and fields.
        Assert.Equal(["MlopsCmdlets", "MlopsCmdlets.Cpd", "MlopsCmdlets.Loader", "MlopsCmdlets.Promotion"], loaded.Order(StringComparer.Ordinal));
    }

    private string RunHost(string script)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[] { Built.HostProgram, "--no-module", script })
            start.ArgumentList.Add(argument);
        string authority = Path.Combine(_folder, "ca.pem");
        File.WriteAllText(authority, (string)sandbox.Sandbox.Properties["CaCertificate"].Value);
        start.Environment["TEST_URL"] = sandbox.Url.ToString();
        start.Environment["TEST_CA"] = authority;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + errors.GetAwaiter().GetResult());
        return output;
    }

    /// <summary>An unrelated assembly with the same name and another version.</summary>
    private string MakeForeignRestSharp()
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("RestSharp") { Version = new Version(1, 2, 3, 4) }, typeof(object).Assembly);
        TypeBuilder type = assembly.DefineDynamicModule("RestSharp").DefineType("RestSharp.Foreign", TypeAttributes.Public | TypeAttributes.Class);
        ILGenerator body = type.DefineMethod("Version", MethodAttributes.Public | MethodAttributes.Static, typeof(string), []).GetILGenerator();
        body.Emit(OpCodes.Ldstr, "1.2.3.4");
        body.Emit(OpCodes.Ret);
        type.CreateType();
        string path = Path.Combine(_folder, "RestSharp.dll");
        assembly.Save(path);
        return path;
    }
}
