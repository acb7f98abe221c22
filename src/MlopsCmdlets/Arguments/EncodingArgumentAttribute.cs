using System.Management.Automation;
using System.Text;

namespace MlopsCmdlets.Arguments;

/// <summary>Lets a text encoding be given by name or code page, with PowerShell's own words for the Unicode ones, alike on both editions.</summary>
internal sealed class EncodingArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            string name => OfName(name),
            int codePage => Known(() => Provided(p => p.GetEncoding(codePage)) ?? Encoding.GetEncoding(codePage), codePage.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            _ => value,
        };
    }

    private static Encoding OfName(string name) => name.ToUpperInvariant() switch
    {
        "UTF8" or "UTF8BOM" or "UTF8NOBOM" => Encoding.UTF8,
        "UNICODE" or "UTF16" => Encoding.Unicode,
        "BIGENDIANUNICODE" => Encoding.BigEndianUnicode,
        "UTF32" => Encoding.UTF32,
        "ASCII" => Encoding.ASCII,
        "LATIN1" => Encoding.GetEncoding("iso-8859-1"),
        _ => Known(() => Provided(p => p.GetEncoding(name)) ?? Encoding.GetEncoding(name), name),
    };

    // Asked directly: registering the provider would change the process for everybody.
    private static Encoding? Provided(Func<EncodingProvider, Encoding?> get) =>
#if NET
        get(CodePagesEncodingProvider.Instance);
#else
        null;
#endif

    private static Encoding Known(Func<Encoding> get, string given)
    {
        try
        {
            return get();
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException($"'{given}' is not the name of an encoding. Examples: utf8, unicode, latin1, windows-1252, shift_jis.", e);
        }
    }
}
