using System.Text;
using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Cpd.Scoring.Rows.Errors;

namespace MlopsCmdlets.Cpd.Tests.Scoring.Rows;

public class CsvRowReaderTests
{
    public static TheoryData<string> Marked => new("utf-8", "utf-16", "utf-16BE", "utf-32", "utf-32BE");

    [Fact]
    public void Reads_quotes_delimiters_and_line_breaks_inside_values_and_counts_lines()
    {
        using var file = new TemporaryFile("A,B\r\n\"x, y\",\"say \"\"hi\"\"\"\r\n\r\n\"two\nlines\",2\nlast,3");

        List<InputRow> rows = ReadAll(file.Path);

        Assert.Equal(["A", "B"], rows[0].Columns.Names);
        Assert.Equal([["x, y", "say \"hi\""], ["two\nlines", "2"], ["last", "3"]], rows.Select(r => r.Values));
        Assert.Equal([1L, 2L, 3L], rows.Select(r => r.Number));
        Assert.Equal([2L, 4L, 6L], rows.Select(r => r.Line));
    }

    [Fact]
    public void A_file_that_another_program_has_open_to_write_can_be_read()
    {
        using var csv = new TemporaryFile("A,B\n1,2\n");
        using var json = new TemporaryFile("""{"input_data":[{"fields":["A"],"values":[[1]]}]}""");
        using var spreadsheet = new FileStream(csv.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        using var editor = new FileStream(json.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

        Assert.False(ScoringDocument.IsJson(csv.Path));
        Assert.Single(ReadAll(csv.Path));
        Assert.True(ScoringDocument.IsJson(json.Path));
        Assert.Single(ScoringDocument.Read(json.Path).Rows);
    }

    [Theory]
    [MemberData(nameof(Marked))]
    public void A_byte_order_mark_names_the_encoding(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        using var file = new TemporaryFile([.. encoding.GetPreamble(), .. encoding.GetBytes("Größe,B\nä,1\n")]);

        InputRow row = Assert.Single(ReadAll(file.Path, encoding: Encoding.ASCII));

        Assert.Equal(["Größe", "B"], row.Columns.Names);
        Assert.Equal("ä", row.Values[0]);
    }

    [Fact]
    public void Another_encoding_is_taken_when_it_is_said()
    {
        using var file = new TemporaryFile(Encoding.GetEncoding("iso-8859-1").GetBytes("Größe\nä\n"));

        Assert.Equal("ä", Assert.Single(ReadAll(file.Path, encoding: Encoding.GetEncoding("iso-8859-1"))).Values[0]);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_an_error_that_names_row_line_and_byte()
    {
        byte[] bytes = Encoding.GetEncoding("iso-8859-1").GetBytes("A,B\n\"1\n\",x\n2,Müller\n3,z\n");
        using var file = new TemporaryFile(bytes);

        var error = Assert.Throws<ScoringFileException>(() => ReadAll(file.Path));

        Assert.Contains("row 2 (line 4)", error.Message);
        Assert.Contains($"at byte {Array.IndexOf(bytes, (byte)0xFC)}", error.Message.Replace("first at byte", "at byte"));
        Assert.Contains("-Encoding", error.Message);
        Assert.Contains(file.Path, error.Message);
    }

    [Theory]
    [InlineData(new byte[] { 0x41, 0xFC, 0x2C, 0x42, 0x0A, 0x31, 0x2C, 0x32, 0x0A }, 0, "the header (line 1)", "byte 1.")]
#if NET
    // .NET Framework's reader of text does not miss the second byte of a character at the end.
    [InlineData(new byte[] { 0x41, 0x2C, 0x42, 0x0A, 0x31, 0x2C, 0x32, 0x0A, 0x33, 0x2C, 0xC3 }, 1, "row 2 (line 3)", "byte 11.")]
#endif
    public void Bytes_that_are_not_UTF8_are_found_in_the_header_and_at_the_end_and_rows_before_are_read(byte[] content, int before, string place, string position)
    {
        using var file = new TemporaryFile(content);
        int read = 0;

        var error = Assert.Throws<ScoringFileException>(() =>
        {
            using CsvRowReader reader = CsvRowReader.Open(file.Path);
            for (; reader.Read(out _); read++)
            {
                // Until it fails.
            }
        });

        Assert.Contains(place, error.Message);
        Assert.Contains(position, error.Message);
        Assert.Equal(before, read);
    }

    [Fact]
    public void The_character_that_stands_for_unknown_ones_may_be_in_a_file()
    {
        using var file = new TemporaryFile("A\uFFFD,B\n\uFFFD,2\n");

        InputRow row = Assert.Single(ReadAll(file.Path));

        Assert.Equal("A\uFFFD", row.Columns.Names[0]);
        Assert.Equal(["\uFFFD", "2"], row.Values);
    }

    [Fact]
    public void UTF16_without_a_mark_is_recognised()
    {
        using var file = new TemporaryFile(Encoding.Unicode.GetBytes("A,B\n1,2\n"));

        Assert.Contains("UTF-16", Assert.Throws<ScoringFileException>(() => ReadAll(file.Path)).Message);
    }

    [Theory]
    [InlineData("A;B;C\n1;2;3\n", null, "';'")]
    [InlineData("A\tB\n1\t2\n", null, "tabs")]
    [InlineData("A,B\n1,2\n", ';', "','")]
    public void Another_delimiter_is_an_error_that_names_it(string content, char? delimiter, string seen)
    {
        using var file = new TemporaryFile(content);

        string message = Assert.Throws<ScoringFileException>(() => ReadAll(file.Path, delimiter)).Message;

        Assert.Contains($"seem to be separated by {seen}", message);
        Assert.Contains("-Delimiter", message);
    }

    [Fact]
    public void A_delimiter_that_is_said_or_told_by_the_extension_is_taken()
    {
        using var semicolons = new TemporaryFile("A;B\n1,5;2\n");
        using var tabs = new TemporaryFile("A\tB\n1\t2\n", ".tsv");

        Assert.Equal(["1,5", "2"], ReadAll(semicolons.Path, ';')[0].Values);
        Assert.Equal(["1", "2"], ReadAll(tabs.Path)[0].Values);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n\n", "is empty")]
    [InlineData("\uFEFF", "is empty")]
    [InlineData("A,B\n", "no rows")]
    [InlineData("A,B", "no rows")]
    [InlineData("A,a\n1,2\n", "two columns")]
    [InlineData("A,A\n1,2\n", "two columns 'A'")]
    [InlineData("A,B\n1,\"open\n2,3\n", "is not closed")]
    public void Files_that_are_no_table_are_an_error(string content, string problem)
    {
        using var file = new TemporaryFile(content);

        Assert.Contains(problem, Assert.Throws<ScoringFileException>(() => ReadAll(file.Path)).Message);
    }

    [Fact]
    public void A_ragged_row_is_an_error_of_its_own_and_reading_goes_on()
    {
        using var file = new TemporaryFile("A,B\n1\n2,3,4\n5,6\n");
        using CsvRowReader reader = CsvRowReader.Open(file.Path);

        var shorter = Assert.Throws<ScoringRowException>(() => reader.Read(out _));
        var longer = Assert.Throws<ScoringRowException>(() => reader.Read(out _));

        Assert.Equal([1L, 2L], [shorter.Row, longer.Row]);
        Assert.Contains("Row 1 (line 2): It has 1 values for the 2 columns", shorter.Message);
        Assert.True(reader.Read(out InputRow row));
        Assert.Equal((3L, "5"), (row.Number, row.Values[0]));
        Assert.False(reader.Read(out _));
    }

    [Fact]
    public void Columns_without_a_name_get_one()
    {
        using var file = new TemporaryFile(",A\n0,1\n");
        using CsvRowReader reader = CsvRowReader.Open(file.Path);

        Assert.Equal(["Column1", "A"], reader.Columns.Names);
        Assert.Equal(["Column1"], reader.NamedColumns);
    }

    private static List<InputRow> ReadAll(string path, char? delimiter = null, Encoding? encoding = null)
    {
        using CsvRowReader reader = CsvRowReader.Open(path, delimiter, encoding);
        var rows = new List<InputRow>();
        while (reader.Read(out InputRow row))
            rows.Add(row);
        return rows;
    }
}
