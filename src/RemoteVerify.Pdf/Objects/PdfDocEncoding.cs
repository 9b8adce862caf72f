using System.Text;

namespace RemoteVerify.Pdf.Objects;

/// <summary>PDFDocEncoding (ISO 32000-2 annex D.2): Latin-1 except for two rows.</summary>
internal static class PdfDocEncoding
{
    private const string Row18 = "\u02D8\u02C7\u02C6\u02D9\u02DD\u02DB\u02DA\u02DC";

    private const string Row80 =
        "\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203A\u2212\u2030\u201E\u201C\u201D\u2018" +
        "\u2019\u201A\u2122\uFB01\uFB02\u0141\u0152\u0160\u0178\u017D\u0131\u0142\u0153\u0161\u017E\uFFFD\u20AC";

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var b in bytes)
        {
            text.Append(b switch
            {
                >= 0x18 and <= 0x1F => Row18[b - 0x18],
                >= 0x80 and <= 0xA0 => Row80[b - 0x80],
                _ => (char)b,
            });
        }

        return text.ToString();
    }
}
