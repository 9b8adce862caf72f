using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace RemoteVerify.Cases.Tests.Journeys.PaperCopies;

/// <summary>A scanner's PDF made by hand, so that each thing that a scan may do wrong can be done wrong alone.</summary>
internal sealed class ScanFile
{
    public const double A4Width = 595.276;
    public const double A4Height = 841.89;

    private readonly List<byte[]> _objects = [[], []];
    private readonly List<int> _pages = [];

    public string HeaderVersion { get; set; } = "1.4";

    /// <summary>Entries of the catalog besides type and pages.</summary>
    public string Catalog { get; set; } = "";

    /// <summary>Entries of the trailer besides size and root.</summary>
    public string Trailer { get; set; } = "";

    /// <summary>A good scan of A4 pages in colour.</summary>
    public static byte[] Good(int pages = 1, int dotsPerInch = 200)
    {
        var file = new ScanFile();
        for (int page = 0; page < pages; page++)
        {
            file.AddA4(file.AddFlate(Dots(A4Width, dotsPerInch), Dots(A4Height, dotsPerInch), shade: (byte)(200 + page)));
        }

        return file.ToPdf();
    }

    public static int Dots(double points, double dotsPerInch) => (int)Math.Round(points * dotsPerInch / 72);

    /// <summary>An object; its number.</summary>
    public int Add(string body) => Add(Encoding.Latin1.GetBytes(body));

    public int AddStream(string entries, ReadOnlySpan<byte> data) =>
        Add([.. Encoding.Latin1.GetBytes($"<< {entries} /Length {data.Length} >>\nstream\n"), .. data, .. "\nendstream"u8]);

    /// <summary>Pixels of one shade, packed with Flate.</summary>
    public int AddFlate(int width, int height, int components = 3, string space = "/DeviceRGB", string extra = "", byte shade = 210, int missingBytes = 0)
    {
        byte[] row = new byte[width * components];
        Array.Fill(row, shade);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int line = 0; line < height; line++)
            {
                zlib.Write(row, 0, line == height - 1 ? row.Length - missingBytes : row.Length);
            }
        }

        return AddPicture(width, height, $"/ColorSpace {space} /BitsPerComponent 8 /Filter /FlateDecode {extra}", packed.ToArray());
    }

    public int AddPicture(int width, int height, string entries, ReadOnlySpan<byte> data) =>
        AddStream(string.Create(CultureInfo.InvariantCulture, $"/Type /XObject /Subtype /Image /Width {width} /Height {height} {entries}"), data);

    /// <summary>A page that one picture fills.</summary>
    public void AddA4(int picture, string entries = "", string after = "") =>
        AddPage($"q {Text(A4Width)} 0 0 {Text(A4Height)} 0 0 cm /P Do Q {after}", $"/XObject << /P {picture} 0 R >>", $"/MediaBox [0 0 {Text(A4Width)} {Text(A4Height)}] {entries}");

    public void AddPage(string content, string resources, string entries)
    {
        int stream = AddStream("", Encoding.Latin1.GetBytes(content));
        _pages.Add(Add($"<< /Type /Page /Parent 2 0 R {entries} /Resources << {resources} >> /Contents {stream} 0 R >>"));
    }

    public byte[] ToPdf()
    {
        _objects[0] = Encoding.Latin1.GetBytes($"<< /Type /Catalog /Pages 2 0 R {Catalog} >>");
        _objects[1] = Encoding.Latin1.GetBytes($"<< /Type /Pages /Count {_pages.Count} /Kids [{string.Join(' ', _pages.Select(page => $"{page} 0 R"))}] >>");
        using var file = new MemoryStream();
        Write(file, $"%PDF-{HeaderVersion}\n");
        var offsets = new long[_objects.Count];
        for (int at = 0; at < _objects.Count; at++)
        {
            offsets[at] = file.Position;
            Write(file, $"{at + 1} 0 obj\n");
            file.Write(_objects[at]);
            Write(file, "\nendobj\n");
        }

        long table = file.Position;
        Write(file, $"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n{string.Concat(offsets.Select(o => $"{o:D10} 00000 n \n"))}");
        Write(file, $"trailer\n<< /Size {_objects.Count + 1} /Root 1 0 R {Trailer} >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    private int Add(byte[] body)
    {
        _objects.Add(body);
        return _objects.Count;
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Write(MemoryStream file, string text) => file.Write(Encoding.Latin1.GetBytes(text));
}
