using System.Management.Automation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MlopsCmdlets.Help.Tests;

/// <summary>A module in a folder of its own, compiled from source with its documentation file; removed at the end of the test.</summary>
internal sealed class SampleModule : IDisposable
{
    /// <summary>Two cmdlets over one base class, with everything that help shows.</summary>
    public const string Shop = """
        using System;
        using System.Management.Automation;

        namespace Shop
        {
            /// <summary>Base of all.</summary>
            public abstract class ShopCmdlet : PSCmdlet
            {
                /// <summary>The session to use, as <see cref="Shop.Goods.GetShopItemCommand"/> takes it.</summary>
                /// <value>the current session</value>
                [Parameter] public string Session { get; set; }
            }

            /// <summary>How goods travel.</summary>
            public enum Carrier { Train, Ship }

            /// <summary>A thing for sale.</summary>
            public sealed class Item { }
        }

        namespace Shop.Goods
        {
            /// <summary>Gets items &amp; their prices.</summary>
            /// <remarks>
            /// <para>Reads from the <c>shop</c>. See <see cref="SendShopItemCommand"/> and
            /// <see cref="SendShopItemCommand.Carrier"/>.</para>
            /// <list type="bullet"><item>first point</item><item><term>second</term><description>with a term</description></item></list>
            /// <code>
            /// first line
            ///   second line
            /// </code>
            /// <para>Last paragraph.</para>
            /// </remarks>
            /// <example><summary>All items</summary><code>
            /// PS> Get-ShopItem
            /// Name  Price
            /// apple 1 -NotAParameter
            /// </code><para>Lists them.</para></example>
            /// <example><summary>Some</summary><code>PS> Get-ShopItem a* | Where-Object { $_.Price -gt (Get-ShopItem -Name b).Price } -ErrorAction Stop</code></example>
            /// <seealso cref="SendShopItemCommand"/>
            /// <seealso href="https://example.test/shop">The shop</seealso>
            [Cmdlet("Get", "ShopItem"), OutputType(typeof(Item))]
            public sealed class GetShopItemCommand : ShopCmdlet
            {
                /// <summary>Names of the items.</summary>
                [Parameter(Position = 0), Alias("ItemName"), SupportsWildcards] public string[] Name { get; set; }
            }

            /// <summary>Sends an item.</summary>
            /// <remarks>Asks before it sends.</remarks>
            /// <returns>The same item, sent.</returns>
            /// <example><summary>By train</summary><code>
            /// PS> $item = Get-ShopItem apple
            /// PS> $item |
            /// >>     Send-ShopItem -Carrier:Train -WhatIf
            /// </code></example>
            /// <example><summary>By id</summary><code>PS> $id = 3
            /// PS> Send-ShopItem -Id $id -Fast</code></example>
            [Cmdlet("Send", "ShopItem", SupportsShouldProcess = true, DefaultParameterSetName = "Object"), OutputType(typeof(Item)), Alias("ssi")]
            public sealed class SendShopItemCommand : ShopCmdlet
            {
                /// <summary>Its id.</summary>
                [Parameter(ParameterSetName = "Id", Mandatory = true), ValidateRange(1, 9)] public int? Id { get; set; }
                /// <summary>The item.</summary>
                [Parameter(ParameterSetName = "Object", Mandatory = true, ValueFromPipeline = true, Position = 0)] public Item InputObject { get; set; }
                /// <summary>How it travels.</summary>
                [Parameter, PSDefaultValue(Value = Shop.Carrier.Train, Help = "Train")] public Carrier Carrier { get; set; }
                /// <summary>Hurry.</summary>
                [Parameter] public SwitchParameter Fast { get; set; }
                [Parameter(DontShow = true)] public SwitchParameter Hidden { get; set; }
            }
        }
        """;

    private SampleModule(string folder) => Folder = folder;

    public string Folder { get; }

    public string Assembly => Path.Combine(Folder, "core", "Shop.dll");

    public string Xml => Path.Combine(Folder, "core", "Shop.xml");

    public static SampleModule Compile(string source = Shop)
    {
        var module = new SampleModule(Directory.CreateTempSubdirectory("help tests ").FullName);
        Directory.CreateDirectory(Path.GetDirectoryName(module.Assembly)!);
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "netstandard.dll");
        var compilation = CSharpCompilation.Create(
            "Shop",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(documentationMode: DocumentationMode.Diagnose))],
            platform.Append(typeof(PSCmdlet).Assembly.Location).Select(p => MetadataReference.CreateFromFile(p)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true));
        using var assembly = File.Create(module.Assembly);
        using var xml = File.Create(module.Xml);
        var result = compilation.Emit(assembly, xmlDocumentationStream: xml);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return module;
    }

    /// <summary>Runs the tool; returns its exit code and what it said.</summary>
    public (int Code, string Output) Run(params string[] more)
    {
        using var output = new StringWriter();
        var code = HelpTool.Run(["--assembly", Assembly, "--xml", Xml, .. more], output, output);
        return (code, output.ToString());
    }

    public void Dispose()
    {
        // Windows keeps an imported assembly open until the process ends.
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Left to the system's cleaning of its temporary folder.
        }
    }
}
