using System.Text;
using CsvHelper;
using MlopsCmdlets.Cpd.Scoring.Rows.Errors;

namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>Reads the rows of a CSV file one by one: RFC 4180, a header, any delimiter and encoding. All values are text.</summary>
public sealed class CsvRowReader : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private const int LargestRecord = 16 * 1024 * 1024;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    private readonly string _path;
    private readonly FileStream _file;
    private readonly Encoding _encoding;
    private readonly StreamReader? _text;
    private readonly CsvReader _csv;
    private byte[] _cells = new byte[256];
    private int[] _ends = [];
    private long _openQuoteLine;

    private CsvRowReader(string path, char delimiter, Encoding encoding)
    {
        _path = path;
        // Without a buffer of its own: the CSV reader has one.
        _file = StrictText.OpenFile(path, bufferSize: 1, FileOptions.SequentialScan);
        _encoding = StrictText.OfMark(_file) ?? encoding;
        if (StrictText.CanCheck(_encoding))
        {
            _csv = CsvReader.Create(_file, Options(delimiter));
        }
        else
        {
            _text = StrictText.Reader(_file, _encoding, BufferSize);
            _csv = CsvReader.Create(_text, Options(delimiter));
        }

        Columns = new RowColumns([]);
    }

    /// <summary>The header.</summary>
    public RowColumns Columns { get; private set; }

    /// <summary>Names that were made up, for columns whose header is empty.</summary>
    public IReadOnlyList<string> NamedColumns { get; private set; } = [];

    /// <summary>Bytes read so far, for progress.</summary>
    public long Position => _file.Position;

    /// <summary>Bytes in all.</summary>
    public long Length => _file.Length;

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="delimiter">An ASCII character; null: a tab for <c>.tsv</c>, else a comma.</param>
    /// <param name="encoding">For a file without a byte-order mark; null is UTF-8. Bytes that are invalid in it are an error.</param>
    /// <exception cref="ScoringFileException">There is no usable header.</exception>
    public static CsvRowReader Open(string path, char? delimiter = null, Encoding? encoding = null)
    {
        // Not guessed from the content: where numbers have decimal commas, a guess can be wrong in silence.
        char separator = delimiter ?? (path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',');
        var reader = new CsvRowReader(path, separator, StrictText.Strict(encoding ?? Encoding.UTF8));
        try
        {
            reader.ReadHeader();
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Reads the next row.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="ScoringRowException">The row has more or fewer values than the header; the next call goes on after it.</exception>
    /// <exception cref="ScoringFileException">The file cannot be read on.</exception>
    public bool Read(out InputRow row)
    {
        row = default;
        long before = _csv.RowNumber;
        if (!Guard(_csv.Read))
            return before > 0 ? false : throw new ScoringFileException(_path, "the file has a header and no rows.");
        if (_openQuoteLine > 0)
            throw new ScoringFileException(_path, $"a quote that opens in row {_csv.RowNumber} (line {_openQuoteLine}) is not closed, so that the rest of the file is one value.");

        int count = Columns.Names.Count;
        // A reader of text has checked its bytes already.
        if (_text is null && !StrictText.IsValid(_csv.RawRecord))
            throw InvalidBytes(null);
        if (_csv.FieldCount != count)
            throw new ScoringRowException(_csv.RowNumber, _csv.LineNumber, $"It has {_csv.FieldCount} values for the {count} columns of '{_path}'.");
        row = new InputRow(Columns, Cells(count), _csv.RowNumber, _csv.LineNumber);
        return true;
    }

    public void Dispose()
    {
        _csv.Dispose();
        _text?.Dispose();
        _file.Dispose();
    }

    private CsvReaderOptions Options(char delimiter) => new()
    {
        Separator = delimiter,
        TrackLineNumbers = true,
        MaxRecordSize = LargestRecord,
        BufferSize = BufferSize,
        OnMalformedRecord = record =>
        {
            if (record.Reason == CsvMalformedReason.UnterminatedQuote)
                _openQuoteLine = record.LineNumber;
        },
    };

    private void ReadHeader()
    {
        Guard(() =>
        {
            _csv.ReadHeader();
            return true;
        });
        string[] names = [.. _csv.Headers.Select(n => n.Trim())];
        // What stands for bytes that are no character can also be in the file as such.
        if (_text is null && Array.Exists(names, n => n.IndexOf('\uFFFD') >= 0) && StrictText.FirstInvalid(_path, _encoding) is { } invalid && RowAt(invalid.Line) == 0)
            throw InvalidBytes(null);
        char delimiter = _csv.Separator;
        if (names.Length == 0 || (names.Length == 1 && names[0].Length == 0))
            throw new ScoringFileException(_path, "the file is empty.");
        if (Array.Exists(names, n => n.IndexOf('\0') >= 0))
            throw new ScoringFileException(_path, "the header has null characters. The file seems to be UTF-16 without a byte-order mark: say so with -Encoding unicode.");
        if (names.Length == 1 && Array.Find(Delimiters, d => d != delimiter && names[0].IndexOf(d) >= 0) is var other && other != '\0')
        {
            throw new ScoringFileException(
                _path,
                $"the header is one column, '{names[0]}', when values are separated by {Shown(delimiter)}. They seem to be separated by {Shown(other)}: say so with -Delimiter.");
        }

        var named = new List<string>();
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0)
            {
                names[i] = $"Column{i + 1}";
                named.Add(names[i]);
            }
        }

        try
        {
            Columns = new RowColumns(names);
        }
        catch (ArgumentException e)
        {
            string twice = names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).First(g => g.Count() > 1).Key;
            throw new ScoringFileException(_path, $"the header has two columns '{twice}'. Names must differ in more than their case.", e);
        }

        NamedColumns = named;
        _ends = new int[names.Length];
    }

    private Utf8Cells Cells(int count)
    {
        int length = 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> cell = _csv.GetSpan(i);
            if (cell.Length > _cells.Length - length)
                Array.Resize(ref _cells, Math.Max(_cells.Length * 2, length + cell.Length));
            cell.CopyTo(_cells.AsSpan(length));
            length += cell.Length;
            _ends[i] = length;
        }

        return Utf8Cells.Create(_cells.AsSpan(0, length), _ends);
    }

    private bool Guard(Func<bool> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException e)
        {
            throw InvalidBytes(e);
        }
        catch (CsvFormatException e)
        {
            throw new ScoringFileException(_path, $"the record at line {e.LineNumber} is longer than {LargestRecord >> 20} MB. A quote may not be closed.", e);
        }
    }

    private ScoringFileException InvalidBytes(Exception? cause)
    {
        Encoding encoding = _encoding;
        (long offset, long line) = StrictText.FirstInvalid(_path, encoding) ?? (_file.Length, 0);
        long row = RowAt(line);
        string place = row > 0 ? $"row {row} (line {line})" : $"the header (line {line})";
        string hint = encoding.CodePage == Encoding.UTF8.CodePage ? ", for example -Encoding windows-1252" : "";
        return new ScoringFileException(
            _path, $"{place} has bytes that are not valid {encoding.WebName}, first at byte {offset}. Give the file's encoding with -Encoding{hint}.", cause);
    }

    /// <summary>The row that a line belongs to, found by reading again without strictness; 0 is the header.</summary>
    private long RowAt(long line)
    {
        using FileStream file = StrictText.OpenFile(_path);
        using var text = new StreamReader(file, StrictText.Lenient(_encoding));
        using var csv = CsvReader.Create(text, Options(_csv.Separator));
        long row = 0;
        while (csv.Read() && csv.LineNumber <= line)
            row = csv.RowNumber;
        return row;
    }

    private static string Shown(char delimiter) => delimiter == '\t' ? "tabs" : $"'{delimiter}'";
}
