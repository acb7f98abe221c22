using System.Text.Encodings.Web;

namespace MlopsCmdlets.Cpd.Scoring;

/// <summary>Cells of a CSV that are JSON already, but for quotes: a plain number, and a text without anything to escape.</summary>
internal static class PlainCell
{
    private const int LongestNumber = 64;

    /// <summary>What has to be escaped, the same for cells that are copied and those that are not.</summary>
    internal static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Copies the cell as it is, if it is a plain one of the type.</summary>
    /// <param name="cell">The cell, UTF-8.</param>
    /// <param name="type">As what it is sent.</param>
    /// <param name="room">Room for the cell and two quotes.</param>
    /// <param name="used">Grows by what was written.</param>
    internal static bool TryCopy(ReadOnlySpan<byte> cell, ScoringFieldType type, Span<byte> room, ref int used)
    {
        if (type == ScoringFieldType.Text)
        {
            if (Encoder.FindFirstCharacterToEncodeUtf8(cell) >= 0) return false;
            room[0] = (byte)'"';
            cell.CopyTo(room.Slice(1));
            room[cell.Length + 1] = (byte)'"';
            used += cell.Length + 2;
            return true;
        }

        if (type == ScoringFieldType.Boolean || cell.Length > LongestNumber || !JsonNumber.IsValid(cell, out var isWhole) || (type == ScoringFieldType.Integer && !isWhole)) return false;
        cell.CopyTo(room);
        used += cell.Length;
        return true;
    }
}
