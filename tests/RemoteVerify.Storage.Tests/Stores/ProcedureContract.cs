using System.Text;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>Imported procedures, calendars and templates on every database.</summary>
public abstract class ProcedureContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [SkippableFact]
    public async Task Add_EveryKind_ComesBackAsItWas_AndMovesTheStamp()
    {
        long empty = await ReadAsync(u => u.Procedures.StampAsync(None));
        Assert.Empty(await ReadAsync(u => u.Procedures.ListAsync(None)));
        ImportedData[] added = [.. Enum.GetValues<ImportedKind>().Select(kind => Data(kind, "2027-01", new DateOnly(2027, 1, 1)))];
        foreach (ImportedData one in added)
        {
            long before = await ReadAsync(u => u.Procedures.StampAsync(None));
            Assert.Equal(CommitResult.Committed, await AddAsync(one));
            Assert.NotEqual(before, await ReadAsync(u => u.Procedures.StampAsync(None)));
        }

        IReadOnlyList<ImportedData> found = await ReadAsync(u => u.Procedures.ListAsync(None));

        Assert.Equal(added.Length, found.Count);
        foreach (ImportedData one in added)
        {
            ImportedData same = Assert.Single(found, f => f.Kind == one.Kind);
            Assert.Equal(one with { Content = default }, same with { Content = default });
            Assert.Equal(one.Content.ToArray(), same.Content.ToArray());
        }

        Assert.NotEqual(empty, await ReadAsync(u => u.Procedures.StampAsync(None)));
    }

    [SkippableFact]
    public async Task Add_SameVersionOrSameFirstDay_ConflictsAndKeepsTheFirst()
    {
        ImportedData first = Data(ImportedKind.Procedure, "2027-01", new DateOnly(2027, 1, 1));
        Assert.Equal(CommitResult.Committed, await AddAsync(first));
        long stamp = await ReadAsync(u => u.Procedures.StampAsync(None));

        Assert.Equal(CommitResult.VersionConflict, await AddAsync(first with { EffectiveFrom = new DateOnly(2027, 2, 1), Content = "{}"u8.ToArray() }));
        Assert.Equal(CommitResult.VersionConflict, await AddAsync(first with { Version = "2027-02" }));
        Assert.Equal(stamp, await ReadAsync(u => u.Procedures.StampAsync(None)));
        Assert.Equal(first.Content.ToArray(), Assert.Single(await ReadAsync(u => u.Procedures.ListAsync(None))).Content.ToArray());

        Assert.Equal(CommitResult.Committed, await AddAsync(first with { Code = "another" }));
        Assert.Equal(CommitResult.Committed, await AddAsync(first with { Version = "2027-02", EffectiveFrom = new DateOnly(2027, 2, 1) }));
    }

    [SkippableFact]
    public async Task Add_ByManyAtOnce_OneIsKept()
    {
        CommitResult[] results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(
            () => AddAsync(Data(ImportedKind.Template, "1", new DateOnly(2027, 1, 1)) with { ImportedBy = $"o{i}" }))));

        Assert.Single(results, CommitResult.Committed);
        Assert.Single(await ReadAsync(u => u.Procedures.ListAsync(None)));
    }

    private Task<CommitResult> AddAsync(ImportedData data) => InUnitAsync(u =>
    {
        u.Procedures.Add(data);
        return Task.CompletedTask;
    });

    private ImportedData Data(ImportedKind kind, string version, DateOnly from) =>
        new(kind, "code", version, from, Encoding.UTF8.GetBytes($$"""{"kind":"{{kind}}"}"""), Clock.GetUtcNow(), "operator");
}

public sealed class SqliteProcedureTests : ProcedureContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresProcedureTests : ProcedureContract<PostgresDatabase>;
