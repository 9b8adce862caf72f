using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>Register books. <paramref name="lockWrites"/> takes the write lock of the unit of work, which makes the next number certain.</summary>
internal sealed class RegisterStore(StorageContext context, CaseKeys keys, Func<CancellationToken, Task> lockWrites) : IRegisterStore
{
    public async Task<ReservedEntry> ReserveAsync(ReservationOrder order, CancellationToken cancellationToken)
    {
        await lockWrites(cancellationToken);
        if (await LivingAsync(order, cancellationToken) is { } living)
        {
            return await ReadAsync(living, cancellationToken) as ReservedEntry
                ?? throw new InvalidOperationException($"The paper '{order.Subject}' of this case has the number {living.BookCode}/{living.Year}/{living.Number} already.");
        }

        RegisterBookRow book = await BookAsync(order.Book, cancellationToken);
        book.LastNumber++;
        keys.BelongsTo(order.CaseId.Value, order.Book.Tenant);
        byte[] key = await keys.ForWritingAsync(order.CaseId.Value, DataClass.Register, cancellationToken);
        var row = new RegisterEntryRow
        {
            Tenant = order.Book.Tenant.Value,
            BookCode = order.Book.Code,
            Year = order.Book.Year,
            Number = book.LastNumber,
            State = RegisterEntryState.Reserved,
            CaseId = order.CaseId.Value,
            Subject = order.Subject,
            Living = order.Subject,
            ReservedAt = Time.Write(order.At),
            ReservedBy = order.By,
            Text = [],
        };
        row.Text = Sealed.Seal(key, Place(row, "text"), JsonSerializer.SerializeToUtf8Bytes(order.Text, StoredJson.Options));
        context.RegisterEntries.Add(row);
        return new ReservedEntry(order.Book, row.Number, order.CaseId, order.Subject, order.Text, Time.Read(row.ReservedAt), order.By);
    }

    public async Task UseAsync(UsedEntry entry, CancellationToken cancellationToken)
    {
        RegisterEntryRow row = await CloseAsync(entry, entry.UsedBy, entry.UsedAt, cancellationToken);
        row.DocumentSha256 = entry.Document.Hex;
    }

    public async Task VoidAsync(VoidedEntry entry, CancellationToken cancellationToken)
    {
        RegisterEntryRow row = await CloseAsync(entry, entry.VoidedBy, entry.VoidedAt, cancellationToken);
        byte[] key = await keys.ForWritingAsync(row.CaseId, DataClass.Register, cancellationToken);
        row.Living = null;
        row.Reason = Sealed.Seal(key, Place(row, "reason"), Encoding.UTF8.GetBytes(entry.Reason));
    }

    public async Task<RegisterEntry?> FindAsync(RegisterBook book, long number, CancellationToken cancellationToken) =>
        await Rows(book).FirstOrDefaultAsync(e => e.Number == number, cancellationToken) is { } row ? await ReadAsync(row, cancellationToken) : null;

    public async Task<IReadOnlyList<RegisterEntry>> FindAsync(TenantId tenant, CaseId caseId, CancellationToken cancellationToken) => await ReadAllAsync(
        await context.RegisterEntries.AsNoTracking().Where(e => e.CaseId == caseId.Value && e.Tenant == tenant.Value)
            .OrderBy(e => e.ReservedAt).ThenBy(e => e.BookCode).ThenBy(e => e.Year).ThenBy(e => e.Number).ToListAsync(cancellationToken),
        cancellationToken);

    public async Task<IReadOnlyList<RegisterEntry>> ListAsync(RegisterBook book, long from, int count, CancellationToken cancellationToken) => await ReadAllAsync(
        await Rows(book).Where(e => e.Number >= from).OrderBy(e => e.Number).Take(count).ToListAsync(cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<ReservedEntry>> ListOpenAsync(TenantId tenant, DateTimeOffset before, int count, CancellationToken cancellationToken)
    {
        long latest = Time.Write(before);
        List<RegisterEntryRow> rows = await context.RegisterEntries.AsNoTracking()
            .Where(e => e.Tenant == tenant.Value && e.State == RegisterEntryState.Reserved && e.ReservedAt < latest)
            .OrderBy(e => e.ReservedAt).ThenBy(e => e.BookCode).ThenBy(e => e.Number).Take(count).ToListAsync(cancellationToken);
        return [.. (await ReadAllAsync(rows, cancellationToken)).Cast<ReservedEntry>()];
    }

    public async Task<IReadOnlyList<(RegisterBook Book, long Last)>> BooksAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        List<RegisterBookRow> rows = await context.RegisterBooks.AsNoTracking().Where(b => b.Tenant == tenant.Value).OrderBy(b => b.Code).ThenBy(b => b.Year).ToListAsync(cancellationToken);
        return [.. rows.Select(b => (new RegisterBook(tenant, b.Code, b.Year), b.LastNumber))];
    }

    private IQueryable<RegisterEntryRow> Rows(RegisterBook book) =>
        context.RegisterEntries.AsNoTracking().Where(e => e.Tenant == book.Tenant.Value && e.BookCode == book.Code && e.Year == book.Year);

    /// <summary>The number that the paper has already: what this unit changed goes before what is stored.</summary>
    private async Task<RegisterEntryRow?> LivingAsync(ReservationOrder order, CancellationToken cancellationToken)
    {
        bool IsMeant(RegisterEntryRow e) => e.CaseId == order.CaseId.Value && e.BookCode == order.Book.Code && e.Subject == order.Subject;
        if (context.RegisterEntries.Local.FirstOrDefault(e => IsMeant(e) && e.Living is not null) is { } local)
        {
            return local;
        }

        RegisterEntryRow? stored = await context.RegisterEntries.AsNoTracking()
            .FirstOrDefaultAsync(e => e.CaseId == order.CaseId.Value && e.BookCode == order.Book.Code && e.Living == order.Subject, cancellationToken);
        bool voidedHere = stored is not null && context.RegisterEntries.Local.Any(e => IsMeant(e) && e.Year == stored.Year && e.Number == stored.Number);
        return voidedHere ? null : stored;
    }

    private async Task<RegisterBookRow> BookAsync(RegisterBook book, CancellationToken cancellationToken)
    {
        if (await context.RegisterBooks.FindAsync([book.Tenant.Value, book.Code, book.Year], cancellationToken) is { } known)
        {
            return known;
        }

        var opened = new RegisterBookRow { Tenant = book.Tenant.Value, Code = book.Code, Year = book.Year };
        context.RegisterBooks.Add(opened);
        return opened;
    }

    private async Task<RegisterEntryRow> CloseAsync(RegisterEntry entry, string by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        RegisterBook book = entry.Book;
        RegisterEntryRow row = await context.RegisterEntries.FindAsync([book.Tenant.Value, book.Code, book.Year, entry.Number], cancellationToken)
            ?? throw new InvalidOperationException("The number was not reserved before.");

        // A row that was closed meanwhile must conflict, whoever closed it.
        context.Entry(row).Property(e => e.State).OriginalValue = RegisterEntryState.Reserved;
        row.State = entry.State;
        (row.ClosedAt, row.ClosedBy) = (Time.Write(at), by);
        return row;
    }

    private async Task<IReadOnlyList<RegisterEntry>> ReadAllAsync(List<RegisterEntryRow> rows, CancellationToken cancellationToken)
    {
        var entries = new List<RegisterEntry>(rows.Count);
        foreach (RegisterEntryRow row in rows)
        {
            entries.Add(await ReadAsync(row, cancellationToken));
        }

        return entries;
    }

    private async Task<RegisterEntry> ReadAsync(RegisterEntryRow row, CancellationToken cancellationToken)
    {
        byte[]? key = await keys.ForReadingAsync(row.CaseId, DataClass.Register, cancellationToken);
        RegisterText? text = key is null ? null : JsonSerializer.Deserialize<RegisterText>(Sealed.Open(key, Place(row, "text"), row.Text), StoredJson.Options);
        var reserved = new ReservedEntry(
            new RegisterBook(new TenantId(row.Tenant), row.BookCode, row.Year), row.Number, new CaseId(row.CaseId), row.Subject, text, Time.Read(row.ReservedAt), row.ReservedBy);
        return row.State switch
        {
            RegisterEntryState.Reserved => reserved,
            RegisterEntryState.Used => reserved.Use(StoredDigest.Read(row.DocumentSha256!), row.ClosedBy!, Time.Read(row.ClosedAt!.Value)),
            _ => new VoidedEntry(
                reserved.Book, reserved.Number, reserved.CaseId, reserved.Subject, text, reserved.ReservedAt, reserved.ReservedBy,
                key is null ? "" : Encoding.UTF8.GetString(Sealed.Open(key, Place(row, "reason"), row.Reason)), Time.Read(row.ClosedAt!.Value), row.ClosedBy!),
        };
    }

    private static string Place(RegisterEntryRow row, string column) =>
        string.Create(CultureInfo.InvariantCulture, $"register/{row.Tenant}/{row.BookCode}/{row.Year}/{row.Number}/{row.CaseId:D}/{column}");
}
