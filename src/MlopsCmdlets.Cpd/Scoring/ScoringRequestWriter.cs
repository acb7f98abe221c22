using System.Buffers.Text;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MlopsCmdlets.Cpd.Scoring.Rows;

namespace MlopsCmdlets.Cpd.Scoring;

/// <summary>
/// Writes the body of a prediction, <c>{"input_data":[{"fields":[…],"values":[[…],…]}]}</c>, row by row into pooled memory. Not safe for concurrent use.
/// Use: <see cref="BeginRow"/>, one Add per column, <see cref="EndRow"/> or <see cref="DropRow"/>; then <see cref="Complete"/>.
/// </summary>
public sealed class ScoringRequestWriter : IDisposable
{
    private const int LongestNumber = 64;

    /// <summary>Bytes around a cell: quotes, a comma or a bracket.</summary>
    private const int Around = 4;

    private static readonly JsonWriterOptions Options = new() { SkipValidation = true, Encoder = PlainCell.Encoder };

    private readonly PooledBuffer buffer;
    private readonly Utf8JsonWriter writer;
    private readonly IReadOnlyList<string>? fields;
    private bool complete;
    private int rowStart;

    /// <param name="fields">The column names; null leaves them out, where a model goes by position.</param>
    /// <param name="capacity">Expected bytes.</param>
    public ScoringRequestWriter(IReadOnlyList<string>? fields, int capacity = 64 * 1024)
    {
        this.fields = fields;
        buffer = new PooledBuffer(capacity);
        writer = new Utf8JsonWriter(buffer, Options);
        Begin();
    }

    /// <summary>Complete rows so far.</summary>
    public int RowCount { get; private set; }

    /// <summary>Bytes so far.</summary>
    public long Length => buffer.Length + writer.BytesPending;

    public void BeginRow()
    {
        // Each row is a document of its own to the JSON writer, so that it can be taken back.
        rowStart = buffer.Length;
        if (RowCount > 0) Append(","u8);
        writer.WriteStartArray();
    }

    public void EndRow()
    {
        writer.WriteEndArray();
        Flush();
        RowCount++;
    }

    /// <summary>Takes back the row that was begun.</summary>
    public void DropRow()
    {
        writer.Reset();
        buffer.Truncate(rowStart);
    }

    public void AddNull() => writer.WriteNullValue();

    public void Add(string? value) => writer.WriteStringValue(value);

    public void Add(ReadOnlySpan<char> value) => writer.WriteStringValue(value);

    public void Add(long value) => writer.WriteNumberValue(value);

    /// <summary>NaN and infinities, which JSON cannot say, are written as null.</summary>
    public void Add(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value)) writer.WriteNullValue();
        else writer.WriteNumberValue(value);
    }

    public void Add(decimal value) => writer.WriteNumberValue(value);

    public void Add(bool value) => writer.WriteBooleanValue(value);

    /// <summary>
    /// Adds a cell of text as the type says, in the invariant culture. An empty cell is null, except as text. False, and nothing is written, if the text does
    /// not fit the type.
    /// </summary>
    public bool TryAddText(ReadOnlySpan<char> text, ScoringFieldType type)
    {
        if (type == ScoringFieldType.Text)
        {
            writer.WriteStringValue(text);
            return true;
        }

        var trimmed = text.Trim();
        if (trimmed.IsEmpty)
        {
            writer.WriteNullValue();
            return true;
        }

        switch (type)
        {
            case ScoringFieldType.Boolean:
                return TryAddBoolean(trimmed);
            case ScoringFieldType.Auto:
                if (!TryAddNumber(trimmed, whole: false, strict: true)) writer.WriteStringValue(text);
                return true;
            default:
                return TryAddNumber(trimmed, type == ScoringFieldType.Integer, strict: false);
        }
    }

    /// <summary>Adds a value of any type that JSON can say: numbers, Booleans, text, dates (ISO 8601), JSON elements, dictionaries and lists of these.</summary>
    /// <exception cref="ArgumentException">The value cannot be said in JSON.</exception>
    public void AddValue(object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string s: writer.WriteStringValue(s); break;
            case bool b: writer.WriteBooleanValue(b); break;
            case int i: writer.WriteNumberValue(i); break;
            case long l: writer.WriteNumberValue(l); break;
            case double d: Add(d); break;
            case float f: if (float.IsNaN(f) || float.IsInfinity(f)) writer.WriteNullValue(); else writer.WriteNumberValue(f); break;
            case decimal m: writer.WriteNumberValue(m); break;
            case short or ushort or byte or sbyte or uint: writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case ulong u: writer.WriteNumberValue(u); break;
            case char c: writer.WriteStringValue(c.ToString()); break;
            case DateTime t: writer.WriteStringValue(t); break;
            case DateTimeOffset o: writer.WriteStringValue(o); break;
            case Guid g: writer.WriteStringValue(g); break;
            case Enum e: writer.WriteStringValue(e.ToString()); break;
            case JsonElement element: element.WriteTo(writer); break;
            case IDictionary map: AddMap(map); break;
            case IEnumerable list: AddList(list); break;
            default: throw new ArgumentException($"A value of type {value.GetType()} cannot be sent as JSON.", nameof(value));
        }
    }

    /// <summary>Adds a row of text, casting its cells as <see cref="TryAddText"/> does.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="positions">Which of its cells are sent.</param>
    /// <param name="fields">As what they are sent.</param>
    /// <returns>The field whose cell does not fit, and then the row is left out; null if all is well.</returns>
    internal ScoringField? TryAddRow(Utf8Cells cells, int[] positions, ScoringField[] fields)
    {
        rowStart = buffer.Length;
        var room = buffer.GetSpan(cells.Bytes.Length + (positions.Length * Around) + Around);
        var used = 0;
        if (RowCount > 0) room[used++] = (byte)',';
        room[used++] = (byte)'[';
        for (var i = 0; i < positions.Length; i++)
        {
            var cell = cells.Utf8(positions[i]);
            var type = fields[i].Type ?? ScoringFieldType.Text;
            if (i > 0) room[used++] = (byte)',';
            // A column can be sent twice.
            if (room.Length - used < cell.Length + Around) room = Advance(ref used, cell.Length + Around);
            if (!PlainCell.TryCopy(cell, type, room.Slice(used), ref used))
            {
                Advance(ref used, 0);
                if (!TryAddText(Encoding.UTF8.GetString(cell.ToArray()).AsSpan(), type))
                {
                    writer.Reset();
                    buffer.Truncate(rowStart);
                    return fields[i];
                }

                Flush();
                room = buffer.GetSpan(cells.Bytes.Length + (positions.Length * Around));
            }
        }

        room[used++] = (byte)']';
        Advance(ref used, 0);
        RowCount++;
        return null;
    }

    /// <summary>Ends the body. The memory is valid until <see cref="Reset"/> or <see cref="Dispose"/>.</summary>
    /// <param name="furtherMembers">Members beside <c>input_data</c> (<c>"scoring_parameters":{…}</c>) as UTF-8 JSON without the braces around them; empty for none.</param>
    public ReadOnlyMemory<byte> Complete(ReadOnlySpan<byte> furtherMembers = default)
    {
        if (!complete)
        {
            Append("]}]"u8);
            if (!furtherMembers.IsEmpty)
            {
                Append(","u8);
                Append(furtherMembers);
            }

            Append("}"u8);
            complete = true;
        }

        return buffer.Written;
    }

    /// <summary>Begins the next body with the same columns in the same memory.</summary>
    public void Reset()
    {
        buffer.Clear();
        writer.Reset();
        RowCount = 0;
        complete = false;
        Begin();
    }

    public void Dispose()
    {
        writer.Dispose();
        buffer.Dispose();
    }

    private void Begin()
    {
        writer.WriteStartObject();
        writer.WriteStartArray("input_data");
        writer.WriteStartObject();
        if (fields is not null)
        {
            writer.WriteStartArray("fields");
            foreach (var field in fields) writer.WriteStringValue(field);
            writer.WriteEndArray();
        }

        writer.WriteStartArray("values");
        Flush();
    }

    private void Flush()
    {
        writer.Flush();
        writer.Reset();
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(buffer.GetSpan(text.Length));
        buffer.Advance(text.Length);
    }

    private Span<byte> Advance(scoped ref int used, int more)
    {
        buffer.Advance(used);
        used = 0;
        return buffer.GetSpan(more);
    }

    private void AddMap(IDictionary map)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            writer.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "");
            AddValue(entry.Value);
        }

        writer.WriteEndObject();
    }

    private void AddList(IEnumerable list)
    {
        writer.WriteStartArray();
        foreach (var item in list) AddValue(item);
        writer.WriteEndArray();
    }

    private bool TryAddBoolean(ReadOnlySpan<char> text)
    {
        var yes = text.Equals("true".AsSpan(), StringComparison.OrdinalIgnoreCase) || (text.Length == 1 && text[0] == '1');
        if (!yes && !text.Equals("false".AsSpan(), StringComparison.OrdinalIgnoreCase) && !(text.Length == 1 && text[0] == '0')) return false;
        writer.WriteBooleanValue(yes);
        return true;
    }

    private bool TryAddNumber(ReadOnlySpan<char> text, bool whole, bool strict)
    {
        if (text.Length > LongestNumber) return false;
        Span<byte> ascii = stackalloc byte[LongestNumber];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] > 127) return false;
            ascii[i] = (byte)text[i];
        }

        ascii = ascii.Slice(0, text.Length);
        // The usual case: the digits are sent as they are, neither rounded nor reformatted.
        if (JsonNumber.IsValid(ascii, out var isWhole) && (isWhole || !whole))
        {
            writer.WriteRawValue(ascii, skipInputValidation: true);
            return true;
        }

        if (strict) return false;
        if (ascii[0] == (byte)'+') ascii = ascii.Slice(1);
        if (!Utf8Parser.TryParse(ascii, out double number, out var used) || used != ascii.Length || double.IsNaN(number) || double.IsInfinity(number)) return false;
        if (whole)
        {
            if (Math.Abs(number) > 9007199254740992d || Math.Floor(number) != number) return false;
            writer.WriteNumberValue((long)number);
        }
        else
        {
            writer.WriteNumberValue(number);
        }

        return true;
    }
}
