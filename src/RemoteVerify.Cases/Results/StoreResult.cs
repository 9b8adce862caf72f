using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Results.RelatedActs;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Results;

/// <summary>A document of the repository with its bytes.</summary>
public sealed record PublishedBytes(PublishedDocument Document, ReadOnlyMemory<byte> Pdf)
{
    /// <summary>The code as printed.</summary>
    public string Code => VerificationCode.TryParse(Document.Code, out VerificationCode? code) ? code.Printed : Document.Code;

    /// <summary>What it is worth and what must be read with it, where it is given out without its record; otherwise null.</summary>
    public ResultRecord? Record { get; init; }

    public override string ToString() => Document.ToString();
}

/// <summary>Puts the effective document into the repository of results (kho kết quả) under a verification code.</summary>
public sealed class StoreResult(Desk desk, OrganisationSeals seals, IDocumentValidator validator)
{
    /// <summary>With what the case alone tells about its result.</summary>
    public Task<Outcome<PublishedBytes>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        DoAsync(actor, reference, file => ResultFacts.Of(file, desk.Clock.GetUtcNow()), cancellationToken);

    /// <summary>With what its procedure says about the result.</summary>
    public Task<Outcome<PublishedBytes>> DoAsync(Actor actor, CaseReference reference, Func<CaseFile, ResultFacts> factsOf, CancellationToken cancellationToken) =>
        desk.DoAsync<PublishedBytes>(Act.StoreResult, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<Effective>(reference, ct)).TryGet(out Effective? current, out Refusal? refusal)
                || !(await work.DocumentAsync(current.File, current.Document, ct)).TryGet(out ReadOnlyMemory<byte> pdf, out refusal)
                || !validator.Validate(pdf, work.Now).TryGet(out DocumentVerdict? verdict, out refusal))
            {
                return refusal;
            }

            if (!verdict.IsValid)
            {
                return new Refusal(
                    RefusalCode.SignatureNotValid,
                    "Not every signature of the document passes the check, so it can't be stored as a result. Look at the reasons.",
                    [],
                    [.. verdict.Signatures.Where(s => s.Indication != "TOTAL_PASSED").Select(s => $"{s.Field}:{s.Indication}:{s.SubIndication}")]);
            }

            CaseFile file = current.File;
            VerificationCode code = file.ResultCode is { } printed && VerificationCode.TryParse(printed, out VerificationCode? composed) ? composed : VerificationCode.New();
            foreach (ReservedEntry entry in (await work.Unit.Registers.FindAsync(file.Tenant, file.Id, ct)).OfType<ReservedEntry>())
            {
                await Numbers.UseAsync(work, entry, current.Document.Sha256, ct);
            }

            BlobId blob = await work.Unit.Blobs.PutAsync(file.Tenant, file.Id, DataClass.Published, pdf, ct);
            ResultFacts facts = factsOf(file);
            var result = new PublishedDocument(
                PublishedId.New(work.Now), file.Tenant, file.Id, file.RelatedAct is null ? PublishedKind.Result : PublishedKind.RelatedAct, code.Sha256, code.Plain, current.Document.Sha256, blob,
                file.Title, seals.For(file.Tenant).Organisation, file.IsTest, file.CopyOf, work.Now, null)
            {
                Type = facts.Type,
                Number = facts.Number,
                Owners = facts.Owners,
                Validity = facts.Validity,
            };
            await work.Unit.Published.AddAsync(result, ct);
            if (file.RelatedAct is { } plan)
            {
                // Signed and sealed, it counts, whatever happened to the result meanwhile: both are shown.
                PublishedDocument about = await work.Unit.Published.FindAsync(plan.Target, ct)
                    ?? throw new InvalidOperationException("The result that the related act is about is not in the repository any more.");
                await RelatedActTarget.LinkAsync(work, about, result, plan.Kind, ct);
            }

            await work.SaveAsync(current.Store(result.Id, work.Now), ct);
            work.Note("result", result.Id.ToString());
            work.Note("document", result.Sha256.Hex);
            work.Publish("result.issued", file.Id, result.Id.ToString());
            return new PublishedBytes(result, pdf);
        }, cancellationToken);
}

/// <summary>Gives out a stored result or copy to the people of its case.</summary>
public sealed class ReadResult(Desk desk)
{
    public Task<Outcome<PublishedBytes>> DoAsync(Actor actor, PublishedId id, CancellationToken cancellationToken) =>
        desk.DoAsync<PublishedBytes>(Act.ReadResult, actor, (work, ct) => Repository.ReadAsync(work, id, ct), cancellationToken);
}

internal static class Repository
{
    /// <summary>A published document that the actor may see, with its bytes, which must still have the recorded hash.</summary>
    public static async Task<Outcome<PublishedBytes>> ReadAsync(Work work, PublishedId id, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(work, id, cancellationToken)).TryGet(out PublishedDocument? found, out Refusal? refusal))
        {
            return refusal;
        }

        work.Note("document", found.Sha256.Hex);
        return await BytesAsync(work, found, cancellationToken);
    }

    /// <summary>
    /// A published document that the actor may see: one of a case of theirs, a citizen's own, for the people of the agency
    /// what was digitised there, and the related acts of all these.
    /// </summary>
    public static async Task<Outcome<PublishedDocument>> FindAsync(Work work, PublishedId id, CancellationToken cancellationToken)
    {
        PublishedDocument? found = await work.Unit.Published.FindAsync(id, cancellationToken);
        if (found is null || !await MaySeeAsync(work, found, cancellationToken))
        {
            return new Refusal(RefusalCode.ResultNotFound, "There is no such result for you. Check the id.");
        }

        work.About(found.CaseId);
        return found;
    }

    public static async Task<Outcome<PublishedBytes>> BytesAsync(Work work, PublishedDocument document, CancellationToken cancellationToken)
    {
        if (!(await work.BlobAsync(document.CaseId, document.Blob, cancellationToken)).TryGet(out ReadOnlyMemory<byte> pdf, out Refusal? refusal))
        {
            return refusal;
        }

        return Sha256Digest.Of(pdf.Span) == document.Sha256
            ? new PublishedBytes(document, pdf)
            : throw new InvalidOperationException("A stored document doesn't have its recorded hash.");
    }

    private static async Task<bool> MaySeeAsync(Work work, PublishedDocument document, CancellationToken cancellationToken)
    {
        if (work.Actor.Role is ActorRole.Officer or ActorRole.OrganisationSeal && document.Provenance == ResultProvenance.Digitised)
        {
            return document.Tenant == work.Actor.Tenant;
        }

        if (document.Provenance == ResultProvenance.Case && (await work.CaseAsync(document.CaseId, cancellationToken)).IsDone)
        {
            return true;
        }

        // Who may see a result may see what must be read with it.
        if (document.Kind == PublishedKind.RelatedAct
            && await work.Unit.RelatedActs.FindByDocumentAsync(document.Id, cancellationToken) is { } act
            && await work.Unit.Published.FindAsync(act.Target, cancellationToken) is { Kind: not PublishedKind.RelatedAct } target
            && await MaySeeAsync(work, target, cancellationToken))
        {
            return true;
        }

        return work.Actor.Role == ActorRole.Citizen && document.Tenant == work.Actor.Tenant
            && (await ProvenPerson.OfAsync(work, cancellationToken)).TryGet(out ResultOwner? person, out _)
            && document.Owners.Any(o => o.PersonalNumber == person.PersonalNumber);
    }
}
