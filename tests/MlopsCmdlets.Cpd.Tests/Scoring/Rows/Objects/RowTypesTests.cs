using System.Reflection;
using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Cpd.Scoring.Rows.Objects;

namespace MlopsCmdlets.Cpd.Tests.Scoring.Rows.Objects;

public class RowTypesTests
{
    [Fact]
    public void A_row_has_its_columns_as_properties_in_order()
    {
        RowObject row = Row();

        Assert.Equal(["ID", "a b", "Prediction"], row.GetType().GetProperties().Select(p => p.Name));
        Assert.Equal(["1", "x", "T"], Values(row));
        Assert.Equal("@{ID=1; a b=x; Prediction=T}", row.ToString());
        Assert.Equal("MlopsCmdlets.ScoredRow", row.GetType().FullName);
    }

    [Fact]
    public void Setting_a_property_changes_this_row_alone()
    {
        RowObject row = Row();
        var copy = (RowObject)((ICloneable)row).Clone();

        Property(copy, "a b").SetValue(copy, 7);
        Property(row, "Prediction").SetValue(row, null);

        Assert.Equal(["1", 7, "T"], Values(copy));
        Assert.Equal(["1", "x", null], Values(row));
    }

    [Fact]
    public void Rows_of_the_same_columns_share_a_type_and_others_do_not()
    {
        var types = new RowTypes(limit: 10);

        Assert.Same(types.Find(["A", "B"]), types.Find(["A", "B"]));
        Assert.NotSame(types.Find(["A", "B"]), types.Find(["AB"]));
        Assert.NotSame(types.Find(["A", "B"]), types.Find(["a", "B"]));
    }

    [Fact]
    public void There_is_an_end_to_making_types()
    {
        var types = new RowTypes(limit: 1);

        Assert.NotNull(types.Find(["A"]));
        Assert.Null(types.Find(["B"]));
        Assert.NotNull(types.Find(["A"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("\U0001F600")]
    public void Names_that_no_property_can_have_give_no_type(string name) => Assert.Null(new RowTypes(limit: 10).Find(["A", name]));

    [Theory]
    [InlineData("ToString")]
    [InlineData("Equals")]
    [InlineData("get_ID")]
    [InlineData("$R-CHURN")]
    [InlineData("größe.ß")]
    [InlineData("New")]
    public void Other_names_are_fine(string name)
    {
        Assert.NotNull(new RowTypes(limit: 10).Find(["ID", name, "Prediction"]));
    }

    private static RowObject Row()
    {
        using var file = new TemporaryFile("ID,a b\n1,x\n");
        using CsvRowReader reader = CsvRowReader.Open(file.Path);
        Assert.True(reader.Read(out InputRow row));
        return RowTypes.Shared.Find(["ID", "a b", "Prediction"])!.Create(row, ["T"]);
    }

    private static PropertyInfo Property(RowObject row, string name) => row.GetType().GetProperty(name)!;

    private static IEnumerable<object?> Values(RowObject row) => row.GetType().GetProperties().Select(p => p.GetValue(row));
}
