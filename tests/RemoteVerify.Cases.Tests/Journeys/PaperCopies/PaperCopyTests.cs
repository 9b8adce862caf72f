using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.Fees;
using RemoteVerify.Cases.Journeys.PaperCopies;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.Journeys.PaperCopies;

/// <summary>Journey (b): a certified electronic copy from a paper original, over the real store, composer and signatures.</summary>
public sealed class PaperCopyTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Journey_FromPresentedOriginalToCheckedCopy()
    {
        await using Office office = await Office.OpenAsync();
        byte[] scan = ScanFile.Good(2);
        CaseId id = await office.AcceptPaperCopyAsync();
        OriginalPresented presented = Office.Done(await office.PresentAsync(id));
        Assert.Equal(("officer-1", "desk", "Bằng tốt nghiệp đại học"), (presented.Presentation.Officer, presented.Presentation.ServicePoint, presented.Presentation.Title));
        OriginalScanned scanned = Office.Done(await office.ScanAsync(id, scan));
        Assert.Equal(Sha256Digest.Of(scan), scanned.Scan.Sha256);
        DossierPaper kept = Assert.Single(scanned.File.Dossier.Papers);
        Assert.Equal(("original", PaperOrigin.ScannedByOfficer), (kept.Need, kept.Origin));
        Assert.IsType<OriginalCompared>(Office.Done(await office.CompareAsync(id, Office.AllTicked)));

        Refusal unpaid = (await office.ComposePaperCopyAsync(id)).Refusal!;
        Assert.Equal(RefusalCode.FeeNotSettled, unpaid.Code);
        Assert.Equal(["fee:copy-pages:8000", "paid-vnd:0", "to-pay-vnd:8000"], unpaid.Reasons);
        Assert.Contains(Act.RequestPayment.Code, unpaid.AllowedActions);
        Assert.Equal(8000, (await office.PayAsync(id)).AmountVnd);
        Assert.Equal("number", (await office.ComposePaperCopyAsync(id)).Refusal!.Reasons.Single());
        await office.ReserveAsync(id);
        PaperPrepared prepared = Office.Done(await office.ComposePaperCopyAsync(id));
        Assert.True(prepared.File.Has("officer-1", OfficerFunction.Decides));
        PublishedBytes result = await office.FinishPaperAsync(id);

        DocumentVerdict verdict = office.Validator.Validate(result.Pdf, office.Clock.GetUtcNow()).Value;
        Assert.Equal(["Countersignature", "OrganisationSeal"], verdict.Signatures.Select(s => s.Field).Order());
        Assert.True(verdict.IsValid);
        Assert.Equal(1, verdict.DocumentTimestamps);
        CodeCheck check = (await new CheckCode(office.Desk, office.Validator).DoAsync(Actor.Anyone, result.Code, None)).Value;
        Assert.Equal(result.Document.Sha256, check.Issued.Sha256);
        Assert.Equal(RegisterEntryState.Used, (await EntryAsync(office, id)).State);
        CopyPages.AssertShows(result.Pdf, scan, pages: 3);
        KeptPapers.Keep("chung-thuc-ban-sao.pdf", result.Pdf);
    }

    [Fact]
    public async Task PresentOriginal_BeforeAcceptance_Refused()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        Assert.Equal(RefusalCode.CaseActionNotAllowed, (await office.PresentAsync(id)).Refusal!.Code);
    }

    [Fact]
    public async Task PresentOriginal_WithoutPlaceTitleOrInTheFuture_NamesWhatIsWrong()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.AcceptPaperCopyAsync();
        var wrong = new PresentedOriginal("nowhere", new string('x', 201), office.Clock.GetUtcNow().AddMinutes(1));
        Outcome<OriginalPresented> outcome = await new PresentOriginal(office.Desk, office.Points).DoAsync(office.Officer, id, wrong, None);
        Assert.Equal(RefusalCode.OriginalNotRecorded, outcome.Refusal!.Code);
        Assert.Equal(["service-point", "title", "at"], outcome.Refusal.Reasons);
    }

    [Fact]
    public async Task PresentOriginal_WithBookedVisit_MarksItKept()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.AcceptPaperCopyAsync();
        DateTimeOffset now = office.Clock.GetUtcNow();
        await ChangeAsync(office, id, dossier => dossier with
        {
            Appointments = [new("a1", "village", now.AddHours(-1), "present", AppointmentState.Booked, now), new("a2", "desk", now, "present", AppointmentState.Booked, now)],
        });

        OriginalPresented presented = Office.Done(await office.PresentAsync(id));
        Assert.Equal([AppointmentState.Booked, AppointmentState.Kept], presented.File.Dossier.Appointments.Select(a => a.State));
    }

    [Fact]
    public async Task TakeScan_ByCitizenOrPortal_RefusedByRole()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.AcceptPaperCopyAsync();
        Office.Done(await office.PresentAsync(id));

        Assert.Equal(RefusalCode.ActorNotPermitted, (await office.ScanAsync(id, ScanFile.Good(), Office.Citizen(id))).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await office.ScanAsync(id, ScanFile.Good(), office.Portal)).Refusal!.Code);
        Assert.IsType<OriginalPresented>((await office.ViewAsync(id)).Case);
    }

    [Fact]
    public async Task TakeScan_OfUploadedPaper_IsRecognisedAndRefused_AlsoRewrapped()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.AcceptPaperCopyAsync();
        byte[] upload = ScanFile.Good();
        byte[] photo = Pictures.Jpeg(ScanFile.Dots(ScanFile.A4Width, 200), ScanFile.Dots(ScanFile.A4Height, 200), 190);
        await UploadAsync(office, id, "application/pdf", upload);
        await UploadAsync(office, id, "image/jpeg", photo);
        Office.Done(await office.PresentAsync(id));

        var rewrapped = new ScanFile { HeaderVersion = "1.7" };
        rewrapped.AddA4(rewrapped.AddFlate(ScanFile.Dots(ScanFile.A4Width, 200), ScanFile.Dots(ScanFile.A4Height, 200), shade: 200));
        var ofPhoto = new ScanFile();
        ofPhoto.AddA4(ofPhoto.AddPicture(ScanFile.Dots(ScanFile.A4Width, 200), ScanFile.Dots(ScanFile.A4Height, 200), "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode", photo));

        foreach ((byte[] pdf, string paper) in new[] { (upload, "d1"), (rewrapped.ToPdf(), "d1"), (ofPhoto.ToPdf(), "d2") })
        {
            Refusal refusal = (await office.ScanAsync(id, pdf)).Refusal!;
            Assert.Equal((RefusalCode.ScanIsUpload, paper), (refusal.Code, refusal.Reasons.Single()));
        }

        Assert.IsType<OriginalPresented>((await office.ViewAsync(id)).Case);
        Office.Done(await office.ScanAsync(id, ScanFile.Good(1, 220)));
    }

    [Fact]
    public async Task TakeScan_TooCoarse_RefusedWithMeasuredValue_ChangesNothing()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.AcceptPaperCopyAsync();
        Office.Done(await office.PresentAsync(id));

        Refusal refusal = (await office.ScanAsync(id, ScanFile.Good(1, 150))).Refusal!;
        Assert.Equal((RefusalCode.ScanNotAccepted, "dpi-too-low:page-1:150"), (refusal.Code, refusal.Reasons.Single()));
        Assert.Contains("200 dpi", refusal.Message, StringComparison.Ordinal);
        Assert.Empty((await office.ViewAsync(id)).Case.File.Dossier.Papers);
    }

    [Fact]
    public async Task Original_WithAnotherOfficer_MustBeTakenOverAndScannedAnew()
    {
        await using Office office = await Office.OpenAsync();
        Actor other = Actor.Officer(Office.Tenant, "officer-2");
        CaseId id = await office.AcceptPaperCopyAsync();
        Office.Done(await office.PresentAsync(id, other));
        Assert.Equal(RefusalCode.OriginalWithAnotherOfficer, (await office.ScanAsync(id, ScanFile.Good())).Refusal!.Code);
        Office.Done(await office.ScanAsync(id, ScanFile.Good(), other));
        Assert.Equal(RefusalCode.OriginalWithAnotherOfficer, (await office.CompareAsync(id, Office.AllTicked)).Refusal!.Code);

        Assert.Equal("officer-1", Office.Done(await office.PresentAsync(id)).Presentation.Officer);
        Office.Done(await office.ScanAsync(id, ScanFile.Good()));
        Office.Done(await office.CompareAsync(id, Office.AllTicked));
    }

    [Fact]
    public async Task CompareOriginal_ItemNotTicked_EndsTheCaseWithTheGroundOfTheData_AndCanBeContested()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await ScannedAsync(office);
        Dictionary<string, bool> answers = Office.AllTicked;
        answers["altered"] = false;

        RefusedCase refused = Assert.IsType<RefusedCase>(Office.Done(await office.CompareAsync(id, answers)));
        Assert.Equal(("altered", "Bản chính bị tẩy xóa, sửa chữa, thêm, bớt nội dung không hợp lệ"), (refused.Refusal.Code, refused.Refusal.Reason));
        Assert.Contains(Act.ContestRefusal, refused.Allowed);
    }

    [Fact]
    public async Task CompareOriginal_ItemUnansweredOrUnknown_Refused()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await ScannedAsync(office);
        Dictionary<string, bool> answers = Office.AllTicked;
        answers.Remove("secret");
        answers["pretty"] = true;

        Refusal refusal = (await office.CompareAsync(id, answers)).Refusal!;
        Assert.Equal(RefusalCode.ChecklistNotComplete, refusal.Code);
        Assert.Equal(["missing:secret", "unknown:pretty"], refusal.Reasons);
        Assert.IsType<OriginalScanned>((await office.ViewAsync(id)).Case);
    }

    [Fact]
    public async Task RequestFee_CountsPagesAndCopies()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await ScannedAsync(office, pages: 3);
        var asked = Assert.IsType<PaymentRequested>(Office.Done(await new RequestFee(office.Desk, office.Procedures).DoAsync(office.Officer, id, [], None)));
        PaymentClaim claim = Assert.Single(asked.File.Dossier.Payments);

        // Circular 226/2016: 2000 for each of the first two pages, 1000 from the third; two copies.
        Assert.Equal(2 * ((2 * 2000) + 1000), claim.AmountVnd);
        Case paid = Office.Done(await new Intake.ConfirmPayment(office.Desk).DoAsync(office.Service, id, claim.Id, claim.AmountVnd, "r1", None));
        Assert.IsType<OriginalScanned>(paid);
    }

    [Fact]
    public async Task ComposePaper_ForOfficerWhoIsNotRegistered_Refused_AndOnlyTheNamedOneApproves()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await ScannedAsync(office);
        Office.Done(await office.CompareAsync(id, Office.AllTicked));
        await office.PayAsync(id);
        await office.ReserveAsync(id);
        Assert.Equal(RefusalCode.DecidingOfficerUnknown, (await office.ComposePaperCopyAsync(id, "nobody")).Refusal!.Code);
        Office.Done(await office.ComposePaperCopyAsync(id, "officer-2"));

        Office.Done(await new Documents.ReadDocument(office.Desk).DoAsync(office.Officer, id, None));
        Assert.Equal(RefusalCode.ActorNotAssigned, (await new Countersigning.ApproveCase(office.Desk).DoAsync(office.Officer, id, None)).Refusal!.Code);
        Actor named = Actor.Officer(Office.Tenant, "officer-2");
        Assert.Equal(RefusalCode.PaperNotRead, (await new Countersigning.ApproveCase(office.Desk).DoAsync(named, id, None)).Refusal!.Code);
        Office.Done(await new Documents.ReadDocument(office.Desk).DoAsync(named, id, None));
        Office.Done(await new Countersigning.ApproveCase(office.Desk).DoAsync(named, id, None));
    }

    private static async Task<CaseId> ScannedAsync(Office office, int pages = 1)
    {
        CaseId id = await office.AcceptPaperCopyAsync();
        Office.Done(await office.PresentAsync(id));
        Office.Done(await office.ScanAsync(id, ScanFile.Good(pages)));
        return id;
    }

    private static async Task<RegisterEntry> EntryAsync(Office office, CaseId id)
    {
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        return Assert.Single(await unit.Registers.FindAsync(Office.Tenant, id, None));
    }

    private static async Task UploadAsync(Office office, CaseId id, string contentType, byte[] bytes)
    {
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        Case current = (await unit.Cases.FindAsync(Office.Tenant, id, None))!;
        BlobId blob = await unit.Blobs.PutAsync(Office.Tenant, id, DataClass.Dossier, bytes, None);
        var paper = new DossierPaper(
            $"d{current.File.Dossier.Papers.Count + 1}", "upload", PaperOrigin.Uploaded, contentType, blob, Sha256Digest.Of(bytes), bytes.Length, "p1", office.Clock.GetUtcNow());
        await unit.Cases.UpdateAsync(
            current with { File = current.File with { Version = current.File.Version + 1, Dossier = current.File.Dossier.Add(paper) } }, office.Clock.GetUtcNow(), None);
        Assert.Equal(CommitResult.Committed, await unit.CommitAsync(None));
    }

    private static async Task ChangeAsync(Office office, CaseId id, Func<Dossier, Dossier> change)
    {
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        Case current = (await unit.Cases.FindAsync(Office.Tenant, id, None))!;
        await unit.Cases.UpdateAsync(
            current with { File = current.File with { Version = current.File.Version + 1, Dossier = change(current.File.Dossier) } }, office.Clock.GetUtcNow(), None);
        Assert.Equal(CommitResult.Committed, await unit.CommitAsync(None));
    }
}
