using System.Globalization;
using System.Text;

namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary>
/// Two pages written out object by object, with two empty signature fields, a text field or push button, and what attackers
/// prepare: unused contents, a reference to an object that does not exist, a font that two places share.
/// </summary>
internal static class SeedDocument
{
    private static readonly string[] Objects =
    [
        "<< /Type /Catalog /Pages 2 0 R /AcroForm 9 0 R >>",
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 5 0 R /PieceInfo << /Later 99 0 R >> /Resources << /Font << /F 7 0 R >> >> /Annots [10 0 R 11 0 R 12 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 6 0 R /Resources << /Font << /F 7 0 R >> >> >>",
        Stream("", "BT /F 14 Tf 30 240 Td (The buyer pays 10 dong.) Tj ET 30 100 200 40 re S"),
        Stream("", "BT /F 14 Tf 30 200 Td (Second page of the deed.) Tj ET"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        Stream("/Type /XObject /Subtype /Form /BBox [0 0 80 20] /Resources << /Font << /F 7 0 R >> >> ", "BT /F 10 Tf 2 6 Td (ten) Tj ET"),
        "<< /Fields [10 0 R 11 0 R 12 0 R] /DA (/F 0 Tf 0 g) /DR << /Font << /F 7 0 R >> >> >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Amount) /V (ten) /DA (/F 10 Tf 0 g) /Rect [30 50 110 70] /F 4 /P 3 0 R /AP << /N 8 0 R >> >>",
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (First) /Rect [0 0 0 0] /F 132 /P 3 0 R LOCK >>",
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Second) /Rect [150 50 270 90] /F 4 /P 3 0 R >>",
        "<< /Title (Deed) /Producer (rv) >>",
        Stream("", "BT /F 14 Tf 30 240 Td (The buyer pays 999 dong.) Tj ET"),
    ];

    private static readonly int[] Compressed = [1, 2, 7, 9, 10, 11, 12, 13];

    /// <summary>With a cross-reference table.</summary>
    /// <param name="fieldLock">For the field First, for example <c>/Lock &lt;&lt; ... &gt;&gt;</c>.</param>
    /// <param name="withText">The field Amount takes text; else it is a push button, which nobody may fill.</param>
    public static byte[] WithTable(string fieldLock = "", bool withText = false)
    {
        StringBuilder text = new("%PDF-1.7\n");
        StringBuilder table = new(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {Objects.Length + 1}\n0000000000 65535 f \n"));
        for (int number = 1; number <= Objects.Length; number++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{text.Length:D10} 00000 n \n");
            string value = Object(number, fieldLock);
            Write(text, number, withText ? value : Button(value));
        }

        int place = text.Length;
        text.Append(table).Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {Objects.Length + 1} /Root 1 0 R /Info 13 0 R >>\nstartxref\n{place}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>With an object stream and a cross-reference stream.</summary>
    public static byte[] WithStreams()
    {
        StringBuilder text = new("%PDF-1.7\n"), heads = new(), bodies = new(), entries = new("00 00000000 ffff ");
        int container = Objects.Length + 1, own = container + 1;
        for (int number = 1; number <= Objects.Length; number++)
        {
            int index = Array.IndexOf(Compressed, number);
            if (index >= 0)
            {
                heads.Append(CultureInfo.InvariantCulture, $"{number} {bodies.Length} ");
                bodies.Append(Button(Object(number, ""))).Append('\n');
                entries.Append(CultureInfo.InvariantCulture, $"02 {container:x8} {index:x4} ");
            }
            else
            {
                entries.Append(CultureInfo.InvariantCulture, $"01 {text.Length:x8} 0000 ");
                Write(text, number, Object(number, ""));
            }
        }

        entries.Append(CultureInfo.InvariantCulture, $"01 {text.Length:x8} 0000 ");
        string dictionary = string.Create(CultureInfo.InvariantCulture, $"/Type /ObjStm /N {Compressed.Length} /First {heads.Length} ");
        Write(text, container, Stream(dictionary, heads.ToString() + bodies));
        int place = text.Length;
        entries.Append(CultureInfo.InvariantCulture, $"01 {place:x8} 0000 >");
        dictionary = string.Create(CultureInfo.InvariantCulture, $"/Type /XRef /Size {own + 1} /W [1 4 2] /Root 1 0 R /Info 13 0 R /Filter /ASCIIHexDecode ");
        Write(text, own, Stream(dictionary, entries.ToString()));
        text.Append(CultureInfo.InvariantCulture, $"startxref\n{place}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static string Button(string value) => value.Replace("/FT /Tx", "/FT /Btn /Ff 65536", StringComparison.Ordinal);

    private static string Object(int number, string fieldLock) => Objects[number - 1].Replace("LOCK", fieldLock, StringComparison.Ordinal);

    private static void Write(StringBuilder text, int number, string value) => text.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{value}\nendobj\n");

    private static string Stream(string dictionary, string content) =>
        string.Create(CultureInfo.InvariantCulture, $"<< {dictionary}/Length {content.Length} >>\nstream\n{content}\nendstream");
}
