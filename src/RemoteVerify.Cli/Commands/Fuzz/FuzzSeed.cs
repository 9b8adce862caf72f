using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary>The bytes that a signature of a seed covers.</summary>
/// <param name="Gap">The signature value, which is not covered.</param>
/// <param name="End">End of the covered bytes.</param>
internal readonly record struct SignedBytes(ByteSpan Gap, int End);

/// <summary>A signed file that mutants are made of.</summary>
internal sealed class FuzzSeed
{
    public FuzzSeed(string name, byte[] bytes, ValidationOptions options)
    {
        Name = name;
        Bytes = bytes;
        Options = options;
        Anatomy = new SeedAnatomy(bytes);
        PdfDocument document = PdfDocument.Open(bytes, new PdfOpenOptions { Password = options.Password });
        Signed = [.. SignatureFieldReader.Read(document.Latest).Select(field => Covered(document.Latest, field)).OfType<SignedBytes>()];
        Evidence = EvidenceStreams(document);
    }

    public string Name { get; }

    public byte[] Bytes { get; }

    /// <summary>How its mutants are validated.</summary>
    public ValidationOptions Options { get; }

    public SeedAnatomy Anatomy { get; }

    /// <summary>What its signatures and timestamps cover.</summary>
    public IReadOnlyList<SignedBytes> Signed { get; }

    /// <summary>Contents of streams of the security store: no page reaches them, so no reader draws them.</summary>
    public IReadOnlyList<ByteSpan> Evidence { get; }

    private static SignedBytes? Covered(PdfRevision revision, SignatureField field)
    {
        if (field.Value is not { } value || revision.Get<PdfArray>(value, "ByteRange") is not { Count: 4 } range)
        {
            return null;
        }

        int[] numbers = [.. range.Select(item => (int)((revision.Resolve(item) as PdfInteger)?.Value ?? 0))];
        return new SignedBytes(new ByteSpan(numbers[1], numbers[2]), numbers[2] + numbers[3]);
    }

    private static IReadOnlyList<ByteSpan> EvidenceStreams(PdfDocument document)
    {
        List<ByteSpan> found = [];
        PdfDictionary? store = document.Latest.Get<PdfDictionary>(document.Latest.Catalog, "DSS");
        foreach (string key in store is null || document.Encryption is not null ? [] : (string[])["Certs", "CRLs", "OCSPs"])
        {
            foreach (PdfObject item in document.Latest.Get<PdfArray>(store!, key) ?? PdfArray.Empty)
            {
                if (document.Latest.Resolve(item) is PdfStream stream && document.Bytes.Span.IndexOf(stream.EncodedData.Span) is >= 0 and int at)
                {
                    found.Add(new ByteSpan(at, at + stream.EncodedData.Length));
                }
            }
        }

        return found;
    }
}
