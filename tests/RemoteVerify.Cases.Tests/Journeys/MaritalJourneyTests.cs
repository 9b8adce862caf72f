using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Tests.Journeys;

public sealed class MaritalJourneyTests
{
    /// <summary>Monday, 30 November 2026, half past eight in Vietnam.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 11, 30, 8, 30, 0, TimeSpan.FromHours(7));

    [SkippableFact]
    public async Task WholeJourney_RegistersAgree_StoresASignedCertificateWithNumberAndPhrase()
    {
        await using Office office = await OnMondayAsync();
        CaseId id = await office.AcceptedMaritalAsync();
        StatusLookedUp looked = (await office.LookUpStatusAsync(id)).Value;
        Assert.Equal(FindingKind.Known, looked.Finding);
        Assert.Equal(["marriage-record", "lookup:population"], looked.Case.File.Dossier.Papers.Where(p => p.Origin == PaperOrigin.LookedUp).Select(p => p.Need));

        CertificateDrafted drafted = (await office.DraftAsync(id)).Value;
        Assert.Equal(new DateOnly(2026, 12, 1), VietnamTime.Day(drafted.DueAt));
        ShownDocument draft = (await new ReadDocument(office.Desk).DoAsync(Office.Citizen(id), id, CancellationToken.None)).Value;
        Assert.True((await office.ConfirmDraftAsync(id)).IsDone);
        PublishedBytes certificate = await office.FinishCertificateAsync(id);

        DocumentVerdict verdict = office.Validator.Validate(certificate.Pdf, office.Clock.GetUtcNow()).Value;
        Assert.True(verdict.IsValid, string.Join(' ', verdict.Signatures));
        Assert.Equal(2, verdict.Signatures.Count);
        Assert.Equal(1, verdict.DocumentTimestamps);
        var completed = Assert.IsType<Completed>((await office.ViewAsync(id)).Case);
        Assert.Equal("1/UBND-XNTTHN", completed.File.Number!.Printed);
        Assert.Equal(certificate.Document.Code, completed.File.ResultCode);
        Assert.Equal(6, completed.File.ResultValidityMonths);

        Pages.Keep("d-to-khai.pdf", (await OfficeBytesAsync(office, completed.File, completed.File.Request!.Document)));
        Pages.Keep("d-du-thao.pdf", draft.Pdf);
        Pages.Keep("d-giay-xac-nhan.pdf", certificate.Pdf);
        foreach (DossierPaper paper in completed.File.Dossier.Papers)
        {
            Pages.Keep($"d-{paper.Id}-{paper.Need.Replace(':', '-')}.pdf", (await new ReadPaper(office.Desk).DoAsync(office.Officer, id, paper.Id, CancellationToken.None)).Value.Bytes);
        }

        string text = Pages.TextOf(certificate.Pdf);
        foreach (string words in new[]
        {
            "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "Hiện tại chưa đăng ký kết hôn với ai.", "1/UBND-XNTTHN", "6 tháng", "vay vốn, tín dụng", "Trần Văn Cán Bộ", "BẢN THỬ NGHIỆM",
        })
        {
            Assert.Contains(words, text, StringComparison.Ordinal);
        }

        Assert.Contains("DỰ THẢO", Pages.TextOf(draft.Pdf), StringComparison.Ordinal);
        Assert.DoesNotContain("DỰ THẢO", text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task AcceptCase_Marital_KeepsAReceiptWithTheDueDateOfTheWorkingCalendar()
    {
        await using Office office = await OnMondayAsync();
        CaseId id = await office.AcceptedMaritalAsync();
        Case accepted = (await office.ViewAsync(id)).Case;

        DossierPaper receipt = Assert.Single(accepted.File.Dossier.Papers, paper => paper.Need == "slip:appointment-slip");
        PaperBytes bytes = (await new ReadPaper(office.Desk).DoAsync(Office.Citizen(id), id, receipt.Id, CancellationToken.None)).Value;
        string text = Pages.TextOf(bytes.Bytes);
        Assert.Contains("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", text, StringComparison.Ordinal);
        Assert.Contains(accepted.File.Code, text, StringComparison.Ordinal);
        Assert.Contains("03/12/2026", text, StringComparison.Ordinal);

        SupplementRequested asked = (await new RequestSupplement(office.Desk, office.Slips).DoAsync(
            office.Officer, id, ["residence-confirmation"], "Gửi giấy tờ chứng minh nơi cư trú.", null, CancellationToken.None)).Value;
        DossierPaper slip = Assert.Single(asked.File.Dossier.Papers, paper => paper.Need == "slip:supplement-request");
        PaperBytes supplement = (await new ReadPaper(office.Desk).DoAsync(Office.Citizen(id), id, slip.Id, CancellationToken.None)).Value;
        Pages.Keep("d-yeu-cau-bo-sung.pdf", supplement.Bytes);
        string words = Pages.TextOf(supplement.Bytes);
        Assert.Contains("Gửi giấy tờ chứng minh nơi cư trú.", words, StringComparison.Ordinal);
        Assert.Contains("024 0000 0000", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ComposeRequest_MarriageWithoutSpouse_NamesTheMissingFields()
    {
        await using Office office = await OnMondayAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        Assert.True((await office.FillAsync(id, "marriage")).IsDone);

        Refusal refusal = (await office.RequestAsync(id)).Refusal!;
        Assert.Equal(RefusalCode.DossierNotComplete, refusal.Code);
        Assert.Equal(["field:spouse-name", "field:spouse-birth-date", "field:spouse-identity-document", "field:marriage-place"], refusal.Reasons);
    }

    [Fact]
    public async Task LookUpStatus_DatabasesDisagree_AsksTheOtherAgencyForThreeWorkingDays()
    {
        await using Office office = await OnMondayAsync();
        CaseId id = await office.AcceptedMaritalAsync();
        office.Population.Values[MaritalFacts.Status] = "married";

        StatusLookedUp looked = (await office.LookUpStatusAsync(id)).Value;

        var check = Assert.IsType<InterAgencyCheck>(looked.Case);
        Assert.Equal(FindingKind.Disagree, looked.Finding);
        Assert.Equal(new DateOnly(2026, 12, 3), VietnamTime.Day(check.DueAt));
        Assert.True(check.File.Dossier.Clock.IsPaused);
        Assert.Equal(Office.OtherAgency, check.Agency);
    }

    [Fact]
    public async Task LookUpStatus_PopulationSilent_StaysAcceptedAndCanBeAskedAgain()
    {
        await using Office office = await OnMondayAsync();
        CaseId id = await office.AcceptedMaritalAsync();
        office.Population.Next = new UnavailableAnswer("timed-out");

        StatusLookedUp silent = (await office.LookUpStatusAsync(id)).Value;
        Assert.Equal(FindingKind.NotAvailable, silent.Finding);
        Assert.IsType<AcceptedCase>(silent.Case);
        OpenLookup open = Assert.Single(silent.Case.File.Dossier.OpenLookups);
        Assert.Equal(("lookup:population", "timed-out", 1), (open.Need, open.Reason, open.Tries));
        Assert.Contains(silent.Case.File.Dossier.Papers, paper => paper.Need == "marriage-record");

        office.Population.Next = null;
        StatusLookedUp known = (await office.LookUpStatusAsync(id)).Value;
        Assert.Equal(FindingKind.Known, known.Finding);
        Assert.Empty(known.Case.File.Dossier.OpenLookups);
    }

    [Fact]
    public async Task TakePledge_BeforeTheOtherAgencysTimeIsOver_IsRefused_AfterwardsTheStatusIsKnown()
    {
        await using Office office = await OnMondayAsync();
        CaseId id = await office.AcceptedMaritalAsync();
        office.Register.Next = new UnknownAnswer("{}"u8.ToArray());
        Assert.IsType<InterAgencyCheck>((await office.LookUpStatusAsync(id)).Value.Case);
        Outcome<DossierPaper> pledge = await new AddPaper(office.Desk, office.Procedures).DoAsync(Office.Citizen(id), id, MaritalPapers.Pledge, null, office.Contract(), CancellationToken.None);
        Assert.True(pledge.IsDone, pledge.ToString());
        var stated = new StatedStatus(pledge.Value.Id, "never-married", new Dictionary<string, string>());

        Assert.Equal(RefusalCode.NotDueYet, (await new TakePledge(office.Desk, office.Procedures).DoAsync(office.Officer, id, stated, CancellationToken.None)).Refusal!.Code);
        office.Clock.Advance(TimeSpan.FromDays(3.5));
        StatusKnown known = (await new TakePledge(office.Desk, office.Procedures).DoAsync(office.Officer, id, stated, CancellationToken.None)).Value;
        Assert.Equal((StatusBasis.Pledge, pledge.Value.Id), (known.Marital.Basis, Assert.Single(known.Marital.Papers)));
        Assert.False(known.File.Dossier.Clock.IsPaused);
    }

    [Fact]
    public async Task RecordAgencyAnswer_PhraseWithoutItsValues_IsRefused_WithThemTheStatusIsKnown()
    {
        await using Office office = await OnMondayAsync();
        CaseId id = await office.AcceptedMaritalAsync();
        office.Register.Next = new UnknownAnswer("{}"u8.ToArray());
        await office.LookUpStatusAsync(id);
        Assert.Equal(
            RefusalCode.UploadNotAskedFor,
            (await new AddPaper(office.Desk, office.Procedures).DoAsync(Office.Citizen(id), id, MaritalPapers.AgencyAnswer, null, office.Contract(), CancellationToken.None)).Refusal!.Code);
        DossierPaper answer = (await new AddPaper(office.Desk, office.Procedures).DoAsync(office.Officer, id, MaritalPapers.AgencyAnswer, null, office.Contract(), CancellationToken.None)).Value;
        var values = new Dictionary<string, string> { [MaritalFacts.DecisionNumber] = "12/2020/QĐST-HNGĐ", [MaritalFacts.DecisionDate] = "2020-02-30", [MaritalFacts.Court] = "TAND huyện Thử Nghiệm" };

        Refusal refusal = (await new RecordAgencyAnswer(office.Desk, office.Procedures).DoAsync(office.Officer, id, new StatedStatus(answer.Id, "divorced", values), CancellationToken.None)).Refusal!;
        Assert.Equal((RefusalCode.MaritalStatusNotAccepted, MaritalFacts.DecisionDate), (refusal.Code, Assert.Single(refusal.Reasons)));
        values[MaritalFacts.DecisionDate] = "2020-02-20";
        StatusKnown known = (await new RecordAgencyAnswer(office.Desk, office.Procedures).DoAsync(office.Officer, id, new StatedStatus(answer.Id, "divorced", values), CancellationToken.None)).Value;
        Assert.Equal((StatusBasis.OtherAgency, "divorced"), (known.Marital.Basis, known.Marital.Phrase));
        Assert.True((await office.DraftAsync(id)).IsDone);
    }

    [Fact]
    public async Task ReportDraftError_GoesBackToTheStatusWithAMessageThatMustBeAnswered()
    {
        await using Office office = await OnMondayAsync();
        CaseId id = await office.AcceptedMaritalAsync();
        await office.LookUpStatusAsync(id);
        await office.DraftAsync(id);

        Outcome<StatusKnown> reported = await new ReportDraftError(office.Desk, office.Points, office.Procedures).DoAsync(Office.Citizen(id), id, "Sai nơi cư trú.", CancellationToken.None);

        Message message = Assert.Single(reported.Value.File.Dossier.Messages);
        Assert.Equal(("Sai nơi cư trú.", false, new DateOnly(2026, 12, 2)), (message.Text, message.FromOffice, VietnamTime.Day(message.AnswerDue!.Value)));
        Assert.True((await office.DraftAsync(id)).IsDone);
    }

    [Fact]
    public async Task ConfirmDraft_AnotherHash_IsRefused()
    {
        await using Office office = await OnMondayAsync();
        CaseId id = await office.AcceptedMaritalAsync();
        await office.LookUpStatusAsync(id);
        await office.DraftAsync(id);

        Outcome<DraftConfirmed> confirmed = await new ConfirmDraft(office.Desk).DoAsync(Office.Citizen(id), id, Sha256Digest.Of("other"u8), CancellationToken.None);
        Assert.Equal(RefusalCode.DocumentHashDiffers, confirmed.Refusal!.Code);
    }

    private static async Task<ReadOnlyMemory<byte>> OfficeBytesAsync(Office office, CaseFile file, DocumentVersion document)
    {
        await using Stores.IUnitOfWork unit = await office.Storage.BeginAsync(CancellationToken.None);
        return (await unit.Blobs.GetAsync(file.Id, document.Blob, CancellationToken.None))!.Value;
    }

    internal static async Task<Office> OnMondayAsync()
    {
        Office office = await Office.OpenAsync();
        office.Clock.Advance(Monday - office.Clock.GetUtcNow());
        return office;
    }
}
