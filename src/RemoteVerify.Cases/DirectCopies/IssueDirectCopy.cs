using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Results.RelatedActs;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.DirectCopies;

/// <summary>What a certified copy (bản sao y) is made from.</summary>
/// <param name="Original">The sealed original, embedded unchanged.</param>
/// <param name="OriginalSha256">Its hash, printed.</param>
/// <param name="Title">Title of the original.</param>
/// <param name="Organisation">Who issues the copy.</param>
/// <param name="IssuedAt">When, printed in Vietnam time.</param>
/// <param name="Code">Verification code of the copy, as printed.</param>
/// <param name="CheckAddress">Address in the QR, which opens the check of this copy.</param>
/// <param name="SystemName">The system where the original can be looked up.</param>
/// <param name="IsTest">Marks every page.</param>
/// <param name="Signatures">The original's signatures as judged when the copy was made.</param>
public sealed record CertifiedCopyOrder(
    ReadOnlyMemory<byte> Original,
    Sha256Digest OriginalSha256,
    string Title,
    string Organisation,
    DateTimeOffset IssuedAt,
    string Code,
    string CheckAddress,
    string SystemName,
    bool IsTest,
    IReadOnlyList<SignatureVerdict> Signatures)
{
    /// <summary>Corrections and amendments that must be read with the original.</summary>
    public IReadOnlyList<RelatedPage> Related { get; init; } = [];

    public override string ToString() => "CertifiedCopyOrder";
}

/// <summary>Composes the pages of a certified copy.</summary>
public interface ICertifiedCopyComposer
{
    Outcome<ReadOnlyMemory<byte>> Compose(CertifiedCopyOrder order);
}

/// <summary>
/// Issues a certified copy of a whole stored result at once, without a case, an officer or a number: the original is checked first, the copy is
/// sealed and can be checked itself. What a procedure makes of a stored result is <c>Journeys/StoredCopies</c>.
/// </summary>
public sealed class IssueDirectCopy(
    Desk desk, ProcedureLibrary procedures, SealPaper seal, ICertifiedCopyComposer composer, IDocumentValidator validator, CheckPlace place)
{
    public Task<Outcome<PublishedBytes>> DoAsync(Actor actor, PublishedId resultId, CancellationToken cancellationToken) =>
        desk.DoAsync<PublishedBytes>(Act.IssueCopy, actor, async (work, ct) =>
        {
            if (!(await Repository.ReadAsync(work, resultId, ct)).TryGet(out PublishedBytes? original, out Refusal? refusal)
                || !validator.Validate(original.Pdf, work.Now).TryGet(out DocumentVerdict? verdict, out refusal)
                || !(await PagesOfResult.ReadAsync(work, original.Document, ct)).TryGet(out IReadOnlyList<RelatedPage>? related, out refusal))
            {
                return refusal;
            }

            PublishedDocument source = original.Document;
            ResultState state = ResultState.Of(source, await work.Unit.RelatedActs.ListAsync(source.Id, ct), work.Now);
            if (source.Kind != PublishedKind.Result || state is not ResultState.Valid || !verdict.IsValid)
            {
                return new Refusal(RefusalCode.OriginalNotValid, "A copy is made from a valid result only. Check the original and its reasons.", [], [verdict.Indication, state.Name]);
            }

            if (await CopyLimit.ReachedAsync(work, source, ct) is { } reached)
            {
                return reached;
            }

            // The composer asks for its templates without a unit of work, so they are read here, as they are now.
            await procedures.SnapshotAsync(work.Unit, ct);
            string organisation = seal.Of(work).Organisation;
            CaseFile? file = source.Provenance == ResultProvenance.Case ? (await work.Unit.Cases.FindAsync(source.Tenant, source.CaseId, ct))?.File : null;
            VerificationCode code = VerificationCode.New();
            var order = new CertifiedCopyOrder(
                original.Pdf, source.Sha256, source.Title, organisation, work.Now, code.Printed, place.CheckAddress + code.Plain, place.SystemName,
                source.IsTest, verdict.Signatures)
            {
                Related = related,
            };
            if (!composer.Compose(order).TryGet(out ReadOnlyMemory<byte> composed, out refusal)
                || !(await seal.DoAsync(work, new SealOrder(file, source.IsTest, "Sao y"), composed, ct)).TryGet(out ReadOnlyMemory<byte> signed, out refusal))
            {
                return refusal;
            }

            BlobId blob = await work.Unit.Blobs.PutAsync(source.Tenant, source.CaseId, DataClass.Published, signed, ct);
            var copy = new PublishedDocument(
                PublishedId.New(work.Now), source.Tenant, source.CaseId, PublishedKind.CertifiedCopy, code.Sha256, code.Plain, Sha256Digest.Of(signed.Span), blob,
                source.Title, organisation, source.IsTest, source.Id, work.Now, null)
            {
                Type = source.Type,
                Number = source.Number,
                Owners = source.Owners,
                Validity = source.Validity,
            };
            await work.Unit.Published.AddAsync(copy, ct);
            work.Note("copy", copy.Id.ToString());
            work.Note("original", source.Sha256.Hex);
            work.Note("document", copy.Sha256.Hex);
            work.Publish("result.copied", source.CaseId, copy.Id.ToString());
            return new PublishedBytes(copy, signed);
        }, cancellationToken);
}
