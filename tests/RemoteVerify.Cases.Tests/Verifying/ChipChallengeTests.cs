using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Cases.Tests.Verifying;

/// <summary>The service's challenge: its own, once, for 120 seconds.</summary>
public sealed class ChipChallengeTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Challenges_OfAnyVerification_AreEightBytesAndNeverTheSame()
    {
        await using Office office = await Office.OpenAsync();
        AwaitingChip one = await StartAsync(office), other = await StartAsync(office);
        var seen = new HashSet<string>();
        foreach (AwaitingChip started in new[] { one, other, one, one })
        {
            IssuedChipChallenge issued = (await office.ChallengeAsync(office.Portal, started.File.Id)).Value;
            Assert.Equal(8, issued.Challenge.Length);
            Assert.Equal(office.Clock.GetUtcNow().AddSeconds(120), issued.ExpiresAt);
            Assert.True(seen.Add(Convert.ToHexString(issued.Challenge.Span)));
        }
    }

    [Fact]
    public async Task Answer_ToAChallengeAfterARestart_IsAccepted()
    {
        await using Office office = await Office.OpenAsync();
        AwaitingChip started = await StartAsync(office);
        using VirtualChip chip = office.Chip();
        ReadOnlyMemory<byte> challenge = (await office.ChallengeAsync(office.Portal, started.File.Id)).Value.Challenge;
        office.Restart();

        Outcome<AwaitingCapture> outcome = await SubmitAsync(office, started, Office.Answered(Files(chip), challenge, chip));

        Assert.True(outcome.IsDone, outcome.ToString());
        Assert.True(outcome.Value.Chip.Possession is { ActiveAuthentication: true, ChipAuthentication: false, IsCloneable: false, IsRelayed: false, Assurance: "proven" });
    }

    [Fact]
    public async Task Answer_HandedInAgain_IsRefusedHoweverTheFirstEnded()
    {
        await using Office office = await Office.OpenAsync();
        AwaitingChip started = await StartAsync(office);
        using VirtualChip chip = office.Chip();
        ReadOnlyMemory<byte> challenge = (await office.ChallengeAsync(office.Portal, started.File.Id)).Value.Challenge;
        ChipSubmission wrong = new(Files(chip)) { Challenge = challenge, ActiveAuthentication = new byte[64] };

        Assert.Equal(RefusalCode.ChipNotGenuine, (await SubmitAsync(office, started, wrong)).Refusal!.Code);
        Assert.Equal(RefusalCode.ChipChallengeUsed, (await SubmitAsync(office, started, Office.Answered(Files(chip), challenge, chip))).Refusal!.Code);

        // It is recorded, and another challenge may be asked for.
        Assert.Equal(RefusalCode.ChipChallengeUsed.Value, (await office.ViewAsync(started.File.CaseId)).Timeline[^1].Entry.Result);
        Assert.True((await office.SubmitAsync(office.Portal, started, chip)).IsDone);
    }

    [Fact]
    public async Task Answer_After120Seconds_IsRefused()
    {
        await using Office office = await Office.OpenAsync();
        AwaitingChip started = await StartAsync(office);
        using VirtualChip chip = office.Chip();
        ReadOnlyMemory<byte> late = (await office.ChallengeAsync(office.Portal, started.File.Id)).Value.Challenge;
        office.Clock.Advance(TimeSpan.FromSeconds(120));
        Assert.Equal(RefusalCode.ChipChallengeExpired, (await SubmitAsync(office, started, Office.Answered(Files(chip), late, chip))).Refusal!.Code);
        ReadOnlyMemory<byte> inTime = (await office.ChallengeAsync(office.Portal, started.File.Id)).Value.Challenge;
        office.Clock.Advance(TimeSpan.FromSeconds(119.9));
        Assert.True((await SubmitAsync(office, started, Office.Answered(Files(chip), inTime, chip))).IsDone);
    }

    [Fact]
    public async Task Answer_ToAChallengeOfAnotherVerificationKeyPurposeOrTheClient_IsRefused()
    {
        await using Office office = await Office.OpenAsync();
        AwaitingChip started = await StartAsync(office), other = await StartAsync(office);
        using VirtualChip chip = office.Chip();
        ReadOnlyMemory<byte> foreign = (await office.ChallengeAsync(office.Portal, other.File.Id)).Value.Challenge;
        ReadOnlyMemory<byte> relayed = (await office.ChallengeAsync(office.Service, started.File.Id)).Value.Challenge;
        foreach (ReadOnlyMemory<byte> challenge in new[] { foreign, relayed, new byte[8], "11111111"u8.ToArray(), ReadOnlyMemory<byte>.Empty })
        {
            ChipSubmission answered = new(Files(chip)) { Challenge = challenge, ActiveAuthentication = challenge.Length == 8 ? chip.AnswerChallenge(challenge.Span) : new byte[64] };
            Assert.Equal(RefusalCode.ChipChallengeUnknown, (await SubmitAsync(office, started, answered)).Refusal!.Code);
        }

        ChipSubmission unnamed = new(Files(chip)) { ActiveAuthentication = chip.AnswerChallenge(foreign.Span) };
        Assert.Equal(RefusalCode.ChipChallengeNeeded, (await SubmitAsync(office, started, unnamed)).Refusal!.Code);
        ChipSubmission asRelay = new(Files(chip)) { Relayed = new RelayedChip(1, null) };
        Assert.Equal(RefusalCode.ActorNotPermitted, (await SubmitAsync(office, started, asRelay)).Refusal!.Code);
    }

    [Fact]
    public async Task Challenges_BeyondTheLimit_WaitUntilTheWindowHasPassed()
    {
        await using Office office = await Office.OpenAsync();
        AwaitingChip started = await StartAsync(office);
        for (int i = 0; i < office.Policy.MaximumChallenges; i++)
        {
            Assert.True((await office.ChallengeAsync(office.Portal, started.File.Id)).IsDone);
        }

        Assert.Equal(RefusalCode.ChipChallengesTooMany, (await office.ChallengeAsync(office.Portal, started.File.Id)).Refusal!.Code);
        office.Clock.Advance(office.Policy.ChallengeWindow);
        Assert.True((await office.ChallengeAsync(office.Portal, started.File.Id)).IsDone);
    }

    [Fact]
    public async Task Evidence_OfAnAcceptedChip_GivesTheSameJudgementOffline()
    {
        await using Office office = await Office.OpenAsync();
        AwaitingChip started = await StartAsync(office);
        using VirtualChip chip = office.Chip();
        ChipProof proof = (await office.SubmitAsync(office.Portal, started, chip)).Value.Chip;
        await using var unit = await office.Storage.BeginAsync(None);
        ReadOnlyMemory<byte> kept = (await unit.Blobs.GetAsync(started.File.CaseId, proof.Possession!.Evidence, None))!.Value;
        Assert.Equal(proof.Possession.EvidenceSha256, Sha256Digest.Of(kept.Span));

        ChipEvidenceFile evidence = ChipEvidenceFile.Read(kept);
        ChipReport report = ChipVerifier.Verify(
            ChipFiles.FromNamed(evidence.Files), office.CountrySigners, [], ChipPolicy.RequirePossession, evidence.JudgedAt, evidence.Possession);

        Assert.True(report.IsAccepted);
        Assert.Equal(ProofState.Valid, report.ActiveAuthentication);
        Assert.Equal(proof.Warnings, report.Reasons);
        Assert.Equal(evidence.ToBytes(), kept.ToArray());
        Assert.DoesNotContain(Office.Name, evidence.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chip_WithoutAnyKey_IsRefusedOrGoesToAnOfficerAsCloneable()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        await office.AttachAsync(id);
        AwaitingChip started = (await new StartVerification(office.Desk).DoAsync(office.Portal, id, new ParticipantId("p1"), None)).Value;
        using VirtualChip chip = office.Chip(options: new ChipOptions { ActiveAuthentication = ActiveAuthenticationKey.None, ChipAuthentication = false });

        Refusal refused = (await SubmitAsync(office, started, new ChipSubmission(Files(chip)))).Refusal!;
        Assert.Equal(RefusalCode.ChipNotAccepted, refused.Code);
        Assert.Contains("cloneable", refused.Reasons);

        var lenient = new ChipVerification(office.CountrySigners, [], ChipPolicy.RequirePossession with { AcceptCloneable = true });
        Outcome<AwaitingCapture> accepted = await office.Submitting(lenient).DoAsync(office.Portal, started.File.Id, new ChipSubmission(Files(chip)), None);
        Assert.True(accepted.IsDone, accepted.ToString());
        Assert.Equal("cloneable", accepted.Value.Chip.Possession!.Assurance);
        Assert.Contains("cloneable", accepted.Value.Chip.Warnings);

        // A camera check that passes does not pass such a person alone.
        CaptureGrant grant = await office.NextCaptureAsync(started.File.Id, id);
        VerificationWithChip after = (await office.FinishAsync(grant, CaptureVerdict.Passed)).Value;
        Assert.Equal(["chip.cloneable"], Assert.IsType<WithOfficer>(after).Reasons);

        // The lenient policy does not spare a chip that has keys.
        AwaitingChip other = await StartAsync(office);
        using VirtualChip withKeys = office.Chip();
        Assert.Equal(RefusalCode.ChipNotAccepted, (await office.Submitting(lenient).DoAsync(office.Portal, other.File.Id, new ChipSubmission(Files(withKeys)), None)).Refusal!.Code);
    }

    [Fact]
    public async Task RelayTicket_TwiceLateReplacedOrForeign_IsRefused()
    {
        await using Office office = await Office.OpenAsync();
        AwaitingChip started = await StartAsync(office), other = await StartAsync(office);
        var open = new OpenChipRelay(office.Desk, office.Policy);
        var begin = new BeginChipRelay(office.Desk);
        string first = (await open.DoAsync(office.Portal, started.File.Id, null, None)).Value.Ticket;
        string second = (await open.DoAsync(office.Portal, started.File.Id, new ChipAccess("199000011", new DateOnly(1999, 1, 2), null, null), None)).Value.Ticket;

        Assert.Equal(RefusalCode.ChipRelayTicketNotAccepted, (await begin.DoAsync(Office.Tenant, started.File.Id, first, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ChipRelayTicketNotAccepted, (await begin.DoAsync(Office.Tenant, other.File.Id, second, None)).Refusal!.Code);
        ChipRelayGrant grant = (await begin.DoAsync(Office.Tenant, started.File.Id, second, None)).Value;
        Assert.Equal("199000011", grant.Access!.DocumentNumber);
        Assert.Equal(RefusalCode.ChipRelayTicketUsed, (await begin.DoAsync(Office.Tenant, started.File.Id, second, None)).Refusal!.Code);

        // What opens the chip is forgotten once it was handed over.
        AwaitingChip kept = Assert.IsType<AwaitingChip>((await office.ViewAsync(started.File.CaseId)).Verifications[0]);
        Assert.Null(kept.File.ChipRelay!.Access);
        Assert.True((await new EndChipRelay(office.Desk).DoAsync(office.Service, started.File.Id, grant.Number, "card", None)).IsDone);
        Assert.Equal(RefusalCode.ChipRelayTicketNotAccepted, (await begin.DoAsync(Office.Tenant, started.File.Id, second, None)).Refusal!.Code);
        string third = (await open.DoAsync(office.Portal, started.File.Id, null, None)).Value.Ticket;
        office.Clock.Advance(office.Policy.RelayLifetime);
        Assert.Equal(RefusalCode.ChipRelayExpired, (await begin.DoAsync(Office.Tenant, started.File.Id, third, None)).Refusal!.Code);
    }

    private static async Task<AwaitingChip> StartAsync(Office office)
    {
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        await office.AttachAsync(id);
        return (await new StartVerification(office.Desk).DoAsync(office.Portal, id, new ParticipantId("p1"), None)).Value;
    }

    private static Task<Outcome<AwaitingCapture>> SubmitAsync(Office office, AwaitingChip started, ChipSubmission submission) =>
        office.Submitting().DoAsync(office.Portal, started.File.Id, submission, None);

    private static Dictionary<string, ReadOnlyMemory<byte>> Files(VirtualChip chip) => chip.Files.ToDictionary(file => file.Key, file => (ReadOnlyMemory<byte>)file.Value);
}
