using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Notebooks.Sources;

namespace MlopsCmdlets.Git.Notebooks.Reading;

/// <summary>Finds the parts of a notebook in its bytes. Format: https://nbformat.readthedocs.io/en/latest/format_description.html.</summary>
internal sealed class NotebookReader
{
    /// <summary>Outputs hold JSON of any depth; the library's default of 64 is little for charts.</summary>
    public const int MaxDepth = 512;

    private static readonly byte[] Utf8Mark = [0xef, 0xbb, 0xbf];
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Regex ValidId = new("^[a-zA-Z0-9-_]{1,64}$", RegexOptions.CultureInvariant);

    private readonly string _name;
    private readonly byte[] _bytes;
    private readonly int _start;
    private readonly List<NotebookCell> _cells = [];
    private readonly List<NotebookProblem> _problems = [];
    private bool _hasCells;
    private ByteRange? _metadata;
    private int? _major, _minor;

    private NotebookReader(string name, byte[] bytes)
    {
        _name = name;
        _bytes = bytes;
        _start = bytes.Length >= 3 && bytes[0] == Utf8Mark[0] && bytes[1] == Utf8Mark[1] && bytes[2] == Utf8Mark[2] ? 3 : 0;
    }

    /// <summary>Reads a notebook of format 4.</summary>
    /// <param name="bytes">The file, which is not copied.</param>
    /// <param name="name">The file, for messages.</param>
    /// <exception cref="InvalidNotebookException">It cannot be read as a notebook.</exception>
    /// <exception cref="NotebookVersionException">It is of another format.</exception>
    /// <exception cref="LfsPointerException">It is a pointer of Git LFS only.</exception>
    public static NotebookDocument Read(byte[] bytes, string name) => new NotebookReader(name, bytes).Read();

    private NotebookDocument Read()
    {
        if (_bytes.Length == _start)
            throw new InvalidNotebookException(_name, "the file is empty");
        if (LfsPointer.Is(_bytes))
            throw new LfsPointerException(_name);
        try
        {
            _ = Strict.GetCharCount(_bytes);
            ReadNotebook();
        }
        catch (DecoderFallbackException failure)
        {
            throw new InvalidNotebookException(_name, "it is not encoded as UTF-8", failure);
        }
        catch (JsonException failure)
        {
            throw new InvalidNotebookException(_name, $"it is no JSON from line {(failure.LineNumber ?? 0) + 1}, byte {(failure.BytePositionInLine ?? 0) + 1} on", failure);
        }

        if (_major is { } major and not 4)
            throw new NotebookVersionException(_name, major);
        if (_major is null || !_hasCells)
            throw new InvalidNotebookException(_name, _major is null ? "it lacks the number \"nbformat\"" : "it lacks the list \"cells\"");
        CheckWhole();
        return new NotebookDocument(_name, _bytes) { Minor = _minor ?? 0, Cells = _cells, Metadata = _metadata, Problems = _problems };
    }

    private void ReadNotebook()
    {
        var reader = new Utf8JsonReader(new ReadOnlySpan<byte>(_bytes, _start, _bytes.Length - _start), new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new InvalidNotebookException(_name, "the file holds no JSON object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = Name(ref reader);
            if (name == "cells")
                ReadCells(ref reader);
            else if (name == "nbformat")
                _major = Number(ref reader, "nbformat");
            else if (name == "nbformat_minor")
                _minor = Number(ref reader, "nbformat_minor");
            else if (name == "metadata")
                _metadata = Part(ref reader, JsonTokenType.StartObject, "the notebook's \"metadata\" is no object");
            else
                Part(ref reader);
        }

        reader.Read(); // throws if something follows
    }

    private void ReadCells(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new InvalidNotebookException(_name, "\"cells\" is no list");
        _hasCells = true;
        _cells.Clear(); // of two properties of one name the last counts, as in Python
        _problems.Clear();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            _cells.Add(ReadCell(ref reader, _cells.Count));
    }

    private NotebookCell ReadCell(ref Utf8JsonReader reader, int index)
    {
        int number = index + 1;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new InvalidNotebookException(_name, $"cell {number} is no object");
        int start = _start + (int)reader.TokenStartIndex;
        string? type = null, id = null;
        ByteRange? source = null, metadata = null, outputs = null, count = null, attachments = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = Name(ref reader);
            if (name == "cell_type")
                type = Text(ref reader, $"\"cell_type\" of cell {number}");
            else if (name == "id")
                id = Text(ref reader, $"\"id\" of cell {number}");
            else if (name == "source")
                source = SourceOf(ref reader, number);
            else if (name == "metadata")
                metadata = Part(ref reader, JsonTokenType.StartObject, $"\"metadata\" of cell {number} is no object");
            else if (name == "outputs")
                outputs = Part(ref reader, JsonTokenType.StartArray, $"\"outputs\" of cell {number} is no list");
            else if (name == "execution_count")
                count = Part(ref reader);
            else if (name == "attachments")
                attachments = Part(ref reader, JsonTokenType.StartObject, $"\"attachments\" of cell {number} is no object");
            else
                Part(ref reader);
        }

        var cell = new NotebookCell(_bytes, index)
        {
            Id = id,
            Type = TypeOf(type, number),
            Range = new ByteRange(start, _start + (int)reader.BytesConsumed),
            SourceRange = source ?? throw new InvalidNotebookException(_name, $"cell {number} has no \"source\""),
            Metadata = metadata,
            Outputs = outputs,
            ExecutionCount = count,
            Attachments = attachments,
        };
        CheckCell(cell);
        return cell;
    }

    private ByteRange SourceOf(ref Utf8JsonReader reader, int number)
    {
        reader.Read();
        int start = _start + (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.String)
                    throw new InvalidNotebookException(_name, $"\"source\" of cell {number} holds something that is no text");
            }
        }
        else if (reader.TokenType != JsonTokenType.String)
        {
            throw new InvalidNotebookException(_name, $"\"source\" of cell {number} is neither text nor a list of lines");
        }

        return new ByteRange(start, _start + (int)reader.BytesConsumed);
    }

    /// <summary>The whole value of a property.</summary>
    private ByteRange Part(ref Utf8JsonReader reader, JsonTokenType expected = JsonTokenType.None, string? complaint = null)
    {
        reader.Read();
        if (expected != JsonTokenType.None && reader.TokenType != expected)
            throw new InvalidNotebookException(_name, complaint!);
        int start = _start + (int)reader.TokenStartIndex;
        reader.Skip();
        return new ByteRange(start, _start + (int)reader.BytesConsumed);
    }

    // Not by the library's own comparison, which refuses names with halves of surrogate pairs.
    private string Name(ref Utf8JsonReader reader)
    {
        int start = _start + (int)reader.TokenStartIndex + 1;
        return JsonText.Decode(_bytes, new ByteRange(start, start + reader.ValueSpan.Length));
    }

    private string Text(ref Utf8JsonReader reader, string what)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
            throw new InvalidNotebookException(_name, $"{what} is no text");
        return JsonText.Decode(_bytes, new ByteRange(_start + (int)reader.TokenStartIndex + 1, _start + (int)reader.BytesConsumed - 1));
    }

    private int Number(ref Utf8JsonReader reader, string what)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value) ? value : throw new InvalidNotebookException(_name, $"\"{what}\" is no whole number");
    }

    private NotebookCellType TypeOf(string? name, int number) => name switch
    {
        "code" => NotebookCellType.Code,
        "markdown" => NotebookCellType.Markdown,
        "raw" => NotebookCellType.Raw,
        null => throw new InvalidNotebookException(_name, $"cell {number} has no \"cell_type\""),
        _ => throw new InvalidNotebookException(_name, $"cell {number} is of a type that format 4 does not have"),
    };

    private void CheckCell(NotebookCell cell)
    {
        if (cell.Metadata is null)
            _problems.Add(new(cell.Number, "The cell has no \"metadata\""));
        if (cell.Type == NotebookCellType.Code && cell.Outputs is null)
            _problems.Add(new(cell.Number, "The code cell has no \"outputs\""));
        if (cell.Type == NotebookCellType.Code && cell.ExecutionCount is null)
            _problems.Add(new(cell.Number, "The code cell has no \"execution_count\""));
        if (cell.Type != NotebookCellType.Code && (cell.Outputs ?? cell.ExecutionCount) is not null)
            _problems.Add(new(cell.Number, "Only code cells may have \"outputs\" and \"execution_count\""));
        if (cell.ExecutionCount is { } count && !IsCount(count))
            _problems.Add(new(cell.Number, "\"execution_count\" is neither null nor a whole number"));
    }

    private void CheckWhole()
    {
        if (_metadata is null)
            _problems.Add(new(null, "The notebook has no \"metadata\""));
        if (_minor is null)
            _problems.Add(new(null, "The notebook has no \"nbformat_minor\""));
        if (_minor is not >= 5)
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (NotebookCell cell in _cells)
        {
            if (cell.Id is null)
                _problems.Add(new(cell.Number, "The cell has no \"id\", which the format demands since 4.5"));
            else if (!ValidId.IsMatch(cell.Id))
                _problems.Add(new(cell.Number, "The cell's \"id\" is not 1 to 64 letters, digits, dashes and underscores"));
            else if (!seen.Add(cell.Id))
                _problems.Add(new(cell.Number, "The cell has the same \"id\" as another"));
        }
    }

    private bool IsCount(ByteRange range)
    {
        if (range.Length == 4 && _bytes[range.Start] == (byte)'n')
            return true;
        for (int i = range.Start; i < range.End; i++)
        {
            if (_bytes[i] is < (byte)'0' or > (byte)'9')
                return false;
        }

        return true;
    }
}
