using System.Text;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pdf.Tests.Reading;

public sealed class MutationTests
{
    private static readonly string[] Seeds =
    [
        "ph-minimal.pdf", "ph-minimal-xref.pdf", "ph-minimal-hybrid-xref.pdf", "ph-uncompressed-objstream-sample.pdf",
        "ph-minimal-two-fields-tagged.pdf", "qp-incremental-1.pdf", "ph-minimal-aes256.pdf", "ph-safedocs_CompactedPDFSyntaxTest.pdf",
    ];

    [SkippableFact]
    public void Open_Mutants_OnlyTheTypedExceptionEscapes()
    {
        var seeds = Seeds.Select(s => File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "pdf", s))).ToList();
        for (var i = 0; i < 2000; i++)
        {
            ReadAll(Mutate(seeds[i % seeds.Count], new Random(i)), $"mutant {i} of {Seeds[i % seeds.Count]}");
        }
    }

    [Fact]
    public void Open_ArbitraryBytes_OnlyTheTypedExceptionEscapes()
    {
        for (var i = 0; i < 300; i++)
        {
            var random = new Random(i);
            var bytes = new byte[random.Next(2000)];
            random.NextBytes(bytes);
            ReadAll([.. "%PDF-1.7\n"u8, .. bytes, .. Encoding.ASCII.GetBytes($"\nstartxref\n{random.Next(2000)}\n%%EOF")], $"noise {i}");
        }
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] = (byte)"0123456789<>[]()/ R"[random.Next(19)]; break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at)); break;
                default: bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count)).Take(random.Next(1, 40)).ToList()); break;
            }
        }

        return [.. bytes];
    }

    private static void ReadAll(byte[] bytes, string what)
    {
        try
        {
            var document = PdfDocument.Open(bytes, new PdfOpenOptions { Password = "usersecret" });
            foreach (var number in document.Latest.AllNumbers())
            {
                Attempt(() => document.Latest.Locate(number) is { } at ? document.Latest.Get(new PdfReference(number, at.Generation)) : null);
            }

            Attempt(() => PageTree.Read(document.Latest));
            Attempt(() => SignatureFieldReader.Read(document.Latest));
        }
        catch (PdfFormatException)
        {
            // The one answer allowed to broken bytes.
        }
        catch (Exception escaped)
        {
            Assert.Fail($"{what}: {escaped}");
        }
    }

    private static void Attempt(Func<object?> read)
    {
        try
        {
            read();
        }
        catch (PdfFormatException)
        {
            // As above; the next object may still be sound.
        }
    }
}
