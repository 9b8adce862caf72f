using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.Recording;

/// <summary>A decision holds for what was on the screen: a colleague's look refuses nobody, anything else does.</summary>
public sealed class DecisionBasisTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Colleague = Actor.Officer(Office.Tenant, "officer-2");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Approval_AfterAColleagueLooked_IsTaken_FromWhoeverIsFirst(bool firstLookerApproves)
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await SignedAsync(office);
        Sha256Digest ofFirst = await LookAsync(office, office.Officer, id), ofSecond = await LookAsync(office, Colleague, id);
        Assert.Equal(ofFirst, ofSecond);
        Assert.True((await new FindEarlierCases(office.Desk).DoAsync(Colleague, id, new ParticipantId("p1"), "duplicates", None)).IsDone);

        (Actor quick, Actor slow) = firstLookerApproves ? (office.Officer, Colleague) : (Colleague, office.Officer);
        Assert.True((await new ApproveCase(office.Desk).DoAsync(quick, new CaseReference(id) { Shown = ofFirst }, None)).IsDone);
        Assert.Equal(RefusalCode.CaseChanged, (await new ApproveCase(office.Desk).DoAsync(slow, new CaseReference(id) { Shown = ofFirst }, None)).Refusal!.Code);
    }

    [Fact]
    public async Task Approval_OfWhatChangedOrWasNeverShown_IsRefused()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await SignedAsync(office);
        Sha256Digest shown = await LookAsync(office, office.Officer, id);
        Assert.True((await new SendMessage(office.Desk, office.Points, office.Procedures).DoAsync(Office.Citizen(id), id, "Xin chờ, tôi muốn rút.", null, None)).IsDone);
        ApproveCase approve = new(office.Desk);
        Assert.Equal(RefusalCode.CaseChanged, (await approve.DoAsync(office.Officer, new CaseReference(id) { Shown = shown }, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.CaseChanged, (await approve.DoAsync(office.Officer, new CaseReference(id) { Shown = default(Sha256Digest) }, None)).Refusal!.Code);

        // Looking again is not enough for who never looked.
        Assert.Equal(RefusalCode.EvidenceNotViewed, (await approve.DoAsync(Colleague, new CaseReference(id) { Shown = DecisionBasis.Of((await office.ViewAsync(id)).Case) }, None)).Refusal!.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Identity_DecidedAfterAColleagueLooked_IsTaken_FromWhoeverIsFirst(bool firstLookerDecides)
    {
        await using Office office = await Office.OpenAsync();
        DraftCase opened = await office.OpenCaseAsync();
        Assert.True((await office.AttachAsync(opened.File.Id)).IsDone);
        CaptureGrant grant = await office.BeginCaptureAsync(opened.File.Id);
        Assert.True((await office.FinishAsync(grant, CaptureVerdict.Officer, "match.chip")).IsDone);
        ViewEvidence look = new(office.Desk, office.Sealer);
        Assert.True((await look.DoAsync(office.Officer, grant.Verification, None)).IsDone);
        Sha256Digest shown = DecisionBasis.Of((await office.ViewAsync(opened.File.Id)).Verifications[0]);
        Assert.True((await look.DoAsync(Colleague, grant.Verification, None)).IsDone);

        (Actor quick, Actor slow) = firstLookerDecides ? (office.Officer, Colleague) : (Colleague, office.Officer);
        VerificationReference reference = new(grant.Verification) { Shown = shown };
        Outcome<VerificationWithChip> decided = await new DecideIdentity(office.Desk).DoAsync(quick, reference, true, "same person", None);
        Assert.True(decided.IsDone, decided.ToString());
        Assert.Equal(RefusalCode.VerificationChanged, (await new DecideIdentity(office.Desk).DoAsync(slow, reference, false, "not the same", None)).Refusal!.Code);
    }

    [Fact]
    public async Task PreparedPaper_ReadByTheOfficer_IsApprovedFromTheScreenThatStoodOpenBefore()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await SignedAsync(office);
        Case signed = (await office.ViewAsync(id)).Case;
        PaperPrepared prepared = new(signed.File, signed.CurrentDocument!, [], "officer-1", []);
        Assert.Equal(DecisionBasis.Of(prepared), DecisionBasis.Of(prepared.See("officer-1")));
        Assert.NotEqual(DecisionBasis.Of(prepared), DecisionBasis.Of(prepared with { PreparedBy = "officer-2" }));
        Assert.NotEqual(DecisionBasis.Of(prepared), DecisionBasis.Of(prepared with { Document = prepared.Document with { Sha256 = Sha256Digest.Of([1]) } }));
    }

    private static async Task<CaseId> SignedAsync(Office office)
    {
        CaseId id = await office.ProvenAsync();
        Assert.True((await office.ConfirmAndSignAsync(id)).IsDone);
        return id;
    }

    /// <summary>The officer opens the case and looks; what the screen then shows.</summary>
    private static async Task<Sha256Digest> LookAsync(Office office, Actor officer, CaseId id)
    {
        foreach (Verification verification in (await office.ViewAsync(id)).Verifications.OfType<Passed>())
        {
            Assert.True((await new ViewEvidence(office.Desk, office.Sealer).DoAsync(officer, verification.File.Id, None)).IsDone);
        }

        return DecisionBasis.Of((await office.ViewAsync(id)).Case);
    }
}
