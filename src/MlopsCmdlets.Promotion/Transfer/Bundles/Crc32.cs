namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The checksum of zip entries, eight bytes at a time.</summary>
internal sealed class Crc32
{
    private static readonly uint[][] Tables = MakeTables();
    private uint _state = 0xFFFFFFFF;

    internal uint Value => ~_state;

    internal void Append(byte[] buffer, int offset, int count)
    {
        var crc = _state;
        var (t0, t1, t2, t3, t4, t5, t6, t7) = (Tables[0], Tables[1], Tables[2], Tables[3], Tables[4], Tables[5], Tables[6], Tables[7]);
        var end = offset + count;
        for (; end - offset >= 8; offset += 8)
        {
            crc ^= buffer[offset] | (uint)buffer[offset + 1] << 8 | (uint)buffer[offset + 2] << 16 | (uint)buffer[offset + 3] << 24;
            crc = t7[crc & 0xFF] ^ t6[crc >> 8 & 0xFF] ^ t5[crc >> 16 & 0xFF] ^ t4[crc >> 24]
                ^ t3[buffer[offset + 4]] ^ t2[buffer[offset + 5]] ^ t1[buffer[offset + 6]] ^ t0[buffer[offset + 7]];
        }
        for (; offset < end; offset++)
            crc = crc >> 8 ^ t0[(crc ^ buffer[offset]) & 0xFF];
        _state = crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var t = 0; t < 8; t++)
        {
            tables[t] = new uint[256];
            for (uint i = 0; i < 256; i++)
            {
                if (t == 0)
                {
                    var crc = i;
                    for (var bit = 0; bit < 8; bit++)
                        crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
                    tables[0][i] = crc;
                }
                else
                {
                    tables[t][i] = tables[t - 1][i] >> 8 ^ tables[0][tables[t - 1][i] & 0xFF];
                }
            }
        }
        return tables;
    }
}
