using System.Management.Automation;
using System.Management.Automation.Language;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Conventions;

/// <summary>What every cmdlet of the published module keeps to.</summary>
public sealed class CmdletConventionTests
{
    private static readonly string[] ReadingVerbs = ["Get", "Test", "Compare", "Wait", "Connect", "Disconnect"];

    // Scoring changes nothing, although its verb sounds like it; a gate is made in memory.
    private static readonly string[] WithoutPreview = ["Invoke-CpdScore", "New-MlopsGate"];

    public static IEnumerable<TheoryDataRow<string>> Names()
    {
        using var engine = new Engine();
        return [.. engine.Run("(Get-Module MlopsCmdlets).ExportedCmdlets.Keys").ThrowIfFailed().Select(o => new TheoryDataRow<string>(o.ToString()))];
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_keeps_the_conventions(string name)
    {
        using var engine = new Engine();
        var command = (CmdletInfo)engine.Run("Get-Command $args[0]", name).ThrowIfFailed().Single().BaseObject;
        var own = command.Parameters.Values.Where(p => !Cmdlet.CommonParameters.Contains(p.Name) && !Cmdlet.OptionalCommonParameters.Contains(p.Name)).ToList();
        bool changes = !ReadingVerbs.Contains(command.Verb) && !WithoutPreview.Contains(name);
        IReadOnlyList<PSObject> verbs = engine.Run("Get-Verb | ForEach-Object Verb").Output;
        var complaints = new List<string>();
        void Expect(bool met, string rule)
        {
            if (!met)
                complaints.Add(rule);
        }

        Expect(verbs.Count == 0 || verbs.Any(v => v.ToString() == command.Verb), "approved verb");
        Expect(command.Noun.StartsWith("Cpd", StringComparison.Ordinal) || command.Noun.StartsWith("Mlops", StringComparison.Ordinal), "noun begins with Cpd or Mlops");
        Expect(!command.Noun.EndsWith('s') || command.Noun.EndsWith("ss", StringComparison.Ordinal) || command.Noun.EndsWith("us", StringComparison.Ordinal), "noun is singular");
        Expect(command.OutputType.Count > 0, "OutputType");
        Expect(!changes || command.Parameters.ContainsKey("WhatIf"), "a change can be previewed");
        Expect(command.Verb != "Remove" || ConfirmImpactOf(command) == ConfirmImpact.High, "removing asks");
        Expect(command.Verb != "Remove" || command.Parameters.ContainsKey("Force"), "removing can be forced");
        Expect(command.Verb != "Test" || command.Parameters.ContainsKey("Quiet"), "Test- has -Quiet");
        foreach (ParameterMetadata parameter in own)
        {
            bool byName = parameter.ParameterSets.Values.Any(s => s.ValueFromPipelineByPropertyName);
            Expect(!(byName && parameter.Name == "Name"), "-Name is never taken by property name");
            Expect(!IsSecretName(parameter.Name) || parameter.ParameterType != typeof(string), $"-{parameter.Name} is not plain text");
            Expect(!parameter.ParameterType.FullName!.Contains("RestSharp") && !parameter.ParameterType.FullName.Contains("LibGit2Sharp") && !parameter.ParameterType.FullName.Contains("Octokit"), $"-{parameter.Name} has a type of our own");
        }

        Expect(command.Verb != "Get" || !command.Parameters.TryGetValue("Name", out ParameterMetadata? n) || n.Attributes.OfType<SupportsWildcardsAttribute>().Any(), "Get- takes wildcards for -Name");
        Assert.True(complaints.Count == 0, $"{name}: {string.Join("; ", complaints)}");
    }

    /// <summary>What the compiler makes of a record shows every property inside every other: pages of it where a list or an error names one.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_cmdlet_emits_has_short_texts_for_lists_and_errors(string name)
    {
        using var engine = new Engine();
        var command = (CmdletInfo)engine.Run("Get-Command $args[0]", name).ThrowIfFailed().Single().BaseObject;
        var seen = new HashSet<Type>();
        var left = new Stack<Type>(command.OutputType.Select(type => type.Type).OfType<Type>());
        while (left.TryPop(out Type? type))
        {
            foreach (Type part in type.IsGenericType ? type.GetGenericArguments() : type.HasElementType ? [type.GetElementType()!] : [])
                left.Push(part);
            if (type.Namespace?.StartsWith("MlopsCmdlets", StringComparison.Ordinal) != true || !seen.Add(type))
                continue;
            Assert.False(type.GetMethod(nameof(ToString), [])!.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false), $"{name}: {type} has no text of its own");
            foreach (System.Reflection.PropertyInfo property in type.GetProperties())
                left.Push(property.PropertyType);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_has_help_with_two_examples_that_parse_and_use_its_parameters(string name)
    {
        using var engine = new Engine();
        PSObject help = engine.Run("Get-Help $args[0] -Full", name).ThrowIfFailed().Single();
        var parameters = (CmdletInfo)engine.Run("Get-Command $args[0]", name).ThrowIfFailed().Single().BaseObject;
        Assert.False(string.IsNullOrWhiteSpace(help.Properties["Synopsis"].Value?.ToString()));
        Assert.DoesNotContain(name, help.Properties["Synopsis"].Value!.ToString(), StringComparison.Ordinal); // the engine makes one of the syntax where there is none

        IReadOnlyList<PSObject> examples = engine.Run("(Get-Help $args[0] -Full).examples.example | ForEach-Object { $_.code }", name).ThrowIfFailed();
        Assert.True(examples.Count >= 2, $"{name} has {examples.Count} examples");
        foreach (string code in examples.Select(e => e.ToString()))
        {
            Ast script = Parser.ParseInput(code.Replace("PS> ", "", StringComparison.Ordinal), out _, out ParseError[] errors);
            Assert.True(errors.Length == 0, $"{name}: {code}: {string.Join("; ", errors.Select(e => e.Message))}");
            foreach (CommandAst call in script.FindAll(a => a is CommandAst c && c.GetCommandName() == name, searchNestedScriptBlocks: true).Cast<CommandAst>())
            {
                foreach (CommandParameterAst given in call.CommandElements.OfType<CommandParameterAst>())
                    Assert.True(parameters.Parameters.Values.Any(p => p.Name.StartsWith(given.ParameterName, StringComparison.OrdinalIgnoreCase) || p.Aliases.Contains(given.ParameterName)), $"{name}: -{given.ParameterName} in {code}");
            }
        }

        if (name == "Get-MlopsSandbox")
            return; // has no parameters, and asking for their help is an error then
        var described = engine.Run("(Get-Help $args[0] -Parameter *) | ForEach-Object { [pscustomobject]@{ Name = $_.name; Text = ($_.description | ForEach-Object Text) -join '' } }", name).ThrowIfFailed();
        foreach (PSObject parameter in described)
            Assert.False(string.IsNullOrWhiteSpace(parameter.Properties["Text"].Value as string), $"{name}: -{parameter.Properties["Name"].Value} is not described");
    }

    [Fact]
    public void Every_object_that_is_emitted_has_a_view()
    {
        using var engine = new Engine();
        string views = File.ReadAllText(Path.Combine(Built.ModuleFolder, "MlopsCmdlets.format.ps1xml"));
        IReadOnlyList<PSObject> types = engine.Run("Get-Command -Module MlopsCmdlets | ForEach-Object { $_.OutputType.Type } | Where-Object { $_ -and $_.FullName -like 'MlopsCmdlets.*' } | ForEach-Object FullName").ThrowIfFailed();
        Assert.All(types.Select(t => t.ToString()).Distinct(StringComparer.Ordinal), type => Assert.Contains($"<TypeName>{type}</TypeName>", views, StringComparison.Ordinal));
    }

    private static bool IsSecretName(string name) =>
        name is "Password" or "ApiKey" or "Token" or "EncryptionKey" or "Secret" || name.EndsWith("Password", StringComparison.Ordinal);

    private static ConfirmImpact ConfirmImpactOf(CmdletInfo command) =>
        command.ImplementingType.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Cast<CmdletAttribute>().Single().ConfirmImpact;
}
