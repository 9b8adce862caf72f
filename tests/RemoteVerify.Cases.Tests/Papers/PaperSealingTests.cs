using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Pdf.Tests.Composing;

namespace RemoteVerify.Cases.Tests.Papers;

public sealed class PaperSealingTests(PaperPrints prints) : IClassFixture<PaperPrints>
{
    /// <summary>The fields go onto the composed paper, the seal is put in one, and both our judge and pdfsig accept it.</summary>
    [SkippableTheory]
    [InlineData("marital-certificate-marriage")]
    [InlineData("official-copy-sao-y")]
    public async Task Sign_ComposedPaper_PassesOurCheckAndPdfsig(string name)
    {
        ComposedPaper paper = prints.Papers[name];
        await using Office office = await Office.OpenAsync();
        OrganisationSealKey seal = office.Seals.For(Office.Tenant);
        ReadOnlyMemory<byte> pdf = paper.Slots.Count == 0 ? paper.Pdf : office.Signer.Take(paper.Pdf, paper.Slots).Value;
        SignaturePlace? place = paper.Slots.FirstOrDefault(slot => slot.Name == SlotNames.Seal)?.Place;
        var order = new SignatureOrder(
            SlotNames.Seal, seal.Organisation, "Ban hành", place, office.Clock.GetUtcNow(), place is null ? [] : [seal.Organisation, VietnamTime.Print(office.Clock.GetUtcNow())]);

        Outcome<ReadOnlyMemory<byte>> signed = await office.Signer.SignAsync(pdf, order, seal.Key, CancellationToken.None);

        Assert.True(signed.IsDone, signed.ToString());
        DocumentVerdict verdict = office.Validator.Validate(signed.Value, office.Clock.GetUtcNow()).Value;
        Assert.True(verdict.IsValid, verdict.ToString());
        if (Environment.GetEnvironmentVariable("RV_PAPERS") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{name}-sealed.pdf"), signed.Value.ToArray());
        }

        (_, string report) = ComposingMaterial.Run("pdfsig", signed.Value.ToArray(), "-nocert", "{0}");
        Assert.Contains("Signature is Valid.", report, StringComparison.Ordinal);
        Assert.Contains("Total document signed", report, StringComparison.Ordinal);
    }
}
