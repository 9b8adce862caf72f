using System.Text;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Writing;

namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary>Makes well-formed later revisions that change one to three objects, the way an attacker with a PDF library would.</summary>
internal sealed class ObjectMutator(byte[] seed, string? password)
{
    private static readonly string[] Keys =
    [
        "AA", "AcroForm", "Annots", "AP", "AS", "BBox", "Contents", "CropBox", "DA", "DR", "DSS", "Extensions", "F", "Ff", "Fields", "Filter", "Font", "FT", "Kids",
        "Lock", "M", "Matrix", "MaxLen", "MediaBox", "Metadata", "MK", "N", "Names", "NeedAppearances", "OC", "OCProperties", "OpenAction", "P", "Pages", "Parent",
        "Perms", "Reason", "Rect", "Resources", "Rotate", "SigFlags", "StructTreeRoot", "Subtype", "T", "Type", "V", "Version", "XFA", "XObject",
    ];

    private readonly PdfDocument _document = PdfDocument.Open(seed, new PdfOpenOptions { Password = password });

    /// <summary>The bytes to append.</summary>
    public ReadOnlyMemory<byte> Tail(FuzzRandom random)
    {
        IncrementalUpdate update = new(_document, buffer => buffer.Fill((byte)random.Next(256)));
        for (int changes = random.Between(1, 3); changes > 0; changes--)
        {
            PdfReference reference = AnyReference(random);
            PdfObject value = update.Get(reference);
            update.Set(reference, random.Chance(12) ? update.Get(AnyReference(random)) : Change(value, random, 0));
            if (random.Chance(6))
            {
                update.Add(update.Get(AnyReference(random)));
            }
        }

        return update.Build().Bytes;
    }

    private PdfReference AnyReference(FuzzRandom random) => new(random.Between(1, Math.Min(_document.Latest.HighestNumber() + 2, 5000)), 0);

    private PdfObject Change(PdfObject value, FuzzRandom random, int depth)
    {
        switch (value)
        {
            case PdfDictionary dictionary:
                return ChangeDictionary(dictionary, random, depth);
            case PdfStream stream:
                return random.Chance(2)
                    ? new PdfStream(ChangeDictionary(stream.Dictionary, random, depth), stream.EncodedData)
                    : new PdfStream(stream.Dictionary, random.Chance(2) ? OtherStream(random) ?? Flipped(stream, random) : Flipped(stream, random));
            case PdfArray { Count: > 0 } array:
                int at = random.Next(array.Count);
                return random.Next(4) switch
                {
                    0 => new PdfArray(array.Where((_, i) => i != at)),
                    1 => array.Append(Any(random)),
                    2 => new PdfArray(array.Reverse()),
                    _ => new PdfArray(array.Select((item, i) => i != at ? item : depth < 4 ? Change(item, random, depth + 1) : Any(random))),
                };
            default:
                return Any(random);
        }
    }

    private PdfDictionary ChangeDictionary(PdfDictionary dictionary, FuzzRandom random, int depth)
    {
        string key = dictionary.Count > 0 && !random.Chance(3) ? random.Pick([.. dictionary.Keys]) : random.Pick(Keys);
        return random.Next(3) switch
        {
            0 => dictionary.Without(key),
            1 when depth < 4 && dictionary[key] is PdfDictionary or PdfArray or PdfString or PdfInteger => dictionary.With(key, Change(dictionary[key]!, random, depth + 1)),
            _ => dictionary.With(key, Any(random)),
        };
    }

    private PdfObject Any(FuzzRandom random) => random.Next(9) switch
    {
        0 => new PdfInteger(random.Between(-2, 800)),
        1 => new PdfName(random.Pick(Keys)),
        2 => PdfString.FromText("changed"),
        3 => new PdfArray(new PdfInteger(0), new PdfInteger(0), new PdfInteger(random.Next(700)), new PdfInteger(random.Next(700))),
        4 => PdfNull.Instance,
        5 => random.Chance(2) ? PdfBoolean.True : PdfBoolean.False,
        6 => new PdfDictionary((random.Pick(Keys), AnyReference(random))),
        7 => new PdfArray(AnyReference(random)),
        _ => AnyReference(random),
    };

    private ReadOnlyMemory<byte>? OtherStream(FuzzRandom random) => (_document.Latest.Get(AnyReference(random)) as PdfStream)?.EncodedData;

    private static byte[] Flipped(PdfStream stream, FuzzRandom random)
    {
        byte[] data = stream.EncodedData.Length == 0 ? Encoding.ASCII.GetBytes("0 0 300 300 re f") : stream.EncodedData.ToArray();
        data[random.Next(data.Length)] ^= (byte)(1 << random.Next(8));
        return data;
    }
}
