using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Registers;

/// <summary>How acts number papers. Reserve in an act of its own, before the paper is composed; use or void in the act that seals or ends.</summary>
public static class Numbers
{
    /// <summary>
    /// Reserves a number for a paper of a case, or gives back the one it has: repeating the act after a crash takes no second number. A
    /// number of last year that was never used is voided, because its book is closed.
    /// </summary>
    public static async Task<ReservedEntry> ReserveAsync(
        Work work, string bookCode, CaseId caseId, string subject, RegisterText text, CancellationToken cancellationToken)
    {
        var order = new ReservationOrder(RegisterBook.At(work.Actor.Tenant, bookCode, work.Now), caseId, subject, text, work.Actor.Id, work.Now);
        ReservedEntry entry = await work.Unit.Registers.ReserveAsync(order, cancellationToken);
        if (entry.Book.Year != order.Book.Year)
        {
            await VoidAsync(work, entry, VoidReason.YearEnded, cancellationToken);
            entry = await work.Unit.Registers.ReserveAsync(order, cancellationToken);
        }

        work.Note("number", entry.Label);
        return entry;
    }

    /// <summary>Closes the number with the sealed paper that carries it.</summary>
    public static async Task<UsedEntry> UseAsync(Work work, ReservedEntry entry, Sha256Digest document, CancellationToken cancellationToken)
    {
        UsedEntry used = entry.Use(document, work.Actor.Id, work.Now);
        await work.Unit.Registers.UseAsync(used, cancellationToken);
        work.Note("number", used.Label);
        return used;
    }

    /// <summary>Gives the number up; it stays in the book with its reason.</summary>
    public static async Task<VoidedEntry> VoidAsync(Work work, ReservedEntry entry, string reason, CancellationToken cancellationToken)
    {
        VoidedEntry voided = entry.Void(reason, work.Actor.Id, work.Now);
        await work.Unit.Registers.VoidAsync(voided, cancellationToken);
        work.Note("voided", voided.Label);
        work.Publish("register.entry_voided", voided.CaseId, voided.Label);
        return voided;
    }

    /// <summary>Gives up every number of a case that was never used: for acts that end a case without its paper.</summary>
    public static async Task VoidAllAsync(Work work, CaseId caseId, string reason, CancellationToken cancellationToken)
    {
        foreach (ReservedEntry entry in (await work.Unit.Registers.FindAsync(work.Actor.Tenant, caseId, cancellationToken)).OfType<ReservedEntry>())
        {
            await VoidAsync(work, entry, reason, cancellationToken);
        }
    }
}
