using System.Security.Cryptography;
using System.Text;
using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.AuditLog.Proofs;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tests.Recording;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Cases.Tests.Verifying;

public sealed class VerificationTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task FinishCapture_WhileOthersChangeTheCase_IsNotLost()
    {
        await using Office office = await Office.OpenAsync();
        DraftCase opened = await office.OpenCaseAsync([(Office.Name, Office.Number)]);
        Assert.True((await office.AttachAsync(opened.File.Id)).IsDone);
        CaptureGrant grant = await office.BeginCaptureAsync(opened.File.Id, "p1", Office.Name, Office.Number);
        FinishCapture finish = new(new Desk(new BusyStore(office.Storage, conflicts: 3), office.Clock), office.Policy, office.Sealer);

        Outcome<VerificationWithChip> kept = await finish.DoAsync(office.Service, grant.Verification, grant.Number, Pictures.Report(CaptureVerdict.Passed), None);

        Assert.IsType<Passed>(kept.Value);
        Assert.IsType<Passed>(Assert.Single((await office.ViewAsync(opened.File.Id)).Verifications));
    }

    [Fact]
    public async Task SubmitChip_ForgedPortrait_RefusedAndRecorded()
    {
        await using Office office = await Office.OpenAsync();
        AwaitingChip started = await StartAsync(office);
        using VirtualChip chip = office.Chip();
        using VirtualChip other = office.Chip(portrait: Pictures.Jpeg(120, 160, 10));

        Outcome<AwaitingCapture> outcome = await office.SubmitAsync(office.Portal, started, chip, files => files["EF_DG2.bin"] = other.Files["EF_DG2.bin"]);

        Assert.Equal(RefusalCode.ChipNotGenuine, outcome.Refusal!.Code);
        Assert.Contains("dg-hash-mismatch", outcome.Refusal.Reasons);
        Verification kept = (await office.ViewAsync(started.File.CaseId)).Verifications[0];
        Assert.False(Assert.Single(Assert.IsType<AwaitingChip>(kept).File.ChipAttempts).Accepted);
        Assert.Equal(RefusalCode.ChipNotGenuine.Value, (await office.ViewAsync(started.File.CaseId)).Timeline[^1].Entry.Result);
    }

    [Fact]
    public async Task SubmitChip_OfAnotherPerson_Refused()
    {
        await using Office office = await Office.OpenAsync();
        AwaitingChip started = await StartAsync(office);
        using VirtualChip chip = office.Chip(number: "001099000022");

        Assert.Equal(RefusalCode.ChipOfAnotherPerson, (await office.SubmitAsync(office.Portal, started, chip)).Refusal!.Code);
    }

    [Fact]
    public async Task SubmitChip_CopiedFilesWithoutTheChip_NotAccepted()
    {
        await using Office office = await Office.OpenAsync();
        AwaitingChip started = await StartAsync(office);
        using VirtualChip chip = office.Chip();
        var files = chip.Files.ToDictionary(f => f.Key, f => (ReadOnlyMemory<byte>)f.Value);

        Outcome<AwaitingCapture> silent = await office.Submitting().DoAsync(office.Portal, started.File.Id, new ChipSubmission(files), None);
        ReadOnlyMemory<byte> challenge = (await office.ChallengeAsync(office.Portal, started.File.Id)).Value.Challenge;
        ChipSubmission old = new(files) { Challenge = challenge, ActiveAuthentication = chip.AnswerChallenge(new byte[8]) };
        Outcome<AwaitingCapture> replayed = await office.Submitting().DoAsync(office.Portal, started.File.Id, old, None);

        Assert.Equal(RefusalCode.ChipNotAccepted, silent.Refusal!.Code);
        Assert.Equal(RefusalCode.ChipNotGenuine, replayed.Refusal!.Code);
    }

    [Fact]
    public async Task BeginCapture_TwiceLateOrForeign_Refused()
    {
        await using Office office = await Office.OpenAsync();
        AwaitingChip started = await StartAsync(office);
        using VirtualChip chip = office.Chip();
        await office.SubmitAsync(office.Portal, started, chip);
        var open = new OpenCapture(office.Desk, office.Policy);
        var begin = new BeginCapture(office.Desk);
        string ticket = (await open.DoAsync(office.Portal, started.File.Id, None)).Value.Ticket;

        Assert.Equal(RefusalCode.CaptureTicketNotAccepted, (await begin.DoAsync(Office.Tenant, ticket[..^1] + (ticket[^1] == 'A' ? 'Q' : 'A'), None)).Refusal!.Code);
        Assert.True((await begin.DoAsync(Office.Tenant, ticket, None)).IsDone);
        Assert.Equal(RefusalCode.CaptureTicketUsed, (await begin.DoAsync(Office.Tenant, ticket, None)).Refusal!.Code);
        string second = (await open.DoAsync(office.Portal, started.File.Id, None)).Value.Ticket;
        office.Clock.Advance(office.Policy.CaptureLifetime);
        Assert.Equal(RefusalCode.CaptureExpired, (await begin.DoAsync(Office.Tenant, second, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.CaptureTicketNotAccepted, (await begin.DoAsync(Office.Tenant, ticket, None)).Refusal!.Code);
    }

    [Fact]
    public async Task FinishCapture_ThirdRetry_GoesToTheOfficerWhoDecidesAfterLooking()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        await office.AttachAsync(id);
        CaptureGrant grant = await office.BeginCaptureAsync(id);
        VerificationId verification = grant.Verification;
        Assert.IsType<AwaitingCapture>((await office.FinishAsync(grant, CaptureVerdict.Retry, "light")).Value);
        grant = await office.NextCaptureAsync(verification, id);
        Assert.IsType<AwaitingCapture>((await office.FinishAsync(grant, CaptureVerdict.Retry, "attack.median")).Value);
        grant = await office.NextCaptureAsync(verification, id);

        Assert.IsType<WithOfficer>((await office.FinishAsync(grant, CaptureVerdict.Retry, "attack.median")).Value);

        Assert.IsType<IdentityWithOfficer>((await office.ViewAsync(id)).Case);
        VerificationView view = (await new ReadVerification(office.Desk, office.Policy).DoAsync(office.Portal, verification, None)).Value;
        Assert.Equal("officer", view.Result);
        Assert.Equal(["capture.tries-used-up", "attack.median"], view.Reasons);
        var decide = new DecideIdentity(office.Desk);
        Assert.Equal(RefusalCode.EvidenceNotViewed, (await decide.DoAsync(office.Officer, verification, true, "seen", None)).Refusal!.Code);
        EvidenceBundle evidence = (await new ViewEvidence(office.Desk, office.Sealer).DoAsync(office.Officer, verification, None)).Value;
        Assert.Equal(3, evidence.Captures.Count);
        Assert.Equal(3, evidence.Captures[0].Pictures.Count);
        Assert.Equal(RefusalCode.ReasonRequired, (await decide.DoAsync(office.Officer, verification, true, " ", None)).Refusal!.Code);
        Assert.IsType<Passed>((await decide.DoAsync(office.Officer, verification, true, "Người thật, ánh sáng kém", None)).Value);
        Assert.IsType<AwaitingConfirmation>((await office.ViewAsync(id)).Case);
    }

    [Fact]
    public async Task DecideIdentity_Declined_TheParticipantMayBeVerifiedAnew()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        await office.AttachAsync(id);
        CaptureGrant grant = await office.BeginCaptureAsync(id);
        await office.FinishAsync(grant, CaptureVerdict.Officer, "match.chip");
        await new ViewEvidence(office.Desk, office.Sealer).DoAsync(office.Officer, grant.Verification, None);

        Assert.IsType<Declined>((await new DecideIdentity(office.Desk).DoAsync(office.Officer, grant.Verification, false, "Không cùng một người", None)).Value);

        Assert.IsType<AwaitingIdentity>((await office.ViewAsync(id)).Case);
        Assert.True((await new StartVerification(office.Desk).DoAsync(office.Portal, id, new ParticipantId("p1"), None)).IsDone);
    }

    [Fact]
    public async Task DecideIdentity_NoCaptureLeftAPicture_CantBeAccepted()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        await office.AttachAsync(id);
        CaptureGrant grant = await office.BeginCaptureAsync(id);
        var open = new OpenCapture(office.Desk, office.Policy);
        for (int i = 0; i < 3; i++)
        {
            await open.DoAsync(Office.Citizen(id), grant.Verification, None);
        }

        Assert.Empty((await new ViewEvidence(office.Desk, office.Sealer).DoAsync(office.Officer, grant.Verification, None)).Value.Captures);
        var decide = new DecideIdentity(office.Desk);

        Assert.Equal(RefusalCode.EvidenceWithoutPictures, (await decide.DoAsync(office.Officer, grant.Verification, true, "I know him", None)).Refusal!.Code);
        Assert.IsType<Declined>((await decide.DoAsync(office.Officer, grant.Verification, false, "Không có hình ảnh", None)).Value);
    }

    [Fact]
    public async Task FinishCapture_PassedWithoutPictures_GoesToTheOfficerAndCantBeAccepted()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        await office.AttachAsync(id);
        CaptureGrant grant = await office.BeginCaptureAsync(id);
        CaptureReport report = Pictures.Report(CaptureVerdict.Passed) with { Pictures = [] };

        VerificationWithChip finished = (await new FinishCapture(office.Desk, office.Policy, office.Sealer).DoAsync(office.Service, grant.Verification, grant.Number, report, None)).Value;

        Assert.Equal([RefusalCode.EvidenceWithoutPictures.Value], Assert.IsType<WithOfficer>(finished).Reasons);
        await new ViewEvidence(office.Desk, office.Sealer).DoAsync(office.Officer, grant.Verification, None);
        Assert.Equal(
            RefusalCode.EvidenceWithoutPictures,
            (await new DecideIdentity(office.Desk).DoAsync(office.Officer, grant.Verification, true, "seen", None)).Refusal!.Code);
    }

    [Fact]
    public async Task OpenCapture_AllAbandoned_GoesToTheOfficer()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        await office.AttachAsync(id);
        CaptureGrant grant = await office.BeginCaptureAsync(id);
        var open = new OpenCapture(office.Desk, office.Policy);
        Assert.True((await open.DoAsync(Office.Citizen(id), grant.Verification, None)).IsDone);
        Assert.True((await open.DoAsync(Office.Citizen(id), grant.Verification, None)).IsDone);

        Outcome<CaptureTicket> fourth = await open.DoAsync(Office.Citizen(id), grant.Verification, None);

        Assert.Equal(RefusalCode.CaptureTriesUsedUp, fourth.Refusal!.Code);
        Assert.IsType<IdentityWithOfficer>((await office.ViewAsync(id)).Case);
        Assert.Equal(RefusalCode.VerificationActionNotAllowed, (await office.FinishAsync(grant, CaptureVerdict.Passed)).Refusal!.Code);
    }

    [Fact]
    public async Task ReadVerification_HasNoScoresAndNoPersonalData()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        VerificationId verification = (await office.ViewAsync(id)).Verifications[0].File.Id;

        string shown = System.Text.Json.JsonSerializer.Serialize((await new ReadVerification(office.Desk, office.Policy).DoAsync(Office.Citizen(id), verification, None)).Value);

        Assert.DoesNotContain("0.62", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Office.Number, shown, StringComparison.Ordinal);
        Assert.Contains("passed", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DestroyData_AfterCompletion_EvidenceIsGoneAndTheResultStays()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.CompleteAsync()).Document.CaseId;
        VerificationId verification = (await office.ViewAsync(id)).Verifications[0].File.Id;

        office.Clock.Advance(TimeSpan.FromDays(3 * 366));
        Assert.True((await office.Destroying.DoAsync(office.Service, id, DataClass.Capture, None)).IsDone);

        Assert.Equal(RefusalCode.EvidenceDestroyed, (await new ViewEvidence(office.Desk, office.Sealer).DoAsync(office.Officer, verification, None)).Refusal!.Code);
        Assert.True((await new ReadDocument(office.Desk).DoAsync(office.Officer, id, None)).IsDone);
    }

    [Fact]
    public async Task DestroyData_EntryInTheLog_IsASignedRecordOfWhatIsGone()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.CompleteAsync()).Document.CaseId;
        string package = (await office.ViewAsync(id)).Verifications[0].File.Captures[0].Evidence!.PackageSha256.Hex;
        office.Clock.Advance(TimeSpan.FromDays(3 * 366));
        Assert.True((await office.Destroying.DoAsync(office.Service, id, DataClass.Capture, None)).IsDone);
        using SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        var signer = new CheckpointSigner("log.example/test", "log.example/test", key);
        Checkpoint head = Checkpoint.Parse(SignedNote.Open(await office.Storage.Log.PublishCheckpointAsync(signer, None), signer.NoteKey)!);

        RecordedEntry record = (await office.ViewAsync(id)).Timeline.Single(entry => entry.Entry.Act == Act.DestroyData.Code);

        Assert.Equal(("done", "Capture", package, ActorRole.Service), (record.Entry.Result, record.Entry.Details["data-class"], record.Entry.Details["evidence"], record.Entry.Role));
        byte[] leaf = MerkleHash.Leaf(AuditEncoding.Commit(record.Salt.Span, record.Canonical.Span));
        IReadOnlyList<byte[]> path = (await office.Storage.Log.InclusionProofAsync(record.Index, head.Size, None))!;
        Assert.True(ProofChecker.IsIncluded(leaf, record.Index, head.Size, path, head.Root.Span));
        byte[] altered = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(record.Canonical.Span).Replace("Capture", "Identity", StringComparison.Ordinal));
        Assert.False(ProofChecker.IsIncluded(MerkleHash.Leaf(AuditEncoding.Commit(record.Salt.Span, altered)), record.Index, head.Size, path, head.Root.Span));
    }

    [Fact]
    public async Task EnterAsCitizen_LinkWorksOnce()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        string link = (await new InviteCitizen(office.Desk).DoAsync(office.Portal, id, new ParticipantId("p1"), None)).Value.Token;
        var enter = new EnterAsCitizen(office.Desk);

        string session = (await enter.DoAsync(link, None)).Value.Token;

        Assert.Equal(RefusalCode.TokenNotAccepted, (await enter.DoAsync(link, None)).Refusal!.Code);
        var recognise = new RecogniseCitizen(office.Storage, office.Clock);
        Assert.Equal(Office.Citizen(id), (await recognise.DoAsync(session, None)).Value);
        Assert.Equal(RefusalCode.TokenNotAccepted, (await recognise.DoAsync(link, None)).Refusal!.Code);
        office.Clock.Advance(EnterAsCitizen.SessionLifetime);
        Assert.Equal(RefusalCode.TokenNotAccepted, (await recognise.DoAsync(session, None)).Refusal!.Code);
    }

    private static async Task<AwaitingChip> StartAsync(Office office)
    {
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        Assert.True((await office.AttachAsync(id)).IsDone);
        return (await new StartVerification(office.Desk).DoAsync(office.Portal, id, new ParticipantId("p1"), None)).Value;
    }
}
