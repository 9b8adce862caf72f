using RemoteVerify.Pades.Appearance;
using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pades.Tests.Signing;

public class HostileInputTests
{
    private static readonly string[] Seeds =
    [
        "ph-minimal-with-field.pdf", "ph-minimal-xref.pdf", "ph-minimal-hybrid-xref.pdf", "ph-minimal-two-fields-tagged.pdf", "ph-minimal-aes256.pdf",
        "ph-minimal-one-field-indir-annots.pdf", "qp-incremental-1.pdf",
    ];

    [SkippableFact]
    public void Prepare_MutatedFiles_GivesAnAnswerAndNeverAnException()
    {
        Random random = new(2026);
        VisibleAppearance look = new() { Fonts = SigningMaterial.Fonts(), Rectangle = new Frame(10, 10, 100, 40) };
        int refused = 0;
        int prepared = 0;
        foreach (string seed in Seeds)
        {
            byte[] original = File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "pdf", seed));
            for (int round = 0; round < 120; round++)
            {
                byte[] mutated = Mutate(original, random);
                SignatureRequest request = PadesSignerTests.Request() with
                {
                    FieldName = round % 2 == 0 ? "Sig1" : null, CertificationLevel = round % 5 == 0 ? 2 : null, VisibleAppearance = round % 3 == 0 ? look : null,
                };
                PrepareResult result = PadesSigner.Prepare(
                    mutated, request, SigningMaterial.P256.Certificate, [], SigningMaterial.P256.Key.Scheme, new PdfOpenOptions { Password = "usersecret" });
                refused += result is PrepareResult.Refused ? 1 : 0;
                prepared += result is PrepareResult.Prepared ? 1 : 0;
            }
        }

        Assert.True(refused > 50 && prepared > 50, $"{refused} refused, {prepared} prepared");
    }

    [SkippableFact]
    public async Task AddValidationMaterialAsync_MutatedSignedFile_GivesAnAnswerAndNeverAnException()
    {
        Random random = new(7);
        byte[] original = await PadesSignerTests.Sign(
            File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "pdf", "ph-minimal.pdf")), PadesSignerTests.Request(), SigningMaterial.P256);
        LongTermOptions options = new() { Anchors = [SigningMaterial.Root], Source = new Nothing(), At = SigningMaterial.Now };
        for (int round = 0; round < 200; round++)
        {
            Assert.NotNull(await LongTermExtender.AddValidationMaterialAsync(Mutate(original, random), options, default));
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        byte[] mutated = [.. original];
        for (int change = random.Next(1, 6); change > 0; change--)
        {
            int at = random.Next(mutated.Length);
            mutated[at] = random.Next(3) switch { 0 => (byte)random.Next(256), 1 => (byte)"0123456789 /<>[]()R"[random.Next(19)], _ => mutated[random.Next(mutated.Length)] };
        }

        return mutated;
    }

    private sealed class Nothing : IValidationMaterialSource
    {
        public Task<ValidationMaterial> GetAsync(Pki.Certificates.Certificate certificate, Pki.Certificates.Certificate issuer, CancellationToken cancellationToken) =>
            Task.FromResult(ValidationMaterial.None);
    }
}
