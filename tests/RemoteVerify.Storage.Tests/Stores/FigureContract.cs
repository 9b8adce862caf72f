using RemoteVerify.Cases;
using RemoteVerify.Cases.Figures;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>What cases add to the figures, and answers about satisfaction, on every database.</summary>
public abstract class FigureContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly DateOnly First = new(2026, 11, 1), Second = new(2026, 11, 2);

    [SkippableFact]
    public async Task Put_OfACaseThatChanged_MovesTheSumsByTheDifferenceAlone()
    {
        CaseId id = NewCaseId(), other = NewCaseId();
        await PutAsync(id, new Figure(First, "started", 1), new Figure(First, "seconds", 40));
        await PutAsync(other, new Figure(First, "started", 1));
        await PutAsync(id, new Figure(First, "started", 1), new Figure(Second, "completed", 1));

        Assert.Equal([(First, "started", 2L), (Second, "completed", 1L)], await SumsAsync());
        Assert.Empty(await ReadAsync(u => u.Figures.ListAsync([new TenantId("another")], First, Second, None)));
        Assert.Equal([(Second, "completed", 1L)], await SumsAsync(Second));
        Assert.Equal(0, await AnewAsync());
    }

    [SkippableFact]
    public async Task Move_ByTwoAtOnce_CountsOnce()
    {
        Assert.Equal(0, await ReadAsync(u => u.Figures.PlaceAsync(None)));
        await InUnitAsync(u => u.Figures.MoveAsync(3, None));
        await using IUnitOfWork slow = await Storage.BeginAsync(None);
        await slow.Figures.PutAsync(Of(NewCaseId(), new Figure(First, "started", 1)), None);
        await slow.Figures.MoveAsync(7, None);
        Assert.Equal(CommitResult.Committed, await InUnitAsync(async u =>
        {
            await u.Figures.PutAsync(Of(NewCaseId(), new Figure(First, "started", 1)), None);
            await u.Figures.MoveAsync(7, None);
        }));
        Assert.Equal(CommitResult.VersionConflict, await slow.CommitAsync(None));
        Assert.Equal([(First, "started", 1L)], await SumsAsync());
        Assert.Equal(7, await ReadAsync(u => u.Figures.PlaceAsync(None)));
    }

    [SkippableFact]
    public async Task Changed_SinceAPlaceOfTheLog_NamesEachCaseOnce()
    {
        await InUnitAsync(u =>
        {
            u.Audit.Append(Entry(null, "other"));
            u.Audit.Append(Entry(NewCaseId(), "of-a-case-that-is-not-there"));
            return Task.CompletedTask;
        });
        ChangedCases changed = await ReadAsync(u => u.Figures.ChangedAsync(0, 1, None));
        Assert.Equal((0, 1L, false), (changed.Cases.Count, changed.Next, changed.IsLast));
        changed = await ReadAsync(u => u.Figures.ChangedAsync(1, 50, None));
        Assert.Equal((0, 2L, true), (changed.Cases.Count, changed.Next, changed.IsLast));
    }

    [SkippableFact]
    public async Task Answer_OfTheSamePersonTwice_Conflicts()
    {
        CaseId id = NewCaseId();
        SatisfactionAnswer answer = new(id, Tenant, Sha256Digest.Of("somebody"u8), IsOfficer: false, 5, Clock.GetUtcNow());
        Assert.Equal(CommitResult.Committed, await AnswerAsync(answer));
        Assert.Equal(CommitResult.VersionConflict, await AnswerAsync(answer with { Score = 1 }));
        Assert.Equal(CommitResult.Committed, await AnswerAsync(answer with { PersonSha256 = Sha256Digest.Of("somebody else"u8), IsOfficer = true, Score = 2 }));
        Assert.Equal([5, 2], (await ReadAsync(u => u.Figures.AnswersAsync(id, None))).Select(a => a.Score).OrderDescending());
        Assert.True(await ReadAsync(u => u.Figures.HasAnsweredAsync(id, answer.PersonSha256, None)));
        Assert.False(await ReadAsync(u => u.Figures.HasAnsweredAsync(NewCaseId(), answer.PersonSha256, None)));
    }

    private Task<CommitResult> AnswerAsync(SatisfactionAnswer answer) => InUnitAsync(u =>
    {
        u.Figures.Add(answer);
        return Task.CompletedTask;
    });

    private static CaseFigures Of(CaseId id, params Figure[] figures) => new(id, Tenant, "procedure", figures);

    private Task PutAsync(CaseId id, params Figure[] figures) => InUnitAsync(u => u.Figures.PutAsync(Of(id, figures), None));

    private async Task<int> AnewAsync()
    {
        int corrected = 0;
        await InUnitAsync(async u => corrected = await u.Figures.SumAnewAsync(None));
        return corrected;
    }

    private async Task<IEnumerable<(DateOnly Day, string Measure, long Count)>> SumsAsync(DateOnly? from = null) =>
        (await ReadAsync(u => u.Figures.ListAsync([Tenant], from ?? First, Second, None))).Select(f => (f.Day, f.Measure, f.Count)).Order();
}

public sealed class SqliteFigureTests : FigureContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresFigureTests : FigureContract<PostgresDatabase>;
