using System.Globalization;

namespace RemoteVerify.Cases.Registers;

/// <summary>What becomes of a number. It only goes forward: <c>Reserved -> Used | Voided</c>.</summary>
public enum RegisterEntryState
{
    /// <summary>Given to a paper that is being made.</summary>
    Reserved = 0,

    /// <summary>On a paper that was sealed.</summary>
    Used = 1,

    /// <summary>Given up, with a reason; it is never given again.</summary>
    Voided = 2,
}

/// <summary>What the book says beside the number. It names people, so it is stored encrypted.</summary>
/// <param name="Title">What was certified or notarised.</param>
/// <param name="Parties">For whom.</param>
/// <param name="Columns">What else the form of the book wants, by the column's name.</param>
public sealed record RegisterText(string Title, string Parties, IReadOnlyDictionary<string, string> Columns)
{
    /// <summary>Title and parties alone.</summary>
    public static RegisterText Of(string title, string parties) => new(title, parties, new Dictionary<string, string>());

    public override string ToString() => "RegisterText";
}

/// <summary>One number of a book.</summary>
/// <param name="Book">The book.</param>
/// <param name="Number">1 for the first of the year, then without a gap.</param>
/// <param name="CaseId">The case whose paper carries it.</param>
/// <param name="Subject">Which paper of the case, e.g. <c>result</c>; one living number a subject and book sign.</param>
/// <param name="Text">What the book says beside it; null when the key of it was destroyed.</param>
/// <param name="ReservedAt">When it was given out.</param>
/// <param name="ReservedBy">Opaque id of who took it.</param>
public abstract record RegisterEntry(
    RegisterBook Book, long Number, CaseId CaseId, string Subject, RegisterText? Text, DateTimeOffset ReservedAt, string ReservedBy)
{
    /// <summary>Where the number stands.</summary>
    public abstract RegisterEntryState State { get; }

    /// <summary>Book and number for records and logs, e.g. <c>SCT/BS/2026/17</c>; how it looks on a paper is the template's business.</summary>
    public string Label => string.Create(CultureInfo.InvariantCulture, $"{Book}/{Number}");

    public sealed override string ToString() => $"RegisterEntry {Label} ({State})";
}

/// <summary>A number that waits for its paper.</summary>
public sealed record ReservedEntry(
    RegisterBook Book, long Number, CaseId CaseId, string Subject, RegisterText? Text, DateTimeOffset ReservedAt, string ReservedBy)
    : RegisterEntry(Book, Number, CaseId, Subject, Text, ReservedAt, ReservedBy)
{
    public override RegisterEntryState State => RegisterEntryState.Reserved;

    /// <summary>The paper that carries the number is sealed.</summary>
    public UsedEntry Use(Sha256Digest document, string by, DateTimeOffset at) =>
        new(Book, Number, CaseId, Subject, Text, ReservedAt, ReservedBy, document, at, by);

    /// <summary>The number is given up.</summary>
    public VoidedEntry Void(string reason, string by, DateTimeOffset at) => string.IsNullOrWhiteSpace(reason)
        ? throw new ArgumentException("A voided number needs a reason.", nameof(reason))
        : new(Book, Number, CaseId, Subject, Text, ReservedAt, ReservedBy, reason, at, by);
}

/// <summary>A number on a sealed paper.</summary>
/// <param name="Document">Hash of the sealed paper.</param>
/// <param name="UsedAt">When.</param>
/// <param name="UsedBy">Opaque id of who sealed.</param>
public sealed record UsedEntry(
    RegisterBook Book, long Number, CaseId CaseId, string Subject, RegisterText? Text, DateTimeOffset ReservedAt, string ReservedBy,
    Sha256Digest Document, DateTimeOffset UsedAt, string UsedBy)
    : RegisterEntry(Book, Number, CaseId, Subject, Text, ReservedAt, ReservedBy)
{
    public override RegisterEntryState State => RegisterEntryState.Used;
}

/// <summary>A number that was given up.</summary>
/// <param name="Reason">Why, as printed in the book; encrypted like the text, empty when its key was destroyed.</param>
/// <param name="VoidedAt">When.</param>
/// <param name="VoidedBy">Opaque id of who gave it up.</param>
public sealed record VoidedEntry(
    RegisterBook Book, long Number, CaseId CaseId, string Subject, RegisterText? Text, DateTimeOffset ReservedAt, string ReservedBy,
    string Reason, DateTimeOffset VoidedAt, string VoidedBy)
    : RegisterEntry(Book, Number, CaseId, Subject, Text, ReservedAt, ReservedBy)
{
    public override RegisterEntryState State => RegisterEntryState.Voided;
}
