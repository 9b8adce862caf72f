using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Journeys.StoredCopies;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tests.Journeys.Fees;
using RemoteVerify.Cases.Tests.Results;

namespace RemoteVerify.Cases.Tests.Journeys.Reissue;

/// <summary>What is there is used again: the repository is asked before a certificate or a copy is issued.</summary>
public sealed class ReissueTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly (string Name, string Value)[] Spouse =
        [("spouse-name", "Lê Văn Mẫu"), ("spouse-birth-date", "1990-05-19"), ("spouse-identity-document", "căn cước số 001090000022"), ("marriage-place", "UBND phường Thử Nghiệm")];

    [Fact]
    public async Task Accept_WhileACertificateForThePurposeIsValid_OffersIt_AndAnotherPurposeIsAnotherResult()
    {
        await using Office office = await MaritalJourneyTests.OnMondayAsync();
        PublishedBytes first = await IssueAsync(office, "loan");

        CaseId again = await SignedAsync(office, "loan");
        Refusal refusal = (await AcceptAsync(office, again)).Refusal!;
        Assert.Equal((RefusalCode.ResultValidExists, first.Document.Id.ToString()), (refusal.Code, refusal.Reasons.Single()));
        Assert.Superset(new HashSet<string> { Act.RefuseCase.Code, Act.RequestWithdrawal.Code, Act.IssueCopy.Code }, refusal.AllowedActions.ToHashSet());
        Assert.IsType<ParticipantsSigned>((await office.ViewAsync(again)).Case);
        await using (IUnitOfWork unit = await office.Storage.BeginAsync(None))
        {
            Assert.Contains(await unit.LookUps.ListAsync(again, None), kept => kept is { Purpose: "before-issue", HasValid: true });
        }

        Assert.Equal(RefusalCode.ReasonRequired, (await AcceptAsync(office, again, new TrueOriginalNeeded(" ") { Ground = "court" })).Refusal!.Code);
        Refusal ground = (await AcceptAsync(office, again, new TrueOriginalNeeded("Muốn có thêm") { Ground = "wish" })).Refusal!;
        Assert.Equal(RefusalCode.TrueOriginalReasonUnknown, ground.Code);
        Assert.Contains("foreign-authority", ground.Reasons);
        AcceptedCase stated = Office.Done(await AcceptAsync(office, again, new TrueOriginalNeeded("Tòa án yêu cầu bản chính") { Ground = "court" }));
        Assert.Equal(("court", "officer-1"), (stated.File.TrueOriginal!.Ground, stated.File.TrueOriginal.Officer));
        // The stated exception holds until the certificate is composed.
        await FinishAsync(office, again);

        Office.Done(await AcceptAsync(office, await SignedAsync(office, "property")));
    }

    [Fact]
    public async Task Compose_AfterAnotherCaseIssuedTheSameMeanwhile_IsRefused()
    {
        await using Office office = await MaritalJourneyTests.OnMondayAsync();
        CaseId one = await SignedAsync(office, "loan"), two = await SignedAsync(office, "loan");
        Office.Done(await AcceptAsync(office, one));
        Office.Done(await AcceptAsync(office, two));
        PublishedBytes issued = await FinishAsync(office, one);

        await PrepareAsync(office, two);
        Refusal refusal = (await office.ComposeCertificateAsync(two)).Refusal!;
        Assert.Equal((RefusalCode.ResultValidExists, issued.Document.Id.ToString()), (refusal.Code, refusal.Reasons.Single()));
        office.Clock.Advance(TimeSpan.FromDays(190));
        Assert.True((await office.ComposeCertificateAsync(two)).IsDone);
    }

    [Fact]
    public async Task Marriage_IsOneCopy_NoSecondCertificateAndNoCopies_UntilTheFirstIsEnded()
    {
        await using Office office = await MaritalJourneyTests.OnMondayAsync();
        PublishedBytes first = await IssueAsync(office, "marriage", Spouse);
        Assert.Equal(1, (await office.ViewAsync(first.Document.CaseId)).Case.File.MaximumCopies);

        Refusal copy = (await office.Copying().DoAsync(office.Officer, first.Document.Id, None)).Refusal!;
        Assert.Equal((RefusalCode.CopiesMaximumReached, "maximum:1"), (copy.Code, copy.Reasons[0]));
        CaseId stored = await office.AcceptStoredCopyAsync();
        Assert.Equal(RefusalCode.CopiesMaximumReached, (await office.PlanAsync(stored, Copy(CopyRoad.SaoY))).Refusal!.Code);

        // With somebody else it is another result, but the first one is still out.
        CaseId other = await SignedAsync(office, "marriage", [("spouse-name", "Trần Văn Khác"), .. Spouse[1..]]);
        var exception = new TrueOriginalNeeded("Tòa án yêu cầu") { Ground = "court" };
        foreach (TrueOriginalNeeded? stated in new[] { null, exception })
        {
            Refusal refusal = (await AcceptAsync(office, other, stated)).Refusal!;
            Assert.Equal(RefusalCode.CopiesMaximumReached, refusal.Code);
            Assert.Equal(["maximum:1", first.Document.Id.ToString()], refusal.Reasons);
        }

        Office.Done(await new RevokeResult(office.Desk).DoAsync(office.Officer, first.Document.Id, "Người yêu cầu trả lại giấy đã cấp", None));
        Office.Done(await AcceptAsync(office, other));
    }

    [Fact]
    public async Task ComposeRequest_ForMoreCopiesThanThePurposeAllows_IsRefused()
    {
        await using Office office = await MaritalJourneyTests.OnMondayAsync();
        office.Procedures = FeeTests.With("marital-certificate", p => p with { Form = [.. p.Form, new FormFieldRule("copies", "Số bản", "Copies", FormFieldType.Number, false)] });
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        Office.Done(await office.FillAsync(id, "marriage"));
        Office.Done(await office.SetAsync(Office.Citizen(id), id, [.. Spouse, ("copies", "2")]));

        Refusal refusal = (await office.RequestAsync(id)).Refusal!;
        Assert.Equal(RefusalCode.CopiesMaximumReached, refusal.Code);
        Assert.Equal(["maximum:1", "field:copies"], refusal.Reasons);
        Office.Done(await office.SetAsync(Office.Citizen(id), id, ("copies", "1")));
        Office.Done(await office.RequestAsync(id));
    }

    [Fact]
    public async Task Accept_WhileADigitisedCertificateIsValid_OffersIt()
    {
        await using Office office = await MaritalJourneyTests.OnMondayAsync();
        PublishedDocument paper = await office.AddAsync(validity: new ValidityPeriod(office.Clock.GetUtcNow(), office.Clock.GetUtcNow().AddMonths(6)));
        Refusal refusal = (await AcceptAsync(office, await SignedAsync(office, "loan"))).Refusal!;
        Assert.Equal((RefusalCode.ResultValidExists, paper.Id.ToString()), (refusal.Code, refusal.Reasons.Single()));
    }

    [Fact]
    public async Task StoredCopy_WhileACopyByTheSameRoadIsValid_OffersIt()
    {
        await using Office office = await Office.OpenAsync();
        await office.AddAsync();
        CaseId first = await office.AcceptStoredCopyAsync();
        Office.Done(await office.PlanAsync(first, Copy(CopyRoad.SaoY)));
        await office.ReserveAsync(first);
        Office.Done(await office.ComposeStoredCopyAsync(first));
        PublishedBytes made = await office.FinishPaperAsync(first);

        CaseId second = await office.AcceptStoredCopyAsync();
        Refusal refusal = (await office.PlanAsync(second, Copy(CopyRoad.SaoY))).Refusal!;
        Assert.Equal((RefusalCode.ResultValidExists, made.Document.Id.ToString()), (refusal.Code, refusal.Reasons.Single()));
        Assert.IsType<AcceptedCase>((await office.ViewAsync(second)).Case);
        Assert.Equal(RefusalCode.TrueOriginalReasonUnknown, (await office.PlanAsync(second, Copy(CopyRoad.SaoY) with { TrueOriginal = new TrueOriginalNeeded("Cần thêm") })).Refusal!.Code);
        Office.Done(await office.PlanAsync(second, Copy(CopyRoad.ConversionToPaper)));
        Office.Done(await office.PlanAsync(second, Copy(CopyRoad.SaoY) with { TrueOriginal = new TrueOriginalNeeded("Tòa án yêu cầu") { Ground = "court" } }));
    }

    private static CopyRequest Copy(CopyRoad road) => new(null, null, "marital-certificate", road, [], null);

    private static Task<Outcome<AcceptedCase>> AcceptAsync(Office office, CaseId id, TrueOriginalNeeded? exception = null) =>
        new AcceptCase(office.Desk, office.Procedures).DoAsync(office.Officer, id, exception, None);

    private static async Task<CaseId> SignedAsync(Office office, string purpose, params (string Name, string Value)[] more)
    {
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        Office.Done(await office.FillAsync(id, purpose));
        if (more.Length > 0)
        {
            Office.Done(await office.SetAsync(Office.Citizen(id), id, more));
        }

        await office.SignRequestAsync(id);
        return id;
    }

    private static async Task<PublishedBytes> IssueAsync(Office office, string purpose, params (string Name, string Value)[] more)
    {
        CaseId id = await SignedAsync(office, purpose, more);
        Office.Done(await AcceptAsync(office, id));
        return await FinishAsync(office, id);
    }

    private static async Task PrepareAsync(Office office, CaseId id)
    {
        Office.Done(await office.LookUpStatusAsync(id));
        Office.Done(await office.DraftAsync(id));
        Office.Done(await office.ConfirmDraftAsync(id));
        await office.ReserveAsync(id);
    }

    private static async Task<PublishedBytes> FinishAsync(Office office, CaseId id)
    {
        await PrepareAsync(office, id);
        Office.Done(await office.ComposeCertificateAsync(id));
        return await office.FinishPaperAsync(id);
    }
}
