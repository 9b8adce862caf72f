using RemoteVerify.Cases.Registers;

namespace RemoteVerify.Cases.Stores;

/// <summary>A number that an act asks for.</summary>
/// <param name="Book">The book.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Subject">Which paper of the case; opaque, no personal data.</param>
/// <param name="Text">What the book says beside the number.</param>
/// <param name="By">Opaque id of who asks.</param>
/// <param name="At">When.</param>
public sealed record ReservationOrder(RegisterBook Book, CaseId CaseId, string Subject, RegisterText Text, string By, DateTimeOffset At)
{
    public override string ToString() => $"ReservationOrder {Book}";
}

/// <summary>
/// The register books. Numbers of a book are 1, 2, 3 without a gap: a number exists exactly when the unit of work that asked for it was
/// committed, and it is never given twice.
/// </summary>
public interface IRegisterStore
{
    /// <summary>
    /// The next number of the book, or the living (reserved) one of this book sign, case and subject. Unlike other writes it takes the write
    /// lock at once and holds it until the unit is committed or disposed, so that the number is certain when it is given: nobody else can commit
    /// meanwhile. Use it in a short act of its own, commit, and compose and sign the paper afterwards.
    /// </summary>
    Task<ReservedEntry> ReserveAsync(ReservationOrder order, CancellationToken cancellationToken);

    /// <summary>Closes a number that was reserved and committed before; two at once conflict at commit.</summary>
    Task UseAsync(UsedEntry entry, CancellationToken cancellationToken);

    /// <summary>Gives a reserved number up; two at once conflict at commit.</summary>
    Task VoidAsync(VoidedEntry entry, CancellationToken cancellationToken);

    /// <summary>One number, or null.</summary>
    Task<RegisterEntry?> FindAsync(RegisterBook book, long number, CancellationToken cancellationToken);

    /// <summary>Every number of a case in the order they were given, voided ones too.</summary>
    Task<IReadOnlyList<RegisterEntry>> FindAsync(TenantId tenant, CaseId caseId, CancellationToken cancellationToken);

    /// <summary>A page of the book, in order, from a number on.</summary>
    Task<IReadOnlyList<RegisterEntry>> ListAsync(RegisterBook book, long from, int count, CancellationToken cancellationToken);

    /// <summary>Numbers that were reserved before <paramref name="before"/> and never closed, oldest first: somebody must use or void them.</summary>
    Task<IReadOnlyList<ReservedEntry>> ListOpenAsync(TenantId tenant, DateTimeOffset before, int count, CancellationToken cancellationToken);

    /// <summary>The books of a tenant with the last number given in each.</summary>
    Task<IReadOnlyList<(RegisterBook Book, long Last)>> BooksAsync(TenantId tenant, CancellationToken cancellationToken);
}
