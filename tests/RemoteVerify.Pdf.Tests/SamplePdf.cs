using System.Globalization;
using System.Text;

namespace RemoteVerify.Pdf.Tests;

/// <summary>Small PDFs made of literal objects, with a right cross-reference.</summary>
internal static class SamplePdf
{
    public static readonly string[] OnePage =
    [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
        "<< /Length 19 >>\nstream\nBT (Hello) Tj ET   \nendstream",
    ];

    /// <summary>Objects numbered from 1, a table, and a trailer with /Root 1 0 R.</summary>
    public static byte[] Make(params string[] objects) => Make(objects, "");

    public static byte[] Make(string[] objects, string trailer)
    {
        var text = new StringBuilder("%PDF-1.7\n");
        var offsets = new List<int>();
        foreach (var item in objects)
        {
            offsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{item}\nendobj\n");
        }

        AppendTable(text, 0, offsets, $"/Size {objects.Length + 1} /Root 1 0 R {trailer}", first: true);
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>One more revision with one object.</summary>
    public static byte[] Update(byte[] file, int number, string value, int size, string trailer = "")
    {
        var text = new StringBuilder(Encoding.Latin1.GetString(file));
        var previous = Encoding.Latin1.GetString(file).LastIndexOf("xref\n", Encoding.Latin1.GetString(file).LastIndexOf("startxref", StringComparison.Ordinal) - 1, StringComparison.Ordinal);
        var offset = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{value}\nendobj\n");
        AppendTable(text, number, [offset], $"/Size {size} /Root 1 0 R /Prev {previous} {trailer}", first: false);
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static void AppendTable(StringBuilder text, int start, List<int> offsets, string trailer, bool first)
    {
        var place = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n{start} {offsets.Count + (first ? 1 : 0)}\n");
        text.Append(first ? "0000000000 65535 f \n" : "");
        foreach (var offset in offsets)
        {
            text.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        }

        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< {trailer} >>\nstartxref\n{place}\n%%EOF\n");
    }
}
