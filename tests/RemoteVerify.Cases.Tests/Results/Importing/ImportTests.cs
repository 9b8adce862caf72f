using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Engines.Papers;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Results.Importing;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.Results.Importing;

public sealed class ImportTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly ManifestLine Line = new("a.pdf", Repository.Type, "Giấy xác nhận tình trạng hôn nhân", "12/UBND-XNTTHN", Office.Name, Office.Number, new DateOnly(2020, 5, 4))
    {
        ValidUntil = new DateOnly(2039, 11, 3),
    };

    [Fact]
    public async Task Import_ViewedAndConfirmed_IsMarkedSealedStoredAndFound()
    {
        await using Office office = await Office.OpenAsync();
        ResultImport import = await AddAsync(office);
        ConfirmImport confirm = Confirming(office);

        Assert.Equal(RefusalCode.ImportNotViewed, (await confirm.DoAsync(office.Officer, import.Id, None)).Refusal!.Code);
        Assert.Equal(import.Sha256, Sha256Digest.Of((await new ViewImport(office.Desk).DoAsync(office.Officer, import.Id, None)).Value.Pdf.Span));
        Assert.Equal(RefusalCode.ImportNotViewed, (await confirm.DoAsync(Actor.Officer(Office.Tenant, "officer-2"), import.Id, None)).Refusal!.Code);
        Outcome<PublishedBytes> stored = await confirm.DoAsync(office.Officer, import.Id, None);
        Assert.True(stored.IsDone, stored.ToString());
        Assert.Equal(RefusalCode.ImportClosed, (await confirm.DoAsync(office.Officer, import.Id, None)).Refusal!.Code);

        PublishedDocument result = stored.Value.Document;
        Assert.Equal((ResultProvenance.Digitised, true, Repository.Type, "12/UBND-XNTTHN"), (result.Provenance, result.IsTest, result.Type, result.Number));
        Assert.Equal(new DateTimeOffset(2039, 11, 4, 0, 0, 0, TimeSpan.FromHours(7)), result.Validity!.Until);
        CodeCheck check = (await new CheckCode(office.Desk, office.Validator).DoAsync(Actor.Anyone, stored.Value.Code, None)).Value;
        Assert.True(check.Verdict.IsValid);
        Assert.Equal("PAdES-BASELINE-LTA", Assert.Single(check.Verdict.Signatures).Profile);
        Assert.Equal(["N*** T** T** N***"], check.Issued.Owners);
        Assert.Single((await new ListOwnResults(office.Desk).DoAsync(await office.ProvenCitizenAsync(), None)).Value, r => r.Document.Id == result.Id);
        Assert.Equal("confirmed", Assert.Single((await new ListImports(office.Desk).DoAsync(office.Officer, null, null, 10, None)).Value).State);
        Keep(stored.Value.Pdf);
    }

    [Fact]
    public async Task Confirm_WhileSealOrTimestampCantBeHad_IsRefusedAndTheImportStaysOpen()
    {
        await using Office office = await Office.OpenAsync();
        ResultImport import = await AddAsync(office);
        Assert.True((await new ViewImport(office.Desk).DoAsync(office.Officer, import.Id, None)).IsDone);

        office.Timestamps.IsOff = true;
        Assert.Equal(RefusalCode.TimestampUnavailable, (await Confirming(office).DoAsync(office.Officer, import.Id, None)).Refusal!.Code);
        office.Timestamps.IsOff = false;
        office.RevokeSeal();
        Assert.Equal(RefusalCode.CertificateRevoked, (await Confirming(office).DoAsync(office.Officer, import.Id, None)).Refusal!.Code);
        office.Trust.SetRevoked([]);
        Assert.True((await Confirming(office).DoAsync(office.Officer, import.Id, None)).IsDone);
    }

    [Fact]
    public async Task Import_WithABadLineOrFile_TakesNothing()
    {
        await using Office office = await Office.OpenAsync();
        ImportResults add = new(office.Desk, new PdfScanInspection(office.Validator));
        async Task<Refusal> RefusalAsync(byte[] pdf, ManifestLine line) => (await add.DoAsync(office.Officer, new ImportOrder("Hà Nội", [line], [new ImportFile("a.pdf", pdf)]), None)).Refusal!;

        byte[] good = office.Contract();
        Assert.Equal(
            ["lines[0].file", "lines[0].type", "lines[0].title", "lines[0].number", "lines[0].owner-name", "lines[0].owner-number", "lines[0].issued-on"],
            (await RefusalAsync(good, new ManifestLine(null, "Loại", "", null, " ", "12", null))).Reasons);
        Assert.Equal(["lines[0].issued-on"], (await RefusalAsync(good, Line with { IssuedOn = new DateOnly(2030, 1, 1), ValidUntil = null })).Reasons);
        Assert.Equal(["lines[0].broken-file"], (await RefusalAsync([1, 2, 3], Line)).Reasons);
        byte[] old = [.. good];
        "%PDF-1.3"u8.CopyTo(old);
        Assert.Equal(["lines[0].pdf-version"], (await RefusalAsync(old, Line)).Reasons);
        PublishedDocument signed = await office.AddAsync();
        await using (IUnitOfWork unit = await office.Storage.BeginAsync(None))
        {
            byte[] forged = (await unit.Blobs.GetAsync(signed.CaseId, signed.Blob, None))!.Value.ToArray();
            forged[forged.AsSpan().IndexOf("/MediaBox"u8) + 1] = (byte)'N';
            Assert.Equal(["lines[0].signature-not-valid"], (await RefusalAsync(forged, Line)).Reasons);
        }

        Assert.Equal(RefusalCode.ActorNotPermitted, (await add.DoAsync(office.Portal, new ImportOrder("Hà Nội", [Line], [new ImportFile("a.pdf", good)]), None)).Refusal!.Code);
        Assert.Empty((await new ListImports(office.Desk).DoAsync(office.Officer, null, null, 10, None)).Value);
    }

    [Fact]
    public async Task Import_Rejected_StaysAsideWithItsReason()
    {
        await using Office office = await Office.OpenAsync();
        ResultImport import = await AddAsync(office);
        RejectImport reject = new(office.Desk);

        Assert.Equal(RefusalCode.ReasonRequired, (await reject.DoAsync(office.Officer, import.Id, "", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ImportNotFound, (await reject.DoAsync(Actor.Officer(new TenantId("other"), "officer-1"), import.Id, "x", None)).Refusal!.Code);
        Assert.Equal("rejected", (await reject.DoAsync(office.Officer, import.Id, "Mờ, không đọc được số", None)).Value.State);
        Assert.True((await new ViewImport(office.Desk).DoAsync(office.Officer, import.Id, None)).IsDone);
        Assert.Equal(RefusalCode.ImportClosed, (await Confirming(office).DoAsync(office.Officer, import.Id, None)).Refusal!.Code);
        Assert.Empty((await new ListImports(office.Desk).DoAsync(office.Officer, "pending", null, 10, None)).Value);
    }

    private static async Task<ResultImport> AddAsync(Office office)
    {
        ImportOrder order = new("Hà Nội", [Line], [new ImportFile("a.pdf", office.Contract())]);
        return Assert.Single((await new ImportResults(office.Desk, new PdfScanInspection(office.Validator)).DoAsync(office.Officer, order, None)).Value);
    }

    private static ConfirmImport Confirming(Office office) => new(
        office.Desk, office.Officers, office.Seals, office.Procedures, new PaperComposer(office.Fonts, PaperTemplates.OfDelivered()), office.Stamping, Repository.Place, new ImportPolicy(true));

    /// <summary>For looking at the paper: set RV_PAPERS to a folder.</summary>
    private static void Keep(ReadOnlyMemory<byte> pdf)
    {
        if (Environment.GetEnvironmentVariable("RV_PAPERS") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, "chuyen-doi.pdf"), pdf.ToArray());
        }
    }
}
