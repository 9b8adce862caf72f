using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Copies;

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
    public override string ToString() => "CertifiedCopyOrder";
}

/// <summary>Composes the pages of a certified copy.</summary>
public interface ICertifiedCopyComposer
{
    Outcome<ReadOnlyMemory<byte>> Compose(CertifiedCopyOrder order);
}

/// <summary>Where people check documents, as printed on papers.</summary>
/// <param name="CheckAddress">Address that a code is appended to, e.g. <c>https://host/check/</c>.</param>
/// <param name="SystemName">Name of the system.</param>
public sealed record CheckPlace(string CheckAddress, string SystemName);

/// <summary>Issues a certified copy from a stored result: the original is checked first, the copy is sealed and can be checked itself.</summary>
public sealed class IssueCopy(
    Desk desk, OrganisationSeals seals, ICertifiedCopyComposer composer, IDocumentSigner signer, IDocumentValidator validator, CheckPlace place)
{
    public Task<Outcome<PublishedBytes>> DoAsync(Actor actor, PublishedId resultId, CancellationToken cancellationToken) =>
        desk.DoAsync<PublishedBytes>(Act.IssueCopy, actor, async (work, ct) =>
        {
            if (!(await Repository.ReadAsync(work, resultId, ct)).TryGet(out PublishedBytes? original, out Refusal? refusal)
                || !validator.Validate(original.Pdf, work.Now).TryGet(out DocumentVerdict? verdict, out refusal))
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

            OrganisationSealKey seal = seals.For(actor.Tenant);
            VerificationCode code = VerificationCode.New();
            var order = new CertifiedCopyOrder(
                original.Pdf, source.Sha256, source.Title, seal.Organisation, work.Now, code.Printed, place.CheckAddress + code.Plain, place.SystemName,
                source.IsTest, verdict.Signatures);
            var signature = new SignatureOrder(SlotNames.Seal, seal.Organisation, "Sao y", null, work.Now, []);
            if (!composer.Compose(order).TryGet(out ReadOnlyMemory<byte> composed, out refusal)
                || !(await signer.SignAsync(composed, signature, seal.Key, ct)).TryGet(out ReadOnlyMemory<byte> signed, out refusal)
                || !(await signer.TimestampAsync(signed, ct)).TryGet(out signed, out refusal))
            {
                return refusal;
            }

            BlobId blob = await work.Unit.Blobs.PutAsync(source.Tenant, source.CaseId, DataClass.Published, signed, ct);
            var copy = new PublishedDocument(
                PublishedId.New(work.Now), source.Tenant, source.CaseId, PublishedKind.CertifiedCopy, code.Sha256, code.Plain, Sha256Digest.Of(signed.Span), blob,
                source.Title, seal.Organisation, source.IsTest, source.Id, work.Now, null)
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
