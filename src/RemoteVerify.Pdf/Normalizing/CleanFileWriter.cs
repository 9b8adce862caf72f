// ISO 32000-2 clause 7.5: header, body, one table from 0 without a missing number, trailer.
using RemoteVerify.Pdf.Encryption;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Writing;

namespace RemoteVerify.Pdf.Normalizing;

/// <summary>Writes objects under their own numbers into a new file of one revision.</summary>
internal static class CleanFileWriter
{
    public static byte[] Write(
        SortedDictionary<int, ScannedObject> objects, PdfDictionary oldTrailer, PdfReference root, string version, FillRandom random)
    {
        ObjectWriter writer = new(64 * 1024);
        writer.Raw($"%PDF-{version}\n%\u00e2\u00e3\u00cf\u00d3\n");
        Dictionary<int, long> offsets = [];
        foreach (ScannedObject found in objects.Values)
        {
            offsets[found.Number] = writer.Length;
            writer.WriteIndirect(new PdfReference(found.Number, found.Generation), found.Value);
        }

        long table = writer.Length;
        int size = objects.Keys.Last() + 1;
        WriteTable(writer, objects, offsets, size);
        writer.Raw("trailer\n"u8);
        writer.Write(Trailer(oldTrailer, objects, root, size, random));
        writer.Raw("\nstartxref\n"u8);
        writer.Number(table);
        writer.Raw("\n%%EOF\n"u8);
        return writer.Written.ToArray();
    }

    private static void WriteTable(ObjectWriter writer, SortedDictionary<int, ScannedObject> objects, Dictionary<int, long> offsets, int size)
    {
        writer.Raw("xref\n0 "u8);
        writer.Number(size);
        writer.Raw("\n"u8);
        int[] free = [0, .. Enumerable.Range(1, size - 1).Where(number => !objects.ContainsKey(number))];
        Dictionary<int, int> nextFree = free.Select((number, i) => (number, next: free[(i + 1) % free.Length])).ToDictionary(pair => pair.number, pair => pair.next);
        for (int number = 0; number < size; number++)
        {
            bool isUsed = objects.TryGetValue(number, out ScannedObject? found);
            writer.Number(isUsed ? offsets[number] : nextFree[number], 10);
            writer.Raw(" "u8);
            writer.Number(isUsed ? found!.Generation : number == 0 ? 65535 : 0, 5);
            writer.Raw(isUsed ? " n\r\n"u8 : " f\r\n"u8);
        }
    }

    private static PdfDictionary Trailer(
        PdfDictionary old, SortedDictionary<int, ScannedObject> objects, PdfReference root, int size, FillRandom random)
    {
        byte[] fresh = new byte[16];
        random(fresh);
        PdfString identifier = new(fresh, isHex: true);
        PdfObject? oldIdentifier = old["ID"] is PdfReference reference && objects.TryGetValue(reference.Number, out ScannedObject? named) ? named.Value : old["ID"];
        PdfString first = oldIdentifier is PdfArray { Count: > 0 } pair && pair[0] is PdfString kept ? new PdfString(kept.Bytes, isHex: true) : identifier;
        PdfDictionary trailer = new(("Size", new PdfInteger(size)), ("Root", root), ("ID", new PdfArray(first, identifier)));
        return old["Info"] is { } information ? trailer.With("Info", information) : trailer;
    }
}
