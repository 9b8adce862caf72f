using System.Globalization;
using System.Text;

namespace RemoteVerify.IdDocument.Files;

/// <summary>Text of DG11, DG12 and DG16: UTF-8 with fillers as in an MRZ.</summary>
internal static class LdsText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes UTF-8; bytes that are not UTF-8 are refused.</summary>
    public static string Utf8(TlvElement element, string structure)
    {
        try
        {
            return Strict.GetString(element.Value.Span);
        }
        catch (DecoderFallbackException e)
        {
            throw new IdDocumentFormatException(structure, element.ValueOffset, "not UTF-8", e);
        }
    }

    /// <summary>A name: what stands before the double filler, a comma, the rest; single fillers become blanks.</summary>
    public static string Name(string text) =>
        string.Join(", ", text.Split("<<", StringSplitOptions.RemoveEmptyEntries).Select(Words).Where(part => part.Length > 0));

    /// <summary>Single fillers become blanks.</summary>
    public static string Words(string text) => text.Replace('<', ' ').Trim();

    /// <summary>Eight digits as text, or four bytes of BCD (both occur); null when it is no date.</summary>
    public static DateOnly? Date(TlvElement element)
    {
        string digits = element.Value.Length == 4
            ? Convert.ToHexString(element.Value.Span)
            : Encoding.ASCII.GetString(element.Value.Span);
        return DateOnly.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;
    }
}
