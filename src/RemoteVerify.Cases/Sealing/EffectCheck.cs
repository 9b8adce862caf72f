// Law 46/2024/QH15 article 64: the document takes effect when both have signed, with timestamps.
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.Signing.Certificates;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Sealing;

/// <summary>Whether a document may get its effect: judged from its bytes, whatever the state of the case says.</summary>
public sealed class EffectCheck(IDocumentValidator validator, SlotGuard guard)
{
    /// <summary>Null when every officer's signature, the seal and the document timestamp are valid and of a kind that the procedure takes.</summary>
    /// <param name="work">The act.</param>
    /// <param name="current">The sealed case.</param>
    /// <param name="pdf">The document with its timestamp.</param>
    /// <param name="at">After the timestamp was made.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Refusal?> RefuseAsync(Work work, OrganisationSealed current, ReadOnlyMemory<byte> pdf, DateTimeOffset at, CancellationToken cancellationToken) =>
        RefuseAsync(work, current, pdf, at, verdict =>
            verdict.ValidDocumentTimestamps == 0 ? ["document:not-timestamped"]
            : !SlotKinds.TakesTimestamp(current.File, SlotKinds.Of(verdict.DocumentTimestampRoot)) ? ["document:timestamp-kind-not-accepted"]
            : [], cancellationToken);

    /// <summary>Why a document that can't be stamped has no effect: what is wrong with its signatures as they are; null when that is nothing.</summary>
    public Task<Refusal?> RefuseUnstampedAsync(Work work, OrganisationSealed current, ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken) =>
        RefuseAsync(work, current, pdf, work.Now, _ => [], cancellationToken);

    private async Task<Refusal?> RefuseAsync(
        Work work, OrganisationSealed current, ReadOnlyMemory<byte> pdf, DateTimeOffset at, Func<DocumentVerdict, IReadOnlyList<string>> timestamp, CancellationToken cancellationToken)
    {
        if (!validator.Validate(pdf, at).TryGet(out DocumentVerdict? verdict, out Refusal? refusal))
        {
            return refusal;
        }

        List<string> reasons = [.. verdict.Signatures.Where(s => !s.IsIntact || !s.IsModificationAllowed).Select(s => $"{s.Field}:changed"), .. timestamp(verdict)];
        IReadOnlyList<OfficerSignature> officers = current.File.OfficerSignatures.Count > 0 ? current.File.OfficerSignatures : [current.Countersignature];
        foreach (OfficerSignature officer in officers)
        {
            string function = current.File.OfficerSlots.FirstOrDefault(slot => slot.Slot == officer.Slot)?.Function.ToString() ?? nameof(OfficerFunction.Decides);
            reasons.AddRange(await JudgeAsync(work, current.File, verdict, officer.Slot, officer.CertificateSerial, SlotSigner.Officer, function, cancellationToken));
        }

        reasons.AddRange(await JudgeAsync(work, current.File, verdict, SlotNames.Seal, null, SlotSigner.Organisation, nameof(OfficerFunction.Seals), cancellationToken));
        return reasons.Count == 0
            ? null
            : new Refusal(
                RefusalCode.DocumentNotEffective,
                "The document gets no effect, because the officer's and the organisation's signatures are not both valid, timestamped and of the kind that the procedure takes. The reasons say what is missing.",
                [],
                reasons);
    }

    private async Task<IEnumerable<string>> JudgeAsync(
        Work work, CaseFile file, DocumentVerdict verdict, string slot, string? serial, SlotSigner signer, string role, CancellationToken cancellationToken)
    {
        if (verdict.Signatures.FirstOrDefault(s => s.Field == slot) is not { Certificate: { } certificate } found)
        {
            return [$"{slot}:missing"];
        }

        if (serial is not null && !string.Equals(Convert.ToHexStringLower(certificate.SerialNumber.Span), serial, StringComparison.OrdinalIgnoreCase))
        {
            return [$"{slot}:other-certificate"];
        }

        if (found.TimestampRoot is not { } root)
        {
            return [$"{slot}:not-timestamped"];
        }

        if (!SlotKinds.TakesTimestamp(file, SlotKinds.Of(root)))
        {
            return [$"{slot}:timestamp-kind-not-accepted"];
        }

        Outcome<SignerCertificate> judged = await guard.CheckAsync(
            work, file, signer, role, certificate, found.Chain, found.BestSignatureTime ?? work.Now, cancellationToken);
        return judged.Refusal is { } refusal ? [$"{slot}:{refusal.Code}"] : [];
    }
}
