// ISO 32000-2 clause 7.5 for the file that is written; PADES.md 4.2: a broken cross-reference is never signed over, but a
// clean copy of the file may be, when the person who signs has seen what was done.
using RemoteVerify.Pdf.Encryption;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Normalizing;

/// <summary>Writes the objects of a file, found by their own words, into a new file with a sound cross-reference.</summary>
public static class DocumentNormalizer
{
    // A hole in the table costs 20 bytes; a number far away would cost gigabytes.
    private const int MaxHoles = 1_000_000;

    /// <summary>Makes the clean copy.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="random">For the new file identifier.</param>
    /// <param name="limits">What the file may ask of us; null: the default.</param>
    /// <exception cref="PdfFormatException">
    /// The file is signed or encrypted (a copy would lose that), or it can't be read object by object without losing some
    /// that others name.
    /// </exception>
    public static NormalizedDocument Normalize(ReadOnlyMemory<byte> bytes, FillRandom random, PdfLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(random);
        limits ??= PdfLimits.Default;
        Scan scan = new ObjectScanner(bytes, limits).Run();
        if (scan.Objects.Count == 0)
        {
            throw new PdfFormatException("file", 0, "holds no object");
        }

        List<string> actions = [$"found {scan.Objects.Count} objects by reading the file from front to back", .. scan.Remarks];
        PdfDictionary trailer = Trailer(scan, actions);
        List<ScannedObject> all = Unpacked(scan, limits, actions);
        RequireUnsigned(all);
        SortedDictionary<int, ScannedObject> kept = Newest(all, actions);
        RequireComplete(kept, scan, actions);
        PdfReference root = Root(trailer, kept, actions);
        string version = Version(bytes, actions);
        byte[] file = CleanFileWriter.Write(kept, trailer, root, version, random);
        Prove(file, kept, limits);
        return new NormalizedDocument(file, actions);
    }

    /// <summary>The newest trailer that names a catalog; those of all revisions say what they say.</summary>
    private static PdfDictionary Trailer(Scan scan, List<string> actions)
    {
        if (scan.Trailers.Any(t => t["Encrypt"] is not null and not PdfNull))
        {
            throw new PdfFormatException("encryption", -1, "an encrypted file is not rewritten, because the copy would lose its protection");
        }

        PdfDictionary? found = scan.Trailers.LastOrDefault(t => t["Root"] is PdfReference);
        if (found is null)
        {
            actions.Add("no trailer names a catalog: the last object of type /Catalog is taken");
        }

        return found ?? PdfDictionary.Empty;
    }

    /// <summary>Objects of object streams stand where their stream stood; the streams themselves are not needed any more.</summary>
    private static List<ScannedObject> Unpacked(Scan scan, PdfLimits limits, List<string> actions)
    {
        DecodeBudget budget = new(limits);
        List<ScannedObject> all = [];
        int containers = 0;
        foreach (ScannedObject found in scan.Objects)
        {
            if (found.Value is not PdfStream stream || stream.Dictionary.GetName("Type") != "ObjStm")
            {
                all.Add(found);
                continue;
            }

            containers++;
            ObjectStream container = new(stream, limits, budget, found.Offset);
            for (int i = 0; i < container.Count; i++)
            {
                int number = container.NumberAt(i);
                all.Add(new ScannedObject(number, 0, container.Read(i, number), found.Offset));
            }
        }

        if (containers > 0)
        {
            actions.Add($"unpacked {containers} object streams");
        }

        return all;
    }

    private static SortedDictionary<int, ScannedObject> Newest(List<ScannedObject> all, List<string> actions)
    {
        SortedDictionary<int, ScannedObject> newest = [];
        all.ForEach(found => newest[found.Number] = found);
        int older = all.Count - newest.Count;
        if (older > 0)
        {
            actions.Add($"left out {older} older definitions of objects that the file defines again further down");
        }

        long holes = newest.Keys.Last() - (long)newest.Count;
        return holes <= MaxHoles ? newest : throw new PdfFormatException("file", -1, "object numbers are too far apart");
    }

    private static void RequireUnsigned(IEnumerable<ScannedObject> objects)
    {
        foreach (ScannedObject found in objects)
        {
            if (found.Value is PdfDictionary dictionary && (dictionary.Contains("ByteRange") || dictionary.GetName("Type") is "Sig" or "DocTimeStamp"))
            {
                throw new PdfFormatException("signature", found.Offset, "a signed file is not rewritten, because its signatures would break");
            }
        }
    }

    /// <summary>What can't be read may be left out when nobody names it; else the copy would say less than the file.</summary>
    private static void RequireComplete(SortedDictionary<int, ScannedObject> kept, Scan scan, List<string> actions)
    {
        HashSet<int> named = [];
        foreach (ScannedObject found in kept.Values)
        {
            References.Collect(found.Value, named);
        }

        foreach ((int number, long offset) in scan.Unreadable)
        {
            if (named.Contains(number) && (!kept.TryGetValue(number, out ScannedObject? known) || known.Offset < offset))
            {
                throw new PdfFormatException("indirect object", offset, $"object {number} is needed and can't be read");
            }

            actions.Add($"left out what begins as object {number} at {offset} and can't be read; the rest of the file does not need it");
        }

        int dangling = named.Count(number => !kept.ContainsKey(number));
        if (dangling > 0)
        {
            actions.Add($"{dangling} objects are named that the file does not hold; they stay null");
        }
    }

    private static PdfReference Root(PdfDictionary trailer, SortedDictionary<int, ScannedObject> kept, List<string> actions)
    {
        if (trailer["Root"] is PdfReference named && kept.TryGetValue(named.Number, out ScannedObject? catalog) && catalog.Value is PdfDictionary)
        {
            return new PdfReference(catalog.Number, catalog.Generation);
        }

        ScannedObject? found = kept.Values.Where(o => o.Value is PdfDictionary d && d.GetName("Type") == "Catalog").MaxBy(o => o.Offset);
        if (found is null)
        {
            throw new PdfFormatException("file", -1, "holds no catalog");
        }

        actions.Add($"the catalog is object {found.Number}, the last of its type in the file");
        return new PdfReference(found.Number, found.Generation);
    }

    private static string Version(ReadOnlyMemory<byte> bytes, List<string> actions)
    {
        try
        {
            (int offset, string version) = FileFrame.ReadHeader(bytes.Span);
            if (offset > 0)
            {
                actions.Add($"left out {offset} bytes before the header");
            }

            return version;
        }
        catch (PdfFormatException)
        {
            actions.Add("the header was missing or no version of PDF: 1.7 is written");
            return "1.7";
        }
    }

    /// <summary>The new file, read the strict way, holds what was found.</summary>
    private static void Prove(byte[] file, SortedDictionary<int, ScannedObject> kept, PdfLimits limits)
    {
        PdfDocument document = PdfDocument.Open(file, new PdfOpenOptions { Limits = limits });
        foreach (ScannedObject found in kept.Values)
        {
            if (!document.Latest.Get(new PdfReference(found.Number, found.Generation)).Equals(found.Value))
            {
                throw new PdfFormatException("indirect object", found.Offset, $"object {found.Number} does not survive the rewriting");
            }
        }

        _ = PageTree.Read(document.Latest);
        _ = FieldTree.Read(document.Latest);
    }
}
