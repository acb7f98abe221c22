using System.Collections;
using System.Runtime.InteropServices;
using System.Text;

namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>
/// The cells of a row of text in one array: where the first begins and where each ends, as 4 bytes each, then their UTF-8. They are sent as they are,
/// and become strings only when somebody asks for one: most that read scored rows look at few columns.
/// </summary>
internal readonly struct Utf8Cells(byte[] bytes) : IReadOnlyList<object?>
{
    /// <summary>All of it.</summary>
    public byte[] Bytes => bytes;

    /// <inheritdoc/>
    public int Count => (Bounds[0] / sizeof(int)) - 1;

    /// <summary>A cell is from one bound to the next.</summary>
    private ReadOnlySpan<int> Bounds => MemoryMarshal.Cast<byte, int>(bytes);

    /// <inheritdoc/>
    public object? this[int index]
    {
        get
        {
            ReadOnlySpan<int> bounds = Bounds;
            int length = bounds[index + 1] - bounds[index];
            return length == 0 ? "" : Encoding.UTF8.GetString(bytes, bounds[index], length);
        }
    }

    /// <param name="text">The cells, one behind the other.</param>
    /// <param name="ends">Where each of them ends.</param>
    public static Utf8Cells Create(ReadOnlySpan<byte> text, ReadOnlySpan<int> ends)
    {
        int start = (ends.Length + 1) * sizeof(int);
        byte[] bytes = new byte[start + text.Length];
        Span<int> bounds = MemoryMarshal.Cast<byte, int>(bytes.AsSpan());
        bounds[0] = start;
        for (int i = 0; i < ends.Length; i++)
            bounds[i + 1] = start + ends[i];
        text.CopyTo(bytes.AsSpan(start));
        return new Utf8Cells(bytes);
    }

    /// <summary>The bytes of a cell.</summary>
    public ReadOnlySpan<byte> Utf8(int index)
    {
        ReadOnlySpan<int> bounds = Bounds;
        return bytes.AsSpan(bounds[index], bounds[index + 1] - bounds[index]);
    }

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
