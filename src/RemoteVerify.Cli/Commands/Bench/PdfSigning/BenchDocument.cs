using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RemoteVerify.Cli.Commands.Bench.PdfSigning;

/// <summary>A page of one line, and ballast that can't be compressed; with an empty field for the programs that only fill one.</summary>
internal static class BenchDocument
{
    /// <summary>Object number of the field, for the programs that want it.</summary>
    public const int FieldObject = 7;

    public const string FieldName = "Sig1";

    public static byte[] Make(int ballastBytes, bool withField)
    {
        using MemoryStream file = new(ballastBytes + 2048);
        List<long> offsets = [];
        void Text(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        void Object(string body)
        {
            offsets.Add(file.Length);
            Text(string.Create(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{body}\nendobj\n"));
        }

        const string line = "BT /F1 24 Tf 72 720 Td (A document to sign) Tj ET";
        Text("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        Object("<< /Type /Catalog /Pages 2 0 R" + (withField ? $" /AcroForm << /Fields [{FieldObject} 0 R] /SigFlags 1 >>" : "") + " >>");
        Object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        Object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >>"
            + (withField ? $" /Annots [{FieldObject} 0 R]" : "") + " >>");
        Object($"<< /Length {line.Length} >>\nstream\n{line}\nendstream");
        Object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        offsets.Add(file.Length);
        Text($"6 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length {ballastBytes} >>\nstream\n");
        file.Write(RandomNumberGenerator.GetBytes(ballastBytes));
        Text("\nendstream\nendobj\n");
        if (withField)
        {
            Object($"<< /Type /Annot /Subtype /Widget /FT /Sig /T ({FieldName}) /F 132 /Rect [0 0 0 0] /P 3 0 R >>");
        }

        long table = file.Length;
        Text($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => Text(string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n")));
        string identifier = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        Text($"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R /ID [<{identifier}> <{identifier}>] >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }
}
