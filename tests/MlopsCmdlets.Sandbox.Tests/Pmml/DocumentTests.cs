using System.Text;
using MlopsCmdlets.Sandbox.Pmml;

namespace MlopsCmdlets.Sandbox.Tests.Pmml;

public sealed class DocumentTests
{
    private static string Document(string version, string ns) => $"""
        <PMML version="{version}"{ns}><DataDictionary><DataField name="x" optype="continuous" dataType="double"/><DataField name="n" optype="continuous" dataType="double"/></DataDictionary>
        <TreeModel functionName="regression"><MiningSchema><MiningField name="x"/><MiningField name="n" usageType="predicted"/></MiningSchema><Node score="1"><True/></Node></TreeModel></PMML>
        """;

    [Theory]
    [InlineData("3.0", "")]
    [InlineData("3.2", " xmlns=\"http://www.dmg.org/PMML-3_2\"")]
    [InlineData("4.0", " xmlns=\"http://www.dmg.org/PMML-4_0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://www.dmg.org/PMML-4_0 http://www.dmg.org/v4-0/pmml-4-0.xsd\"")]
    [InlineData("4.2", " xmlns=\"http://www.dmg.org/PMML-4_2\"")]
    [InlineData("4.2.1", " xmlns=\"http://www.dmg.org/PMML-4_2\"")]
    [InlineData("4.4", " xmlns=\"http://www.dmg.org/PMML-4_4\"")]
    public void Versions_are_tolerated(string version, string ns)
    {
        var model = PmmlText.Load(Document(version, ns));
        Assert.Equal(version, model.Version);
        Assert.Equal("n", model.Target);
        Assert.Equal(1.0, model.Score(("x", 0)).Value);
    }

    [Theory]
    [InlineData("2.1", "")]
    [InlineData("5.0", "")]
    public void Other_versions_are_refused(string version, string ns)
        => Assert.Contains(version, Assert.Throws<PmmlUnsupportedException>(() => PmmlText.Load(Document(version, ns))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "not well-formed")]
    [InlineData("PK\u0003\u0004", "not well-formed")]
    [InlineData("<PMML version='4.2'>", "not well-formed")]
    [InlineData("<html/>", "'html', not 'PMML'")]
    [InlineData("<PMML version='4.2' xmlns='urn:other'/>", "urn:other")]
    [InlineData("<PMML version='4.2'><DataDictionary/></PMML>", "holds no model")]
    [InlineData("<PMML version='4.2'><TreeModel/></PMML>", "no 'DataDictionary'")]
    [InlineData("<!DOCTYPE PMML [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><PMML version='4.2'>&a;</PMML>", "DTD")]
    public void Bad_documents_are_explained(string text, string message)
        => Assert.Contains(message, Assert.Throws<PmmlFormatException>(() => PmmlText.Load(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Nesting_bombs_are_refused()
    {
        var text = Document("4.2", "").Replace("<True/></Node>", string.Concat(Enumerable.Repeat("<True/><Node>", 100_000)) + string.Concat(Enumerable.Repeat("</Node>", 100_000)) + "</Node>", StringComparison.Ordinal);
        Assert.Contains("nested", Assert.Throws<PmmlFormatException>(() => PmmlText.Load(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_but_plausible_trees_load()
    {
        var nodes = string.Concat(Enumerable.Range(0, 400).Select(i => $"<True/><Node score='{i}'>")) + "<True/>" + string.Concat(Enumerable.Repeat("</Node>", 400));
        Assert.Equal(399.0, PmmlText.Load(Document("4.2", "").Replace("<True/></Node>", nodes + "</Node>", StringComparison.Ordinal)).Score(("x", 0)).Value);
    }

    [Theory]
    [InlineData("NeuralNetwork")]
    [InlineData("GeneralRegressionModel")]
    [InlineData("SupportVectorMachineModel")]
    [InlineData("ClusteringModel")]
    [InlineData("Scorecard")]
    [InlineData("RuleSetModel")]
    public void Models_that_are_not_run_are_named(string element)
    {
        var error = Assert.Throws<PmmlUnsupportedException>(() => PmmlText.Model($"""<{element} functionName="classification">{PmmlText.SchemaT}</{element}>"""));
        Assert.Equal(element, error.Element);
        Assert.Contains(element, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<TreeModel functionName="clustering">{0}<Node score="yes"><True/></Node></TreeModel>""", "TreeModel")]
    [InlineData("""<TreeModel functionName="classification" isScorable="false">{0}<Node score="yes"><True/></Node></TreeModel>""", "TreeModel")]
    [InlineData("""<TreeModel functionName="classification">{0}<Node score="yes"><True/><Regression functionName="regression"/></Node></TreeModel>""", "Regression")]
    [InlineData("""<MiningModel functionName="classification">{0}</MiningModel>""", "MiningModel")]
    [InlineData("""<MiningModel functionName="regression">{0}<Segmentation multipleModelMethod="sum"><Segment><True/><NeuralNetwork functionName="regression"/></Segment></Segmentation></MiningModel>""", "NeuralNetwork")]
    public void Parts_that_are_not_run_are_named(string body, string element)
        => Assert.Equal(element, Assert.Throws<PmmlUnsupportedException>(() => PmmlText.Model(body.Replace("{0}", PmmlText.SchemaT, StringComparison.Ordinal))).Element);

    [Fact]
    public void Byte_order_marks_and_other_encodings_are_read()
    {
        Assert.Equal("4.2", PmmlModel.Load([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Document("4.2", ""))]).Version);
        Assert.Equal("4.2", PmmlModel.Load([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Document("4.2", ""))]).Version);
    }
}
