// ISO 32000-2, 7.5 (file structure).
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Writing;

namespace RemoteVerify.Pdf.Composing.Assembly;

/// <summary>The objects of a new file, numbered from 1 without holes, and the file made of them.</summary>
internal sealed class ObjectTable
{
    private readonly List<PdfObject?> _objects = [];

    public PdfReference Reserve()
    {
        _objects.Add(null);
        return new PdfReference(_objects.Count, 0);
    }

    public void Set(PdfReference reference, PdfObject value) => _objects[reference.Number - 1] = value;

    public PdfReference Add(PdfObject value)
    {
        _objects.Add(value);
        return new PdfReference(_objects.Count, 0);
    }

    /// <summary>Adds a stream packed with Flate.</summary>
    public PdfReference AddPacked(ReadOnlySpan<byte> data, params ReadOnlySpan<(string Key, PdfObject Value)> entries) =>
        Add(new PdfStream(new PdfDictionary([.. entries, ("Filter", new PdfName("FlateDecode"))]), Pack(data)));

    public static byte[] Pack(ReadOnlySpan<byte> data)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(data);
        }

        return packed.ToArray();
    }

    /// <summary>Writes header, objects, one cross-reference section from 0 and the trailer.</summary>
    public byte[] WriteFile(string version, PdfReference root, PdfReference information)
    {
        ObjectWriter file = new();
        file.Raw($"%PDF-{version}\n%\u00E2\u00E3\u00CF\u00D3\n");
        long[] offsets = new long[_objects.Count];
        for (int index = 0; index < _objects.Count; index++)
        {
            offsets[index] = file.Length;
            file.WriteIndirect(new PdfReference(index + 1, 0), _objects[index] ?? PdfNull.Instance);
        }

        long xref = file.Length;
        StringBuilder table = new();
        table.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Length + 1}\n0000000000 65535 f \n");
        foreach (long offset in offsets)
        {
            table.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        }

        file.Raw(table.ToString());
        PdfString id = new(SHA256.HashData(file.Written.Span).AsMemory(0, 16), isHex: true);
        file.Raw("trailer\n");
        file.Write(new PdfDictionary(("Size", new PdfInteger(offsets.Length + 1)), ("Root", root), ("Info", information), ("ID", new PdfArray(id, id))));
        file.Raw(string.Create(CultureInfo.InvariantCulture, $"\nstartxref\n{xref}\n%%EOF\n"));
        return file.Written.ToArray();
    }
}
