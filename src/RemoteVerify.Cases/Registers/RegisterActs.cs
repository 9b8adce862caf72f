using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Registers;

/// <summary>A page of a register book.</summary>
/// <param name="Book">The book.</param>
/// <param name="Entries">In order, without a gap.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record RegisterPage(RegisterBook Book, IReadOnlyList<RegisterEntry> Entries, long? Next)
{
    public override string ToString() => $"RegisterPage {Book}";
}

/// <summary>Reads a book of the actor's tenant, page by page, for the screen and for printing. Each reading is recorded: the book names people.</summary>
public sealed class ReadRegister(Desk desk)
{
    /// <summary>Most entries of one page.</summary>
    public const int LargestPage = 500;

    public Task<Outcome<RegisterPage>> DoAsync(Actor actor, string bookCode, int year, long from, int count, CancellationToken cancellationToken) =>
        desk.DoAsync<RegisterPage>(Act.ReadRegister, actor, async (work, ct) =>
        {
            if (!RegisterBook.IsSign(bookCode) || year is < 2000 or > 9999 || from < 1 || count is < 1 or > LargestPage)
            {
                return new Refusal(RefusalCode.RegisterBookInvalid, $"Name the sign of the book, a year, a first number from 1 on and 1 to {LargestPage} entries.");
            }

            var book = new RegisterBook(actor.Tenant, bookCode, year);
            IReadOnlyList<RegisterEntry> entries = await work.Unit.Registers.ListAsync(book, from, count, ct);
            work.Note("book", book.ToString());
            return new RegisterPage(book, entries, entries.Count == count ? entries[^1].Number + 1 : null);
        }, cancellationToken);
}

/// <summary>An officer gives up a number whose paper will not be made. The number stays in the book, with the reason.</summary>
public sealed class VoidNumber(Desk desk)
{
    public Task<Outcome<VoidedEntry>> DoAsync(Actor actor, string bookCode, int year, long number, string reason, CancellationToken cancellationToken) =>
        desk.DoAsync<VoidedEntry>(Act.VoidNumber, actor, async (work, ct) =>
        {
            if (!RegisterBook.IsSign(bookCode) || year is < 2000 or > 9999)
            {
                return new Refusal(RefusalCode.RegisterBookInvalid, "Name the sign of the book and its year.");
            }

            if (string.IsNullOrWhiteSpace(reason))
            {
                return new Refusal(RefusalCode.ReasonRequired, "Say why the number is given up; the book prints the reason.");
            }

            RegisterEntry? found = await work.Unit.Registers.FindAsync(new RegisterBook(actor.Tenant, bookCode, year), number, ct);
            if (found is null || !(await work.CaseAsync(found.CaseId, ct)).TryGet(out Case? _, out _))
            {
                return new Refusal(RefusalCode.RegisterNumberNotFound, "The book has no such number. Check the book, the year and the number.");
            }

            return found is ReservedEntry reserved
                ? await Numbers.VoidAsync(work, reserved, reason.Trim(), ct)
                : new Refusal(RefusalCode.RegisterNumberClosed, "The number is used or was given up before. Read the book again.");
        }, cancellationToken);
}
