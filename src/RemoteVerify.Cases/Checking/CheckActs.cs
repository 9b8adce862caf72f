using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Checking;

/// <summary>A document that was issued here, as anyone who has its code or its bytes may see it.</summary>
public sealed record PublicRecord(
    PublishedKind Kind, string Title, string Organisation, bool IsTest, Sha256Digest Sha256, DateTimeOffset IssuedAt, DateTimeOffset? WithdrawnAt)
{
    internal static PublicRecord Of(PublishedDocument d) => new(d.Kind, d.Title, d.Organisation, d.IsTest, d.Sha256, d.IssuedAt, d.WithdrawnAt);

    public override string ToString() => $"PublicRecord {Kind} {Sha256}";
}

/// <summary>What the check of a file found.</summary>
/// <param name="Verdict">Its signatures.</param>
/// <param name="Issued">The record when exactly this file was issued here; null for any other file.</param>
public sealed record DocumentCheck(DocumentVerdict Verdict, PublicRecord? Issued);

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

            PublishedDocument? issued = await work.Unit.Published.FindByHashAsync(Sha256Digest.Of(pdf.Span), ct);
            return new DocumentCheck(verdict, issued is null ? null : PublicRecord.Of(issued));
        }, cancellationToken);
}

/// <summary>What a code leads to.</summary>
/// <param name="Issued">The record.</param>
/// <param name="Verdict">The stored document, judged now.</param>
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
            if (!VerificationCode.TryParse(text, out VerificationCode? code))
            {
                return new Refusal(RefusalCode.VerificationCodeMalformed, "A verification code has 26 letters and digits. Type it as printed, with or without dashes.");
            }

            if (await work.Unit.Published.FindByCodeAsync(code.Sha256, ct) is not { } found)
            {
                return new Refusal(RefusalCode.VerificationCodeUnknown, "No document was issued here under this code. Compare it with the paper.");
            }

            if (!(await Repository.BytesAsync(work, found, ct)).TryGet(out PublishedBytes? stored, out Refusal? refusal)
                || !validator.Validate(stored.Pdf, work.Now).TryGet(out DocumentVerdict? verdict, out refusal))
            {
                return refusal;
            }

            PublishedDocument? original = found.Original is { } id ? await work.Unit.Published.FindAsync(id, ct) : null;
            return new CodeCheck(PublicRecord.Of(found), verdict, original is null ? null : PublicRecord.Of(original), stored.Pdf);
        }, cancellationToken);
}
