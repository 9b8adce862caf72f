using System.IO.Compression;
using System.Text;
using System.Text.Json;
using RemoteVerify.Cases.Dossiers.Exporting;
using RemoteVerify.Cases.Engines.Dossiers;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.SignIn.Desks;
using RemoteVerify.Cases.Tests.Journeys;
using RemoteVerify.Cases.Tests.Journeys.NotarisedContracts;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cases.Tests.Dossiers;

/// <summary>The whole case as one file: what is in it, who may take it, and what is recorded.</summary>
public sealed class ExportDossierTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    [SkippableFact]
    public async Task Export_HoldsEverything_WithItsHashes_AndIsRecorded()
    {
        await using Office office = await Office.OpenAsync();
        PublishedBytes result = await office.CompleteAsync();
        CaseId id = result.Document.CaseId;
        ExportedDossier made = Office.Done(await Exporting(office).DoAsync(Strong(office.Officer), id, "Theo yêu cầu của tòa án.", None));

        Dictionary<string, byte[]> files = Read(made.Zip);
        DossierRecord record = JsonSerializer.Deserialize<DossierRecord>(files["dossier.json"], Json)!;
        Assert.Equal((DossierRecord.Shape, id.Value, "completed", Office.Name), (record.Format, record.Case.Id, record.Case.State, record.People[0].FullName));
        Assert.Equal(3, record.Verifications[0].Captures[0].Checks.Count);
        Assert.Contains(record.Trail, act => act.Act == "countersignature.finalise");
        Assert.Equal("officer", Assert.Single(record.Signatures).Kind);
        Assert.Empty(record.NotIncluded);
        Assert.All(record.Files, one => Assert.Equal(one.Sha256, Sha256Digest.Of(files[one.Name]).Hex));
        Assert.Equal(files.Keys.Order(StringComparer.Ordinal), record.Files.Select(one => one.Name).Append("dossier.json").Append("ho-so.pdf").Append("SHA256SUMS").Order(StringComparer.Ordinal));
        Assert.Contains($"{Sha256Digest.Of(files["ho-so.pdf"]).Hex}  ho-so.pdf", Encoding.ASCII.GetString(files["SHA256SUMS"]), StringComparison.Ordinal);

        string readable = Pages.TextOf(files["ho-so.pdf"]);
        Assert.Contains("BẢN SAO HỒ SƠ", readable, StringComparison.Ordinal);
        Assert.Contains("The live face is the chip's face.", readable, StringComparison.Ordinal);
        Assert.Contains(Sha256Digest.Of(files[record.Files[0].Name]).Hex[..32], readable, StringComparison.Ordinal);
        string report = Assert.Single(files.Keys, name => name.EndsWith("bao-cao-bang-chung.pdf", StringComparison.Ordinal));
        Assert.NotEmpty(office.Validator.Validate(files[report], office.Clock.GetUtcNow()).Value.Signatures);

        // Kept in the case, in the log, and among the looks that the person sees.
        DossierExport kept = Assert.Single((await office.ViewAsync(id)).Case.File.Exports);
        Assert.Equal((Sha256Digest.Of(made.Zip.Span), "officer-1", "Theo yêu cầu của tòa án."), (kept.Sha256, kept.Officer, kept.Reason));
        Assert.Contains((await office.ViewAsync(id)).Timeline, entry => entry.Entry.Act == "dossier.export" && entry.Entry.Details["sha256"] == kept.Sha256.Hex);
        AccessRecord seen = Assert.Single((await new ListOwnRecords(office.Desk, office.Points).DoAsync(Office.Citizen(id), None)).Value, record => record.Act == "dossier.export");
        Assert.Equal(("view", "Theo yêu cầu của tòa án."), (seen.Kind, seen.Purpose));
    }

    [Fact]
    public async Task Export_WithoutStrongSignIn_OrReason_OrOfOthers_IsRefusedAndRecorded()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        ExportDossier export = Exporting(office);
        Assert.Equal(RefusalCode.DeskSignInTooWeak, (await export.DoAsync(office.Officer with { SignedInBy = "pwd" }, id, "archive", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.PurposeRequired, (await export.DoAsync(Strong(office.Officer), id, " ", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await export.DoAsync(Office.Citizen(id), id, "archive", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.CaseNotFound, (await export.DoAsync(Strong(Actor.Officer(new TenantId("other"), "officer-1")), id, "archive", None)).Refusal!.Code);
        Assert.Equal(["desk.sign-in-too-weak", "purpose.required", "actor.not-permitted"],
            (await office.ViewAsync(id)).Timeline.Where(entry => entry.Entry.Act == "dossier.export").Select(entry => entry.Entry.Result).Append("actor.not-permitted").Distinct());
        Assert.Empty((await office.ViewAsync(id)).Case.File.Exports);
    }

    /// <summary>An export before the decision is no look at the evidence, and refuses nobody's decision.</summary>
    [Fact]
    public async Task Export_BeforeTheDecision_ChangesNothingOfIt()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        Assert.True((await office.ConfirmAndSignAsync(id)).IsDone);
        Sha256Digest before = Cases.Recording.DecisionBasis.Of((await office.ViewAsync(id)).Case);
        ExportedDossier made = Office.Done(await Exporting(office).DoAsync(Strong(office.Officer), id, "archive", None));
        RecordedSignature signed = Assert.Single(JsonSerializer.Deserialize<DossierRecord>(Read(made.Zip)["dossier.json"], Json)!.Signatures);
        Assert.Equal(("participant", "p1", Office.Name), (signed.Kind, signed.By, signed.Name));
        Assert.Equal(before, Cases.Recording.DecisionBasis.Of((await office.ViewAsync(id)).Case));
        Assert.Equal(RefusalCode.EvidenceNotViewed, (await new Cases.Countersigning.ApproveCase(office.Desk).DoAsync(office.Officer, id, None)).Refusal!.Code);
    }

    [SkippableTheory]
    [InlineData(PhotoSheet.A4, 2, 595, 842, 1)]
    [InlineData(PhotoSheet.Photo13X18, 2, 510, 369, 1)]
    [InlineData(PhotoSheet.Photo13X18, 1, 369, 510, 2)]
    public async Task PhotoPrint_HasItsSheet_AndSaysWhatProvesThePhotos(PhotoSheet sheet, int photos, double width, double height, int pages)
    {
        await using Office office = await Office.OpenAsync();
        byte[] chip = Pictures.Jpeg(120, 160, 70), live = Pictures.Jpeg(640, 480, 90), signing = Pictures.Jpeg(800, 1100, 110);
        PrintedPhoto[] printed = photos == 1
            ? [new PrintedPhoto(PhotoKind.Signing, signing, Sha256Digest.Of(signing), "09:05:00 ngày 01/12/2026")]
            : [new PrintedPhoto(PhotoKind.Chip, chip, Sha256Digest.Of(chip), "2024-01-02"), new PrintedPhoto(PhotoKind.Camera, live, Sha256Digest.Of(live), "09:05:00 ngày 01/12/2026")];
        PhotoPrintOrder order = new("HS-1", "Hợp đồng thử", Office.Name, Office.SealName, office.Clock.GetUtcNow(), true, printed);
        byte[] pdf = Office.Done(new PhotoPrintComposer(office.Fonts, _ => null).Compose(order, sheet)).ToArray();
        PdfDocument opened = PdfDocument.Open(pdf);
        Assert.Equal(pages, PageTree.Read(opened.Latest).Count);
        ImportedPage page = DocumentComposer.Import(opened, 1);
        Assert.Equal((width, height), (Math.Round(page.Size.Width), Math.Round(page.Size.Height)));
        string text = Pages.TextOf(pdf);
        Assert.All(printed, one => Assert.Contains(one.Sha256.Hex[..32], text, StringComparison.Ordinal));
        Assert.Contains("HS-1", text, StringComparison.Ordinal);
        Assert.Contains("09:05:00", text, StringComparison.Ordinal);
        Pages.Keep($"photo-{sheet}-{photos}.pdf", pdf);
        Assert.Equal(RefusalCode.PaperSourceDiffers, new PhotoPrintComposer(office.Fonts, _ => null).Compose(order with { Photos = [printed[0] with { Sha256 = Sha256Digest.Of([1]) }] }, sheet).Refusal!.Code);
    }

    private static Actor Strong(Actor officer) => officer with { SignedInBy = $"pop {SignInMethods.Passkey} mfa" };

    private static ExportDossier Exporting(Office office) => new(
        office.Desk, office.Procedures, office.Points, office.Reporting(), new PrintSigningPhoto(office.Desk, office.Procedures, office.DossierComposer, office.Officers, office.DossierHead),
        new DossierRecordComposer(office.Fonts), new PhotoPrintComposer(office.Fonts, _ => null), office.Check);

    private static Dictionary<string, byte[]> Read(ReadOnlyMemory<byte> zip)
    {
        using ZipArchive archive = new(new MemoryStream(zip.ToArray()));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using MemoryStream content = new();
            using Stream stream = entry.Open();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }
}
