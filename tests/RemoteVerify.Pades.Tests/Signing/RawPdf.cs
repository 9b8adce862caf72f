using System.Globalization;
using System.Text;

namespace RemoteVerify.Pades.Tests.Signing;

/// <summary>Small files written by hand, for structures that no composer makes.</summary>
internal static class RawPdf
{
    /// <summary>A file with one table; object 1 is the catalog.</summary>
    public static byte[] Table(params string[] objects)
    {
        StringBuilder file = new("%PDF-1.7\n");
        List<int> offsets = Objects(file, 1, objects);
        WriteTable(file, offsets, "");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    /// <summary>One page of the given size with text, and what else its dictionary and the catalog are to hold.</summary>
    public static byte[] Page(string pageEntries = "", string catalogEntries = "", params string[] more)
    {
        string text = "BT /F1 12 Tf 20 60 Td (Raw page) Tj ET";
        return Table(
        [
            $"<< /Type /Catalog /Pages 2 0 R {catalogEntries} >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> {pageEntries} >>",
            $"<< /Length {text.Length} >>\nstream\n{text}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            .. more,
        ]);
    }

    /// <summary>A hybrid file: a table, and beside it a stream that knows an object hidden from old readers.</summary>
    public static byte[] Hybrid()
    {
        StringBuilder file = new("%PDF-1.5\n");
        string text = "BT /F1 12 Tf 20 60 Td (Hybrid page) Tj ET";
        string hidden = "7 0 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
        List<int> offsets = Objects(
            file,
            1,
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R /Resources 5 0 R >>",
            $"<< /Length {text.Length} >>\nstream\n{text}\nendstream",
            "<< /Font << /F1 7 0 R >> >>",
            $"<< /Type /ObjStm /N 1 /First 4 /Length {hidden.Length} >>\nstream\n{hidden}\nendstream");
        int stream = file.Length;
        string entries = "\x02\0\x06\0";
        file.Append($"8 0 obj\n<< /Type /XRef /Size 9 /W [1 2 1] /Index [7 1] /Length {entries.Length} >>\nstream\n{entries}\nendstream\nendobj\n");
        WriteTable(file, offsets, $"/XRefStm {stream}", size: 9);
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private static List<int> Objects(StringBuilder file, int first, params string[] objects)
    {
        List<int> offsets = [];
        for (int index = 0; index < objects.Length; index++)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{first + index} 0 obj\n{objects[index]}\nendobj\n");
        }

        return offsets;
    }

    private static void WriteTable(StringBuilder file, List<int> offsets, string trailer, int? size = null)
    {
        int place = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {size ?? offsets.Count + 1} /Root 1 0 R {trailer} >>\nstartxref\n{place}\n%%EOF\n");
    }
}
