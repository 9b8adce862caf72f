using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Checking;

/// <summary>A document that was issued here, as anyone who has its code or its bytes may see it.</summary>
public sealed record PublicRecord(
    PublishedKind Kind, string Title, string Organisation, bool IsTest, Sha256Digest Sha256, DateTimeOffset IssuedAt, DateTimeOffset? WithdrawnAt)
{
    /// <summary>Code of the kind of result, or null.</summary>
    public string? Type { get; init; }

    /// <summary>Number in its register book, or null.</summary>
    public string? Number { get; init; }

    /// <summary>What it is worth now.</summary>
    public ResultState State { get; init; } = new ResultState.Valid();

    /// <summary>When it may be used; null for always.</summary>
    public ValidityPeriod? Validity { get; init; }

    /// <summary>Masked names of whose it is.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>Corrections, amendments, ends and cancellations, which must be read with it.</summary>
    public IReadOnlyList<PublicRelatedAct> RelatedActs { get; init; } = [];

    /// <summary>For a related act the result that it is about; null for every other document.</summary>
    public PublicTarget? About { get; init; }

    /// <summary>The result that took its place, by its code; null without one.</summary>
    public string? ReplacedByCode { get; init; }

    /// <summary>How it came into the repository.</summary>
    public ResultProvenance Provenance { get; init; }

    public override string ToString() => $"PublicRecord {Kind} {Sha256}";
}

/// <summary>A related act as anyone may see it who may see the result.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Title">Its title.</param>
/// <param name="At">From when it counts.</param>
/// <param name="Code">Its own verification code, as printed.</param>
/// <param name="Sha256">Hash of its document.</param>
public sealed record PublicRelatedAct(RelatedActKind Kind, string Title, DateTimeOffset At, string Code, Sha256Digest Sha256)
{
    public override string ToString() => $"PublicRelatedAct {Kind}";
}

/// <summary>The result that a related act is about.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Number">Its number, or null.</param>
/// <param name="Code">Its verification code, as the page of the act prints it.</param>
/// <param name="Sha256">Hash of its document.</param>
public sealed record PublicTarget(string Title, string? Number, string Code, Sha256Digest Sha256)
{
    public override string ToString() => $"PublicTarget {Sha256}";
}

internal static class PublicRecords
{
    public static async Task<PublicRecord> OfAsync(Work work, PublishedDocument document, CancellationToken cancellationToken)
    {
        ResultRecord record = await Records.OfAsync(work, document, cancellationToken);
        PublishedDocument? replacement = document.Replacement is { } replaced ? await work.Unit.Published.FindAsync(replaced.By, cancellationToken) : null;
        return new PublicRecord(document.Kind, document.Title, document.Organisation, document.IsTest, document.Sha256, document.IssuedAt, document.WithdrawnAt)
        {
            Type = document.Type,
            Number = document.Number,
            State = record.State,
            Validity = document.Validity,
            Owners = [.. document.Owners.Select(o => MaskedName.Of(o.FullName))],
            RelatedActs = [.. record.RelatedActs.Select(a => new PublicRelatedAct(a.Act.Kind, a.Act.Title, a.Act.At, Printed(a.Code), a.Sha256))],
            About = await TargetAsync(work, document, cancellationToken),
            ReplacedByCode = replacement is null ? null : Printed(replacement.Code),
            Provenance = document.Provenance,
        };
    }

    private static async Task<PublicTarget?> TargetAsync(Work work, PublishedDocument document, CancellationToken cancellationToken) =>
        document.Kind == PublishedKind.RelatedAct
        && await work.Unit.RelatedActs.FindByDocumentAsync(document.Id, cancellationToken) is { } act
        && await work.Unit.Published.FindAsync(act.Target, cancellationToken) is { } target
            ? new PublicTarget(target.Title, target.Number, Printed(target.Code), target.Sha256)
            : null;

    private static string Printed(string code) => VerificationCode.TryParse(code, out VerificationCode? read) ? read.Printed : code;
}

/// <summary>What the check of a file found.</summary>
/// <param name="Verdict">Its signatures.</param>
/// <param name="Issued">The record when exactly this file was issued here; null for any other file.</param>
public sealed record DocumentCheck(DocumentVerdict Verdict, PublicRecord? Issued)
{
    /// <summary>The file has the bytes from before a renewal of its archive timestamp: the same paper, and a newer file of it exists.</summary>
    public bool IsEarlierVersion { get; init; }
}

/// <summary>Checks any PDF, for anyone. The file is not kept.</summary>
public sealed class CheckDocument(Desk desk, IDocumentValidator validator)
{
    /// <summary>Largest file taken, in bytes.</summary>
    public const int MaximumBytes = 50 * 1024 * 1024;

    public Task<Outcome<DocumentCheck>> DoAsync(Actor actor, ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken) =>
        desk.DoAsync<DocumentCheck>(Act.CheckDocument, actor, async (work, ct) =>
        {
            work.StaySilent();
            if (pdf.Length > MaximumBytes)
            {
                return new Refusal(RefusalCode.DocumentTooLarge, $"The file has more than {MaximumBytes} bytes, the most that is checked here.");
            }

            if (!validator.Validate(pdf, work.Now).TryGet(out DocumentVerdict? verdict, out Refusal? refusal))
            {
                return refusal;
            }

            Sha256Digest hash = Sha256Digest.Of(pdf.Span);
            PublishedDocument? issued = await work.Unit.Published.FindByHashAsync(hash, ct);
            return new DocumentCheck(verdict, issued is null ? null : await PublicRecords.OfAsync(work, issued, ct)) { IsEarlierVersion = issued is not null && issued.Sha256 != hash };
        }, cancellationToken);
}

/// <summary>What a code leads to.</summary>
/// <param name="Issued">The record.</param>
/// <param name="Verdict">The stored document, judged now; owners are named masked.</param>
/// <param name="Original">For a copy the record of its original.</param>
/// <param name="Pdf">The stored document: who has the code may have it.</param>
public sealed record CodeCheck(PublicRecord Issued, DocumentVerdict Verdict, PublicRecord? Original, ReadOnlyMemory<byte> Pdf)
{
    public override string ToString() => $"CodeCheck {Verdict.Indication}";
}

/// <summary>Looks up a verification code, for anyone.</summary>
public sealed class CheckCode(Desk desk, IDocumentValidator validator)
{
    public Task<Outcome<CodeCheck>> DoAsync(Actor actor, string text, CancellationToken cancellationToken) =>
        desk.DoAsync<CodeCheck>(Act.CheckCode, actor, async (work, ct) =>
        {
            work.StaySilent();
            // Both wrong kinds of code go the same way through the store, so that the time of the answer tells nothing.
            bool isReadable = VerificationCode.TryParse(text, out VerificationCode? code);
            if (await work.Unit.Published.FindByCodeAsync(code?.Sha256 ?? Tokens.Hash(text ?? ""), ct) is not { } found)
            {
                return isReadable
                    ? new Refusal(RefusalCode.VerificationCodeUnknown, "No document was issued here under this code. Compare it with the paper.")
                    : new Refusal(RefusalCode.VerificationCodeMalformed, "A verification code has 26 letters and digits. Type it as printed, with or without dashes.");
            }

            if (!(await Repository.BytesAsync(work, found, ct)).TryGet(out PublishedBytes? stored, out Refusal? refusal)
                || !validator.Validate(stored.Pdf, work.Now).TryGet(out DocumentVerdict? verdict, out refusal))
            {
                return refusal;
            }

            PublishedDocument? original = found.Original is { } id ? await work.Unit.Published.FindAsync(id, ct) : null;
            return new CodeCheck(
                await PublicRecords.OfAsync(work, found, ct), MaskedVerdict.Of(verdict, found.Owners), original is null ? null : await PublicRecords.OfAsync(work, original, ct), stored.Pdf);
        }, cancellationToken);
}
