using System.Security.Cryptography;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Results.Archiving;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tests.Results;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Fetching;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Cases.Tests.Signing;

/// <summary>A timestamp authority that is away changes nothing: every act can be repeated, with the same signature value where a person made one.</summary>
public sealed class TimestampTroubleTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task EveryAct_WhileTheAuthorityIsAway_IsRefusedAndDoneAfterwards()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        office.Timestamps.IsOff = true;
        await RefusedAsync<ContentConfirmed>(office, id, "unreachable", await office.ConfirmAndSignAsync(id));
        office.Timestamps.IsOff = false;
        Assert.True((await office.Signing().DoAsync(Office.Citizen(id), id, None)).IsDone);

        await office.ApproveAsync(id);
        CountersignatureTask task = (await office.Preparing().DoAsync(office.Officer, id, await office.EnrolAsync(), None)).Value;
        byte[] value = office.OfficerKey.SignHash(task.HashToSign.Span, DSASignatureFormat.Rfc3279DerSequence);
        office.Timestamps.Answer = new TimestampRefusedException("no") { Trouble = TimestampTrouble.WrongTime };
        await RefusedAsync<CountersignaturePrepared>(office, id, "wrong-time", await office.Finalising().DoAsync(office.Officer, id, value, None));
        office.Timestamps.Answer = null;
        Assert.True((await office.Finalising().DoAsync(office.Officer, id, value, None)).IsDone);

        FinishCase finish = new(office.Sealing(), office.Timestamping(), new StoreResult(office.Desk, office.Seals, office.Validator), office.Storage);
        office.Timestamps.Answer = new FetchException(FetchProblem.TimedOut, "late");
        await RefusedAsync<Countersigned>(office, id, "timed-out", (await finish.DoAsync(office.Seal, id, None)).Refusal!);
        office.Timestamps.Answer = null;
        Assert.True((await office.Sealing().DoAsync(office.Seal, id, None)).IsDone);
        office.Timestamps.Answer = new TimestampRefusedException("no");
        await RefusedAsync<OrganisationSealed>(office, id, "refused", (await finish.DoAsync(office.Seal, id, None)).Refusal!);

        // Goes on where it stopped.
        office.Timestamps.Answer = null;
        PublishedBytes stored = (await finish.DoAsync(office.Seal, id, None)).Value;
        Assert.IsType<Completed>((await office.ViewAsync(id)).Case);
        Assert.True(office.Validator.Validate(stored.Pdf, office.Clock.GetUtcNow()).Value.IsValid);

        office.Timestamps.IsOff = true;
        Assert.Equal(RefusalCode.TimestampUnavailable, (await office.Copying().DoAsync(office.Portal, stored.Document.Id, None)).Refusal!.Code);
    }

    [Fact]
    public async Task Seal_WhileItsTokenIsPulledOut_IsRefusedAndDoneAfterwards()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        Assert.True((await office.ConfirmAndSignAsync(id)).IsDone);
        await office.ApproveAsync(id);
        Assert.True((await office.CountersignAsync(id)).IsDone);
        CertifiedKey seal = office.Hierarchy.OrganisationSeal;
        OrganisationSeals pulled = new(new Dictionary<TenantId, OrganisationSealKey> { [Office.Tenant] = new(Office.SealName, new CertifiedKey(seal.Certificate, seal.Chain, new Pulled(seal.Key))) });

        Refusal refusal = (await new SealDocument(office.Desk, pulled, office.Signer, office.Validator, office.Guard).DoAsync(office.Seal, id, None)).Refusal!;
        Assert.Equal((RefusalCode.SigningKeyUnavailable, "key-not-found"), (refusal.Code, Assert.Single(refusal.Reasons)));
        Assert.IsType<Countersigned>((await office.ViewAsync(id)).Case);
        Assert.True((await office.Sealing().DoAsync(office.Seal, id, None)).IsDone);
    }

    [Fact]
    public async Task Finish_OfACaseThatIsNotCountersignedOrUnknown_IsRefusedBySealing()
    {
        await using Office office = await Office.OpenAsync();
        FinishCase finish = new(office.Sealing(), office.Timestamping(), new StoreResult(office.Desk, office.Seals, office.Validator), office.Storage);
        CaseId id = await office.ProvenAsync();
        Assert.Equal(RefusalCode.CaseActionNotAllowed, (await finish.DoAsync(office.Seal, id, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.CaseNotFound, (await finish.DoAsync(office.Seal, CaseId.New(office.Clock.GetUtcNow()), None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await finish.DoAsync(office.Portal, id, None)).Refusal!.Code);
    }

    [Fact]
    public async Task Renewal_WhileTheAuthorityIsAway_StopsAndLeavesEveryDocumentDue()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument[] documents = [await office.AddAsync(), await office.AddAsync()];
        office.Clock.Advance(TimeSpan.FromDays(365.25 * 3));
        PadesArchive archive = new(office.Timestamps, office.Archiving.For, office.TrustOfActs, AlgorithmPolicy.Default);
        RenewArchiveTimestamps renew = new(office.Desk, archive, office.Storage, new ArchivePolicy { Margin = TimeSpan.FromDays(366 * 8) });

        office.Timestamps.IsOff = true;
        RenewalRun away = await renew.DoAsync(office.Service, None);
        Assert.Equal((1, "timestamp.unavailable"), (away.Examined, Assert.Single(away.Failed).Code));
        Assert.All(documents, document => Assert.Equal(document.Sha256, office.FindAsync(document.Id).GetAwaiter().GetResult().Sha256));

        office.Timestamps.IsOff = false;
        RenewalRun run = await renew.DoAsync(office.Service, None);
        Assert.Equal(2, run.Examined);
        Assert.DoesNotContain(run.Failed, failed => failed.Code.StartsWith("timestamp", StringComparison.Ordinal));
    }

    /// <summary>A key whose token is gone.</summary>
    private sealed class Pulled(ISigningKey key) : ISigningKey
    {
        public SignatureScheme Scheme => key.Scheme;

        public PublicKeyInfo PublicKey => key.PublicKey;

        public ValueTask<byte[]> SignHashAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) => throw new Gone();
    }

    private sealed class Gone() : KeyUnavailableException("The token is gone.")
    {
        public override string Reason => "KeyNotFound";
    }

    private static Task RefusedAsync<TState>(Office office, CaseId id, string reason, Outcome<CaseWithDocument> outcome)
        where TState : Case => RefusedAsync<TState>(office, id, reason, outcome.Refusal!);

    private static async Task RefusedAsync<TState>(Office office, CaseId id, string reason, Refusal refusal)
        where TState : Case
    {
        Assert.Equal((RefusalKind.Unavailable, reason), (refusal.Code.Kind, Assert.Single(refusal.Reasons)));
        Assert.Contains("timestamp", refusal.Code.Value, StringComparison.Ordinal);
        Assert.IsType<TState>((await office.ViewAsync(id)).Case);
    }
}
