using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Storage.Model;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Storage.Checking;

/// <summary>How a database stands, looked at without changing it.</summary>
/// <param name="Problem">Why a service would not start on it; null when it would.</param>
/// <param name="PendingMigrations">Changes of tables that the next start makes.</param>
/// <param name="Newest">The newest time that stands in it; null when it is empty.</param>
/// <param name="UnsentEvents">Events that wait for delivery.</param>
public sealed record DatabaseState(string? Problem, int PendingMigrations, DateTimeOffset? Newest, int UnsentEvents)
{
    public static async Task<DatabaseState> ReadAsync(RelationalStorage storage, CancellationToken cancellationToken)
    {
        int pending = 0;
        try
        {
            await using StorageContext context = storage.CreateDbContext();
            await storage.Rules.CheckSettingsAsync(context, cancellationToken);
            pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
            if (pending > 0)
            {
                return new DatabaseState(null, pending, null, 0);
            }

            await storage.UnlockAsync(cancellationToken);
            long? newest = Latest(await context.Cases.MaxAsync(c => (long?)c.ChangedAt, cancellationToken), await context.Checkpoints.MaxAsync(c => (long?)c.At, cancellationToken));
            return new DatabaseState(null, 0, newest is { } at ? Time.Read(at) : null, await context.Outbox.CountAsync(o => o.SentAt == null, cancellationToken));
        }
        catch (StorageIntegrityException e)
        {
            return new DatabaseState(e.Message, pending, null, 0);
        }
        catch (Exception e) when ((e as DbException ?? e.InnerException as DbException) is { } cause)
        {
            return new DatabaseState($"It can't be opened: {cause.Message}", pending, null, 0);
        }
    }

    private static long? Latest(long? one, long? other) => one is null ? other : other is null ? one : Math.Max(one.Value, other.Value);
}
