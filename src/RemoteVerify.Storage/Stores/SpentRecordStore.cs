using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>Removes spent rows by one statement a batch; the database's own lock is all it takes.</summary>
internal sealed class SpentRecordStore(IDbContextFactory<StorageContext> contexts) : ISpentRecordStore
{
    public async Task<int> RemoveAsync(SpentKind kind, DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        await using StorageContext context = await contexts.CreateDbContextAsync(cancellationToken);
        long until = Time.Write(before);
        return await (kind switch
        {
            SpentKind.Token => Delete(context.Tokens.Where(t => t.Kind != AccessTokenKind.PersonCode && t.ExpiresAt < until).OrderBy(t => t.ExpiresAt)),
            SpentKind.PersonCode => Delete(context.Tokens.Where(t => t.Kind == AccessTokenKind.PersonCode && t.ExpiresAt < until).OrderBy(t => t.ExpiresAt)),
            SpentKind.DownloadLink => Delete(context.DownloadLinks.Where(l => l.ExpiresAt < until).OrderBy(l => l.ExpiresAt)),
            SpentKind.UsedOnce => Delete(context.UsedOnce.Where(u => u.ExpiresAt < until).OrderBy(u => u.ExpiresAt)),
            SpentKind.SentEvent => Delete(context.Outbox.Where(o => o.SentAt != null && o.SentAt < until).OrderBy(o => o.SentAt)),
            SpentKind.CaptureFingerprint => Delete(context.CaptureFingerprints.Where(f => f.At < until).OrderBy(f => f.At)),
            SpentKind.Seat => DeleteSeatsAsync(context, before.ToUnixTimeSeconds(), limit, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        });

        Task<int> Delete<T>(IQueryable<T> due) => due.Take(limit).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Rows of several key columns can't be named by one list, so the batch ends at the time of its last row.</summary>
    private static async Task<int> DeleteSeatsAsync(StorageContext context, long before, int limit, CancellationToken cancellationToken)
    {
        List<AppointmentSeatRow> due = await context.AppointmentSeats.AsNoTracking().Where(s => s.At < before).OrderBy(s => s.At).Take(limit).ToListAsync(cancellationToken);
        int removed = 0;
        foreach (var of in due.GroupBy(s => new { s.Tenant, s.ServicePoint, s.At }))
        {
            int[] seats = [.. of.Select(s => s.Seat)];
            removed += await context.AppointmentSeats
                .Where(s => s.Tenant == of.Key.Tenant && s.ServicePoint == of.Key.ServicePoint && s.At == of.Key.At && seats.Contains(s.Seat)).ExecuteDeleteAsync(cancellationToken);
        }

        return removed;
    }
}
