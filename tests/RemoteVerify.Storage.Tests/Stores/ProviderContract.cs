using RemoteVerify.Cases;
using RemoteVerify.Cases.Payments;
using RemoteVerify.Cases.Providers;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>Messages to other agencies, payments and sign-ins on every database.</summary>
public abstract class ProviderContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly string[] Both = ["portal", "notary"];

    [SkippableFact]
    public async Task Dispatches_OfACase_AreQueuedOnce_AndGivenOutOneAfterTheOther()
    {
        CaseId id = NewCaseId(), other = NewCaseId();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Storage.Dispatches.QueueAsync(Tenant, id, "portal", ["a", "b"], None))));
        await Storage.Dispatches.QueueAsync(Tenant, id, "portal", ["a", "b", "c"], None);
        await Storage.Dispatches.QueueAsync(Tenant, id, "notary", ["t"], None);
        await Storage.Dispatches.QueueAsync(Tenant, other, "portal", ["a"], None);
        Assert.Equal(["c", "b", "a"], (await ListAsync(id, "portal")).OrderByDescending(d => d.Order).Select(d => d.What));

        DispatchLease[] taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Storage.Dispatches.TakeAsync(Both, 9, Lease, None))));
        Dispatch[] mine = [.. taken.SelectMany(l => l.Dispatches)];
        Assert.Equal(3, mine.Length);
        Assert.Equal(3, mine.Select(d => d.Id).Distinct().Count());
        Assert.DoesNotContain(mine, d => d.What is "b" or "c");
        Assert.Empty((await Storage.Dispatches.TakeAsync(Both, 9, Lease, None)).Dispatches);

        // A worker that died keeps it until its lease ends.
        Clock.Advance(Lease + TimeSpan.FromSeconds(1));
        DispatchLease again = await Storage.Dispatches.TakeAsync(["portal"], 9, Lease, None);
        Dispatch first = again.Dispatches.Single(d => d.CaseId == id);
        Assert.Equal((2, "a"), (first.Attempts, first.What));

        // Only what is done lets the next one through.
        Assert.Equal(CommitResult.Committed, await EndAsync(first, DispatchState.Refused));
        Assert.DoesNotContain((await Storage.Dispatches.TakeAsync(["portal"], 9, Lease, None)).Dispatches, d => d.CaseId == id);
        Assert.Equal(CommitResult.VersionConflict, await EndAsync(first, DispatchState.Delivered));
        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Dispatches.UpdateAsync(first with { State = DispatchState.Skipped }, DispatchState.Refused, None)));
        Assert.Equal("b", (await Storage.Dispatches.TakeAsync(["portal"], 9, Lease, None)).Dispatches.Single(d => d.CaseId == id).What);
    }

    [SkippableFact]
    public async Task Dispatch_ThatWasNoTry_CountsNone_AndAnotherWorkersIsLeftAlone()
    {
        CaseId id = NewCaseId();
        await Storage.Dispatches.QueueAsync(Tenant, id, "portal", ["a"], None);
        DispatchLease lease = await Storage.Dispatches.TakeAsync(["portal"], 9, Lease, None);
        await Storage.Dispatches.RetryAsync(lease.Dispatches[0], Guid.NewGuid(), "timed-out", wasTried: true, Clock.GetUtcNow(), None);
        Assert.Null((await ListAsync(id, "portal"))[0].LastOutcome);
        await Storage.Dispatches.RetryAsync(lease.Dispatches[0], lease.Token, "resting", wasTried: false, Clock.GetUtcNow(), None);
        Assert.Equal((0, "resting"), ((await ListAsync(id, "portal"))[0].Attempts, (await ListAsync(id, "portal"))[0].LastOutcome));
        DispatchBacklog backlog = Assert.Single(await Storage.Dispatches.BacklogAsync(None));
        Assert.Equal(("portal", DispatchState.Waiting, 1), (backlog.Channel, backlog.State, backlog.Count));
        QueueLength queue = (await Storage.Queues.ListAsync(None)).Single(one => one.Name == "agencies");
        Assert.Equal((1, 0, (DateTimeOffset?)backlog.Oldest), (queue.Waiting, queue.GivenUp, queue.Oldest));
        Assert.Null(await ReadAsync(u => u.Dispatches.FindAsync(new TenantId("another"), lease.Dispatches[0].Id, None)));
    }

    [SkippableFact]
    public async Task Payment_AddedAndChanged_ComesBackAsItWas_SealedAndDueInItsTime()
    {
        CaseId id = NewCaseId();
        Payment added = new(Guid.CreateVersion7(Clock.GetUtcNow()), Tenant, id, "f1", 20_000, Clock.GetUtcNow(), Clock.GetUtcNow().AddDays(1), PaymentState.Opening, Clock.GetUtcNow().AddMinutes(2), 1);
        await InUnitAsync(u => u.Payments.AddAsync(added, None));
        Assert.Empty(await ReadAsync(u => u.Payments.ListDueAsync(Clock.GetUtcNow(), 9, None)));
        Assert.Equal(added.Id, Assert.Single(await ReadAsync(u => u.Payments.ListDueAsync(Clock.GetUtcNow().AddMinutes(3), 9, None))));

        Payment paid = added.With(new ReceivedMoney("BL-SECRET-7", 19_000, Clock.GetUtcNow(), Clock.GetUtcNow(), MoneyState.Differs)) with { Version = 2, AskAt = null };
        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Payments.UpdateAsync(paid, None)));
        Assert.Equal(CommitResult.VersionConflict, await InUnitAsync(u => u.Payments.UpdateAsync(paid, None)));
        Payment found = (await ReadAsync(u => u.Payments.FindAsync(added.Id, None)))!;
        Assert.Equal((PaymentState.ByHand, "BL-SECRET-7", null), (found.State, found.Received[0].Receipt, found.AskAt));
        Assert.Equal(added.Id, Assert.Single(await ReadAsync(u => u.Payments.ListAsync(Tenant, PaymentState.ByHand, null, 9, None))).Id);
        Assert.Empty(await ReadAsync(u => u.Payments.ListAsync(new TenantId("another"), PaymentState.ByHand, null, 9, None)));
        Assert.DoesNotContain("BL-SECRET-7", await Database.EverythingAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task SignIn_IsFoundByTheProvidersWords_WhichAreNotStored_AndEndsItsTokens()
    {
        CaseId id = NewCaseId();
        CitizenSignIn signIn = new(Guid.CreateVersion7(Clock.GetUtcNow()), "vneid", Tenant, id, new ParticipantId("p1"), 2, Clock.GetUtcNow(), null);
        Sha256Digest token = Sha256Digest.Of("token"u8);
        await InUnitAsync(async u =>
        {
            await u.SignIns.AddAsync(signIn, "subject-in-clear", "session-in-clear", "id.token.inclear", None);
            await u.Tokens.AddAsync(new AccessToken(token, AccessTokenKind.CitizenSession, Tenant, id, signIn.Participant, Clock.GetUtcNow().AddHours(2), null) { SignIn = signIn.Id }, None);
        });
        Assert.Equal(signIn, Assert.Single(await ReadAsync(u => u.SignIns.ListOpenAsync("vneid", "subject-in-clear", null, None))));
        Assert.Single(await ReadAsync(u => u.SignIns.ListOpenAsync("vneid", null, "session-in-clear", None)));
        Assert.Empty(await ReadAsync(u => u.SignIns.ListOpenAsync("vneid", null, null, None)));
        Assert.Empty(await ReadAsync(u => u.SignIns.ListOpenAsync("other", "subject-in-clear", null, None)));
        Assert.Equal("id.token.inclear", await ReadAsync(u => u.SignIns.IdTokenAsync(signIn.Id, None)));
        string everything = await Database.EverythingAsync();
        Assert.All(new[] { "subject-in-clear", "session-in-clear", "id.token.inclear" }, secret => Assert.DoesNotContain(secret, everything, StringComparison.Ordinal));

        await InUnitAsync(async u =>
        {
            await u.SignIns.EndAsync(signIn.Id, Clock.GetUtcNow(), None);
            await u.Tokens.EndAsync(signIn.Id, Clock.GetUtcNow(), None);
        });
        Assert.Empty(await ReadAsync(u => u.SignIns.ListOpenAsync("vneid", "subject-in-clear", null, None)));
        Assert.Null(await ReadAsync(u => u.SignIns.IdTokenAsync(signIn.Id, None)));
        Assert.Equal(Clock.GetUtcNow(), (await ReadAsync(u => u.Tokens.FindAsync(token, None)))!.ExpiresAt);
    }

    private async Task<IReadOnlyList<Dispatch>> ListAsync(CaseId id, string channel) => await ReadAsync(u => u.Dispatches.ListAsync(Tenant, new DispatchQuery(id, channel, null, null, 99), None));

    private Task<CommitResult> EndAsync(Dispatch dispatch, DispatchState state) => InUnitAsync(u => u.Dispatches.UpdateAsync(dispatch with { State = state, DoneAt = Clock.GetUtcNow() }, DispatchState.Waiting, None));
}

public sealed class SqliteProviderTests : ProviderContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresProviderTests : ProviderContract<PostgresDatabase>;
