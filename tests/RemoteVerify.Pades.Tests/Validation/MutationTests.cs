using RemoteVerify.Pades.Tests.Modifications;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pades.Tests.Validation;

public sealed class MutationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [SkippableFact]
    public void Validate_Mutants_NeverThrowsAndNeverTakesChangedBytesForIntact()
    {
        var folder = Path.Combine(TestMaterial.Corpus, "pdf");
        byte[][] seeds =
        [
            SignedSample.Sign(SignedSample.Signed(), "Second"),
            File.ReadAllBytes(Path.Combine(folder, "ph-sig-no-signed-attrs.pdf")),
            File.ReadAllBytes(Path.Combine(folder, "ph-minimal-two-fields-signed-twice.pdf")),
            File.ReadAllBytes(Path.Combine(folder, "ph-pades-lta-dss-indirect-arrs-test.pdf")),
        ];
        var originals = seeds.Select(s => Validate(s).Signatures.Select(r => r.SignedRevision.ToArray()).ToList()).ToList();
        for (var i = 0; i < 2000; i++)
        {
            var mutant = Mutate(seeds[i % seeds.Length], new Random(i));
            foreach (var signature in Validate(mutant).Signatures.Where(s => s is { Integrity: Integrity.Intact, Coverage: Coverage.Standard }))
            {
                Assert.True(originals[i % seeds.Length].Any(o => SameOutsideGap(o, signature.SignedRevision)), $"mutant {i}");
            }
        }
    }

    private static ValidationReport Validate(byte[] pdf) =>
        PadesValidator.Validate(pdf, new ValidationOptions { At = Now, TrustEmbeddedRoots = true });

    private static bool SameOutsideGap(byte[] original, ReadOnlyMemory<byte> signed)
    {
        var range = (Pdf.Objects.PdfArray)Pdf.Forms.SignatureFieldReader.Read(PdfDocument.Open(original).Latest)
            .Select(f => f.Value?["ByteRange"]).OfType<Pdf.Objects.PdfArray>().MaxBy(a => ((Pdf.Objects.PdfInteger)a[2]).Value)!;
        var (gapStart, gapEnd) = ((int)((Pdf.Objects.PdfInteger)range[1]).Value, (int)((Pdf.Objects.PdfInteger)range[2]).Value);
        return signed.Length == original.Length
            && signed.Span[..gapStart].SequenceEqual(original.AsSpan(0, gapStart))
            && signed.Span[gapEnd..].SequenceEqual(original.AsSpan(gapEnd));
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)"0123456789<>[]()/ R"[random.Next(19)]; break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at)); break;
                default: bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count / 2), random.Next(1, 40))); break;
            }
        }

        return [.. bytes];
    }
}
