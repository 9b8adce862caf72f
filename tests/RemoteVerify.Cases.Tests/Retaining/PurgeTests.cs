using System.Text.Json;
using RemoteVerify.Biometrics.Liveness.Evidence;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.Retaining;

public sealed class PurgeTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Pictures go after days and evidence after months; the dossier of a refused case stays its time, and nothing goes early.</summary>
    [Fact]
    public async Task Purge_OfARefusedCase_DestroysEachClassWhenItsOwnTimeIsOver()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.RefusedAsync();
        VerificationId verification = (await office.ViewAsync(id)).Verifications[0].File.Id;
        ViewEvidence view = new(office.Desk, office.Sealer);

        Assert.Empty((await office.Purging().RunAsync(Office.Tenant, None)).Lines);
        Assert.Equal(RefusalCode.RetentionNotOver, (await office.Destroying.DoAsync(office.Service, id, DataClass.Frames, None)).Refusal!.Code);

        office.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(DataClass.Frames, Assert.Single((await office.Due.ListAsync(null, None)).Lines).DataClass);
        Assert.Equal(1, (await office.Purging().RunAsync(Office.Tenant, None)).Destroyed);
        Assert.Equal(0, (await office.Purging().RunAsync(Office.Tenant, None)).Destroyed);
        ShownCapture shown = Assert.Single((await view.DoAsync(office.Officer, verification, None)).Value.Captures);
        Assert.Empty(shown.Pictures);
        Assert.False(shown.Package.IsEmpty);

        office.Clock.Advance(TimeSpan.FromDays(61));
        PurgeReport second = await office.Purging().RunAsync(Office.Tenant, None);
        Assert.Equal([DataClass.Identity, DataClass.Capture], second.Lines.Select(line => line.DataClass).Order());
        Assert.Equal(RefusalCode.EvidenceDestroyed, (await view.DoAsync(office.Officer, verification, None)).Refusal!.Code);
        Assert.Equal([DataClass.Frames, DataClass.Identity, DataClass.Capture], (await office.ViewAsync(id)).Case.File.Retention.Deletions.Select(d => d.DataClass));
        Assert.True((await new Cases.Documents.ReadDocument(office.Desk).DoAsync(office.Officer, id, None)).IsDone);

        office.Clock.Advance(TimeSpan.FromDays(2 * 366));
        Assert.Equal(1, (await office.Purging().RunAsync(Office.Tenant, None)).Destroyed);
        Assert.Equal(RefusalCode.EvidenceDestroyed, (await new Cases.Documents.ReadDocument(office.Desk).DoAsync(office.Officer, id, None)).Refusal!.Code);
        Assert.Empty((await office.Due.ListAsync(null, None)).Lines);
    }

    [Fact]
    public async Task Purge_WhileAHoldStands_DestroysNothingThatItCovers()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.RefusedAsync();
        PlaceHold place = new(office.Desk);
        ReleaseHold release = new(office.Desk);
        Assert.Equal(RefusalCode.HoldInvalid, (await place.DoAsync(office.DataProtection, id, new HoldOrder([], "Điều tra", "", null), None)).Refusal!.Code);
        Assert.Equal(RefusalCode.HoldInvalid, (await place.DoAsync(office.DataProtection, id, new HoldOrder([DataClass.Register], "Điều tra", "12/CV", null), None)).Refusal!.Code);
        LegalHold hold = (await place.DoAsync(office.DataProtection, id, new HoldOrder([DataClass.Frames], "Điều tra", "12/CV-CQĐT", null), None)).Value;
        LegalHold timed = (await place.DoAsync(office.Officer, id, new HoldOrder([], "Khiếu nại", "13/CV", office.Clock.GetUtcNow().AddDays(40)), None)).Value;

        office.Clock.Advance(TimeSpan.FromDays(35));
        Assert.Equal(PurgeState.Held, Assert.Single((await office.Due.ListAsync(Office.Tenant, None)).Lines).State);
        Assert.Equal(0, (await office.Purging().RunAsync(Office.Tenant, None)).Destroyed);
        Refusal held = (await office.Destroying.DoAsync(office.Service, id, DataClass.Frames, None)).Refusal!;
        Assert.Equal((RefusalCode.DataHeld, hold.Id), (held.Code, held.Reasons[0]));

        // The other hold ended by itself; the pictures are still held by the first.
        office.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Equal([DataClass.Identity, DataClass.Capture], (await office.Purging().RunAsync(Office.Tenant, None)).Lines.Where(line => line.State == PurgeState.Due).Select(line => line.DataClass).Order());
        Assert.Equal(RefusalCode.HoldEnded, (await release.DoAsync(office.Officer, id, timed.Id, "Xong", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.HoldNotFound, (await release.DoAsync(office.Officer, id, "h9", "Xong", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ReasonRequired, (await release.DoAsync(office.Officer, id, hold.Id, " ", None)).Refusal!.Code);
        Assert.True((await release.DoAsync(office.DataProtection, id, hold.Id, "Đã kết thúc điều tra", None)).IsDone);
        Assert.Equal(DataClass.Frames, Assert.Single((await office.Purging().RunAsync(Office.Tenant, None)).Lines).DataClass);
    }

    /// <summary>A hold that is placed while the purge runs wins or loses as a whole.</summary>
    [Fact]
    public async Task Destroy_WhileAHoldIsPlaced_OneOfThemConflicts()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.RefusedAsync();
        office.Clock.Advance(TimeSpan.FromDays(31));

        Task<Outcome<DeletionRecord>> destroyed = office.Destroying.DoAsync(office.Service, id, DataClass.Frames, None);
        Task<Outcome<LegalHold>> held = new PlaceHold(office.Desk).DoAsync(office.Officer, id, new HoldOrder([DataClass.Frames], "Điều tra", "12/CV", null), None);
        await Task.WhenAll(destroyed, held);

        CaseRetention retention = (await office.ViewAsync(id)).Case.File.Retention;
        Assert.Equal((await destroyed).IsDone, retention.IsDestroyed(DataClass.Frames));
        Assert.Equal((await held).IsDone, retention.Holds.Count == 1);
        Assert.True((await destroyed).IsDone || (await held).IsDone);
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        Assert.NotEqual(retention.IsDestroyed(DataClass.Frames), await unit.Blobs.HasKeyAsync(id, DataClass.Frames, None));
    }

    [Fact]
    public async Task Purge_WithALimit_StopsThereAndGoesOnInTheNextRun()
    {
        await using Office office = await Office.OpenAsync();
        await office.RefusedAsync();
        await office.RefusedAsync();
        office.Clock.Advance(TimeSpan.FromDays(100));
        PurgeLimits limits = new() { MostDeletions = 4 };

        Assert.Equal(4, (await office.Purging(limits).RunAsync(Office.Tenant, None)).Destroyed);
        Assert.Equal(2, (await office.Due.ListAsync(null, None)).Lines.Count);
        Assert.Equal(2, (await office.Purging(limits).RunAsync(Office.Tenant, None)).Destroyed);
        Assert.Equal(0, (await office.Purging(limits).RunAsync(new TenantId("other"), None)).Looked);
    }

    /// <summary>In Production what cannot be undone is not done by a rule that nobody compared with the law.</summary>
    [Fact]
    public async Task Purge_ByARuleThatNobodyVerified_DestroysNothingInProduction()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.RefusedAsync();
        office.Clock.Advance(TimeSpan.FromDays(31));
        office.Schedule = office.Schedule with { OnlyVerified = true };

        PurgeReport report = await office.Purging().RunAsync(Office.Tenant, None);

        Assert.Equal((0, PurgeState.NotReviewed), (report.Destroyed, Assert.Single(report.Lines).State));
        Assert.Equal(RefusalCode.RetentionNotReviewed, (await office.Destroying.DoAsync(office.Service, id, DataClass.Frames, None)).Refusal!.Code);
    }

    /// <summary>The record is what an outsider can check: signed by the evidence key, timestamped, naming who, when, what and by which rule, and no person.</summary>
    [Fact]
    public async Task DeletionRecord_OfAnOutsider_IsSignedAndNamesTheRuleAndNobody()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.RefusedAsync();
        office.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(1, (await office.Purging().RunAsync(Office.Tenant, None)).Destroyed);

        DeletionRecord record = Assert.Single((await new ReadDeletions(office.Desk).DoAsync(office.DataProtection, id, None)).Value);
        Assert.Equal(record.Id, (await new ReadDeletions(office.Desk).OneAsync(office.Officer, record.Id, None)).Value.Id);
        Assert.Equal(RefusalCode.DeletionNotFound, (await new ReadDeletions(office.Desk).OneAsync(Actor.Officer(new TenantId("other"), "o"), record.Id, None)).Refusal!.Code);

        EvidenceSealVerdict verdict = EvidenceSealValidator.Judge(record.Statement, record.Signature, [office.Root]);
        Assert.All(verdict.Findings, finding => Assert.Equal(EvidenceFindingOutcome.Passed, finding.Outcome));
        Assert.NotNull(verdict.TimestampedAt);
        byte[] altered = [.. record.Statement];
        altered[^3] ^= 1;
        Assert.Contains(EvidenceSealValidator.Judge(altered, record.Signature, [office.Root]).Findings, finding => finding.Outcome == EvidenceFindingOutcome.Failed);

        string text = System.Text.Encoding.UTF8.GetString(record.Statement);
        using JsonDocument json = JsonDocument.Parse(record.Statement);
        JsonElement gone = Assert.Single(json.RootElement.GetProperty("classes").EnumerateArray().ToArray());
        Assert.Equal(("Frames", "frames", "RetentionOver", "Service"), (
            gone.GetProperty("class").GetString(), gone.GetProperty("rule").GetString(), json.RootElement.GetProperty("cause").GetProperty("kind").GetString(),
            json.RootElement.GetProperty("by").GetProperty("role").GetString()));
        Assert.Contains("91/2025/QH15", gone.GetProperty("basis").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Office.Number, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Office.Name, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Destroy_WhenTheEvidenceKeyDoesNotAnswer_DestroysNothing()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.RefusedAsync();
        office.Clock.Advance(TimeSpan.FromDays(31));
        office.Sealer = new SilentSealer();

        Assert.Equal(RefusalCode.DeletionNotSigned, (await office.Destroying.DoAsync(office.Service, id, DataClass.Frames, None)).Refusal!.Code);

        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        Assert.True(await unit.Blobs.HasKeyAsync(id, DataClass.Frames, None));
    }

    /// <summary>A token that was pulled out.</summary>
    private sealed class SilentSealer : IEvidenceSealer
    {
        public ReadOnlyMemory<byte> Complete(ReadOnlyMemory<byte> package, EvidenceStatement statement) => package;

        public Task<EvidenceSignature> SignAsync(ReadOnlyMemory<byte> package, ReadOnlyMemory<byte>? before, DateTimeOffset at, CancellationToken cancellationToken) =>
            Task.FromResult(new EvidenceSignature(null, null, EvidenceGap.Signature));
    }
}
