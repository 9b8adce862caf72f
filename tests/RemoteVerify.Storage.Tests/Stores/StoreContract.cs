using System.Security.Cryptography;
using RemoteVerify.Cases;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.TestKit;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>What every store must do; one subclass a database.</summary>
public abstract class StoreContract
{
    protected static readonly CancellationToken None = CancellationToken.None;
    protected static readonly TenantId Tenant = new("tenant");

    protected FakeClock Clock { get; } = new();

    protected abstract IUnitOfWorkFactory Stores { get; }

    protected DraftCase NewCase() => new(new CaseFile(
        CaseId.New(Clock.GetUtcNow()), Tenant, Guid.NewGuid().ToString("N"), "procedure", "1", true, "Hợp đồng của Nguyễn Văn Mẫu", "portal", Clock.GetUtcNow(),
        [new Participant(new ParticipantId("p1"), "Nguyễn Văn Mẫu", "001099000022", "party")], 1));

    protected async Task<CommitResult> InUnitAsync(Func<IUnitOfWork, Task> act)
    {
        await using IUnitOfWork unit = await Stores.BeginAsync(None);
        await act(unit);
        return await unit.CommitAsync(None);
    }

    protected async Task<T> ReadAsync<T>(Func<IUnitOfWork, Task<T>> read)
    {
        await using IUnitOfWork unit = await Stores.BeginAsync(None);
        return await read(unit);
    }

    [Fact]
    public async Task Cases_AddedAndChanged_ComeBackAsTheyWere()
    {
        DraftCase added = NewCase();
        await InUnitAsync(u => u.Cases.AddAsync(added, Clock.GetUtcNow(), None));
        var document = new DocumentVersion(BlobId.New(Clock.GetUtcNow()), Sha256Digest.Of("x"u8), 1, DocumentOrigin.Attached);
        AwaitingIdentity changed = added.Attach(document, Cases.Documents.SignaturePlaces.None);
        changed = changed with { File = changed.File with { Version = 2 } };

        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Cases.UpdateAsync(changed, Clock.GetUtcNow(), None)));

        var found = Assert.IsType<AwaitingIdentity>(await ReadAsync(u => u.Cases.FindAsync(Tenant, added.File.Id, None)));
        Assert.Equal(document, found.Document);
        Assert.Equal(2, found.File.Version);
        Assert.Equal(added.File.Participants[0], found.File.Participants[0]);
        Assert.Null(await ReadAsync(u => u.Cases.FindAsync(new TenantId("other"), added.File.Id, None)));
        CaseSummary summary = Assert.Single(await ReadAsync(u => u.Cases.ListAsync(Tenant, new CaseQuery("awaiting-identity", "portal", null, 10), None)));
        Assert.Equal(added.File.Title, summary.Title);
    }

    [Fact]
    public async Task Cases_TwoChangesOfOneVersion_TheSecondConflictsAndWritesNothing()
    {
        DraftCase added = NewCase();
        await InUnitAsync(u => u.Cases.AddAsync(added, Clock.GetUtcNow(), None));
        RefusedCase changed = added.Refuse(new CaseRefusal("o", "c", "r", Clock.GetUtcNow())) with { File = added.File with { Version = 2 } };

        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Cases.UpdateAsync(changed, Clock.GetUtcNow(), None)));
        CommitResult second = await InUnitAsync(async u =>
        {
            u.Outbox.Add(new DomainEvent("never", Tenant, added.File.Id, null, Clock.GetUtcNow()));
            u.Audit.Append(Entry(added.File.Id, "never"));
            await u.Blobs.PutAsync(Tenant, added.File.Id, DataClass.Dossier, new byte[3], None);
            await u.Cases.UpdateAsync(changed, Clock.GetUtcNow(), None);
        });

        Assert.Equal(CommitResult.VersionConflict, second);
        Assert.DoesNotContain(await ReadAsync(u => u.Audit.ListAsync(added.File.Id, None)), e => e.Entry.Act == "never");
    }

    [Fact]
    public async Task Verifications_EveryState_ComesBack()
    {
        DraftCase owner = NewCase();
        var file = new VerificationFile(VerificationId.New(Clock.GetUtcNow()), Tenant, owner.File.Id, new ParticipantId("p1"), new byte[16], Clock.GetUtcNow(), [], [], [], 1);
        await InUnitAsync(u => u.Verifications.AddAsync(new AwaitingChip(file), None));
        BlobId blob = BlobId.New(Clock.GetUtcNow());
        var chip = new ChipProof(
            new ChipHolder("001099000022", "Nguyễn Văn Mẫu", "1999-01-01", "M", "VNM", "", "001099000022"), blob, blob, "jpeg", blob,
            Sha256Digest.Of("s"u8), Sha256Digest.Of("d"u8), "accept", [], Clock.GetUtcNow());
        file = file with
        {
            ChipChallenges = [new ChipChallenge(1, ChipChallengeKey.HandedIn, Clock.GetUtcNow(), Clock.GetUtcNow().AddSeconds(120), null, [1, 2])],
            ChipRelay = new ChipRelaySession(1, Sha256Digest.Of("t"u8), Clock.GetUtcNow(), Clock.GetUtcNow().AddMinutes(5), null, new ChipAccess("001", new DateOnly(1999, 1, 1), null, null)),
        };
        chip = chip with { Possession = new ChipPossession(true, false, false, true, blob, Sha256Digest.Of("e"u8)) };
        var session = new CaptureSession(1, Sha256Digest.Of("t"u8), Clock.GetUtcNow(), Clock.GetUtcNow().AddMinutes(10));
        long version = 1;
        foreach (Verification state in new Verification[]
                 {
                     new AwaitingCapture(file, chip), new CaptureOpened(file, chip, session), new CaptureRunning(file, chip, session),
                     new WithOfficer(file, chip, ["why"]), new Passed(file, chip, Clock.GetUtcNow(), null, null), new Declined(file, chip, Clock.GetUtcNow(), "o", "r"),
                 })
        {
            version++;
            Verification next = state with { File = file with { Version = version } };
            Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Verifications.UpdateAsync(next, None)));
            Verification found = (await ReadAsync(u => u.Verifications.FindAsync(file.Id, None)))!;
            Assert.Equal(state.GetType(), found.GetType());
            Assert.Equal(chip.Holder, ((VerificationWithChip)found).Chip.Holder);
            Assert.Equal(chip.Possession, ((VerificationWithChip)found).Chip.Possession);
            Assert.Equal(file.ChipRelay, found.File.ChipRelay);
            ChipChallenge challenge = Assert.Single(found.File.ChipChallenges);
            Assert.Equal(file.ChipChallenges[0] with { Agreement = challenge.Agreement }, challenge);
            Assert.Equal<byte>([1, 2], challenge.Agreement!);
        }
    }

    [Fact]
    public async Task Blobs_ComeBackForTheirCaseOnly_UntilTheKeyIsDestroyed()
    {
        CaseId mine = CaseId.New(Clock.GetUtcNow());
        CaseId other = CaseId.New(Clock.GetUtcNow());
        byte[] data = RandomNumberGenerator.GetBytes(100_000);
        BlobId blob = default;
        BlobId kept = default;
        await InUnitAsync(async u =>
        {
            blob = await u.Blobs.PutAsync(Tenant, mine, DataClass.Capture, data, None);
            kept = await u.Blobs.PutAsync(Tenant, mine, DataClass.Dossier, data, None);
        });

        ReadOnlyMemory<byte>? back = await ReadAsync(u => u.Blobs.GetAsync(mine, blob, None));
        Assert.Equal(data, back!.Value.ToArray());
        Assert.Null(await ReadAsync(u => u.Blobs.GetAsync(other, blob, None)));
        await InUnitAsync(u => u.Blobs.DestroyKeyAsync(mine, DataClass.Capture, None));
        Assert.Null(await ReadAsync(u => u.Blobs.GetAsync(mine, blob, None)));
        Assert.NotNull(await ReadAsync(u => u.Blobs.GetAsync(mine, kept, None)));
    }

    [Fact]
    public async Task Certificates_RevokedOnce()
    {
        var issued = new IssuedCertificate("0a", Sha256Digest.Of("k"u8), new byte[] { 1, 2 }, Tenant, null, "officer", null, Clock.GetUtcNow(), null, null);
        await InUnitAsync(u => u.Certificates.AddAsync(issued, None));

        bool first = false;
        bool second = true;
        await InUnitAsync(async u => first = await u.Certificates.RevokeAsync("0a", Clock.GetUtcNow(), 1, None));
        await InUnitAsync(async u => second = await u.Certificates.RevokeAsync("0a", Clock.GetUtcNow(), 1, None));

        Assert.True(first);
        Assert.False(second);
        IssuedCertificate found = Assert.Single(await ReadAsync(u => u.Certificates.ListRevokedAsync(None)));
        Assert.Equal(1, found.RevocationReason);
        Assert.Equal(new byte[] { 1, 2 }, found.Certificate.ToArray());
    }

    [Fact]
    public async Task Tokens_UsedByTwoAtOnce_OneConflicts()
    {
        Sha256Digest hash = Sha256Digest.Of("token"u8);
        await InUnitAsync(u => u.Tokens.AddAsync(
            new AccessToken(hash, AccessTokenKind.CitizenLink, Tenant, CaseId.New(Clock.GetUtcNow()), new ParticipantId("p1"), Clock.GetUtcNow().AddHours(1), null), None));
        await using IUnitOfWork a = await Stores.BeginAsync(None);
        await using IUnitOfWork b = await Stores.BeginAsync(None);
        Assert.Null((await a.Tokens.FindAsync(hash, None))!.UsedAt);
        Assert.Null((await b.Tokens.FindAsync(hash, None))!.UsedAt);
        await a.Tokens.UseAsync(hash, Clock.GetUtcNow(), None);
        await b.Tokens.UseAsync(hash, Clock.GetUtcNow(), None);

        Assert.Equal(CommitResult.Committed, await a.CommitAsync(None));
        Assert.Equal(CommitResult.VersionConflict, await b.CommitAsync(None));
    }

    [Fact]
    public async Task Secrets_ReplacedByName()
    {
        await InUnitAsync(u => u.Secrets.PutAsync("hierarchy", new byte[] { 1 }, None));
        await InUnitAsync(u => u.Secrets.PutAsync("hierarchy", new byte[] { 2, 3 }, None));

        Assert.Equal([2, 3], (await ReadAsync(u => u.Secrets.FindAsync("hierarchy", None)))!);
        Assert.Null(await ReadAsync(u => u.Secrets.FindAsync("none", None)));
    }

    protected AuditEntry Entry(CaseId? id, string act) => new(
        Tenant, id, Clock.GetUtcNow(), ActorRole.Officer, "o", act, "done", new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" });
}
