using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Checking;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>The inspection sees what must not be, on every database.</summary>
public abstract class InspectionContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [SkippableFact]
    public async Task Run_OnWhatTheServiceWrote_FindsNothing()
    {
        await FillAsync();
        InspectionReport report = await StorageInspection.RunAsync(Storage, None);
        Assert.Empty(report.Findings);
        Assert.Equal((6L, 3L), (report.Leaves, report.Numbers));
    }

    [SkippableTheory]
    [InlineData("DELETE FROM register_entries WHERE \"Number\" = 2", "has a gap before number 3")]
    [InlineData("DELETE FROM register_entries WHERE \"Number\" = 3", "says that its last number is 3, it is 2")]
    [InlineData("DELETE FROM register_books", "numbers of no book")]
    [InlineData("DELETE FROM audit_leaves WHERE \"Index\" = 2", "misses leaf 2")]
    [InlineData("DELETE FROM audit_leaves WHERE \"Index\" = 5", "the log's nodes")]
    [InlineData("UPDATE audit_leaves SET \"LeafHash\" = (SELECT o.\"LeafHash\" FROM audit_leaves AS o WHERE o.\"Index\" = 1) WHERE \"Index\" = 2", "leaf 2 of the log is not that of its entry")]
    [InlineData("UPDATE audit_leaves SET \"Entry\" = (SELECT o.\"Entry\" FROM audit_leaves AS o WHERE o.\"Index\" = 1) WHERE \"Index\" = 2", "could not be read to its end")]
    [InlineData("UPDATE blobs SET \"Data\" = substr(\"Data\", 1, 30)", "could not be read to its end")]
    public async Task Run_AfterARowWasChangedBehindTheService_NamesIt(string change, string finding)
    {
        await FillAsync();
        await using (StorageContext context = Storage.CreateDbContext())
        {
            Assert.InRange(await context.Database.ExecuteSqlRawAsync(change), 1, 6);
        }

        InspectionReport report = await StorageInspection.RunAsync(Storage, None);

        Assert.Contains(report.Findings, found => found.Contains(finding, StringComparison.Ordinal));
        Assert.DoesNotContain("Mẫu", report.ToString(), StringComparison.Ordinal);
    }

    private async Task FillAsync()
    {
        for (int i = 0; i < 3; i++)
        {
            CaseId id = NewCaseId();
            await InUnitAsync(async u =>
            {
                await u.Registers.ReserveAsync(
                    new ReservationOrder(RegisterBook.At(Tenant, "SCT/BS", Clock.GetUtcNow()), id, "result", RegisterText.Of("t", "Mẫu"), "o", Clock.GetUtcNow()), None);
                u.Audit.Append(Entry(id, "register.reserve"));
            });
            await InUnitAsync(async u =>
            {
                await u.Blobs.PutAsync(Tenant, id, DataClass.Dossier, new byte[100], None);
                u.Audit.Append(Entry(id, "document.attach"));
            });
        }
    }
}

public sealed class SqliteInspectionTests : InspectionContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresInspectionTests : InspectionContract<PostgresDatabase>;
