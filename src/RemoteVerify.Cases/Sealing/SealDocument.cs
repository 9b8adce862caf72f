using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.Signing.Certificates;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Sealing;

/// <summary>Puts the organisation's seal on the countersigned document.</summary>
public sealed class SealDocument(Desk desk, OrganisationSeals seals, IDocumentSigner signer, IDocumentValidator validator, SlotGuard guard)
{
    public Task<Outcome<OrganisationSealed>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        desk.DoAsync<OrganisationSealed>(Act.SealDocument, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<Countersigned>(reference, ct)).TryGet(out Countersigned? current, out Refusal? refusal)
                || !(await work.DocumentAsync(current.File, current.Document, ct)).TryGet(out ReadOnlyMemory<byte> pdf, out refusal))
            {
                return refusal;
            }

            OrganisationSealKey seal = seals.For(actor.Tenant);
            if (!(await guard.CheckAsync(work, current.File, SlotSigner.Organisation, nameof(OfficerFunction.Seals), seal.Key.Certificate, seal.Key.Chain, ct)).TryGet(out SignerCertificate? judged, out refusal))
            {
                return refusal;
            }

            work.Note("certificate", judged.SerialNumber);
            work.Note("signature-kind", judged.Kind.ToString());
            var order = new SignatureOrder(
                SlotNames.Seal, seal.Organisation, current.File.Title, current.File.Places.Of(SlotNames.Seal), work.Now,
                [seal.Organisation, VietnamTime.Print(work.Now), current.File.IsTest ? "BẢN THỬ NGHIỆM / TEST" : current.File.Code]);
            if (!(await signer.SignAsync(pdf, order, seal.Key, ct)).TryGet(out ReadOnlyMemory<byte> signed, out refusal))
            {
                return refusal;
            }

            if (!validator.IsIntact(signed, SlotNames.Seal, work.Now))
            {
                return new Refusal(RefusalCode.SignatureNotValid, "The seal that was made is not valid. Check the organisation's key and seal again.");
            }

            DocumentVersion version = await work.KeepDocumentAsync(current.File, signed, DocumentOrigin.Sealed, ct);
            return await work.SaveAsync(current.Seal(work.Now, version), ct);
        }, cancellationToken);
}

/// <summary>Adds the document timestamp; from then on the document has its effect.</summary>
public sealed class TimestampDocument(Desk desk, IDocumentSigner signer, EffectCheck effect)
{
    public Task<Outcome<Effective>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        desk.DoAsync<Effective>(Act.TimestampDocument, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<OrganisationSealed>(reference, ct)).TryGet(out OrganisationSealed? current, out Refusal? refusal)
                || !(await work.DocumentAsync(current.File, current.Document, ct)).TryGet(out ReadOnlyMemory<byte> pdf, out refusal))
            {
                return refusal;
            }

            if (!(await signer.TimestampAsync(pdf, ct)).TryGet(out ReadOnlyMemory<byte> stamped, out refusal))
            {
                // A certificate that was revoked meanwhile can't be proven good, and what it signed is named rather than the engine's trouble.
                return refusal.Code == RefusalCode.SigningRefused ? await effect.RefuseUnstampedAsync(work, current, pdf, ct) ?? refusal : refusal;
            }

            if (SessionRules.NotComplete(current.File, current.Signatures) is { } missing)
            {
                return missing;
            }

            if (await effect.RefuseAsync(work, current, stamped, desk.Clock.GetUtcNow(), ct) is { } without)
            {
                return without;
            }

            DocumentVersion version = await work.KeepDocumentAsync(current.File, stamped, DocumentOrigin.Timestamped, ct);
            work.Publish("document.effective", current.File.Id);
            return await work.SaveAsync(current.Timestamp(work.Now, version), ct);
        }, cancellationToken);
}
