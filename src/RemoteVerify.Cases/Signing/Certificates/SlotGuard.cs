using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Cases.Signing.Certificates;

/// <summary>Whether a certificate may sign in a slot of a case: the certificate itself, its kind, and whose turn it is.</summary>
/// <param name="gate">Judges certificates.</param>
/// <param name="procedures">What the case's procedure demands.</param>
public sealed class SlotGuard(ICertificateGate gate, ProcedureLibrary procedures)
{
    /// <summary>The certificate as judged now, when the slot takes its kind.</summary>
    /// <param name="work">The act.</param>
    /// <param name="file">The case.</param>
    /// <param name="signer">Who signs.</param>
    /// <param name="role">Kind of the participant, or function of the officer.</param>
    /// <param name="certificate">The signer's.</param>
    /// <param name="chain">What came with it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<SignerCertificate>> CheckAsync(
        Work work, CaseFile file, SlotSigner signer, string role, Certificate certificate, IReadOnlyList<Certificate> chain, CancellationToken cancellationToken) =>
        CheckAsync(work, file, signer, role, certificate, chain, work.Now, cancellationToken);

    /// <summary>The same for another time than now.</summary>
    internal async Task<Outcome<SignerCertificate>> CheckAsync(
        Work work, CaseFile file, SlotSigner signer, string role, Certificate certificate, IReadOnlyList<Certificate> chain, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (!(await gate.CheckAsync(certificate, chain, at, cancellationToken)).TryGet(out SignerCertificate? judged, out Refusal? refusal))
        {
            return refusal;
        }

        return await RefuseKindAsync(work, file, signer, role, judged.Kind, cancellationToken) is { } kind ? kind : judged;
    }

    /// <summary>The organisation's certificate as judged now, for a paper that may belong to no case.</summary>
    /// <param name="work">The act.</param>
    /// <param name="file">The case that the paper belongs to; null for none.</param>
    /// <param name="isTest">Whether the paper is a trial.</param>
    /// <param name="certificate">The seal's.</param>
    /// <param name="chain">What came with it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<SignerCertificate>> CheckSealAsync(
        Work work, CaseFile? file, bool isTest, Certificate certificate, IReadOnlyList<Certificate> chain, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            return await CheckAsync(work, file, SlotSigner.Organisation, nameof(OfficerFunction.Seals), certificate, chain, cancellationToken);
        }

        if (!(await gate.CheckAsync(certificate, chain, work.Now, cancellationToken)).TryGet(out SignerCertificate? judged, out Refusal? refusal))
        {
            return refusal;
        }

        return SlotKinds.TakesWithoutCase(isTest, judged.Kind)
            ? judged
            : new Refusal(
                RefusalCode.SignatureKindNotAccepted,
                "The organisation's seal is of a kind that has no legal effect here. Use one that is public or official-duty.",
                [],
                [judged.Kind.ToString(), $"accepts-{SignatureKind.Public}", $"accepts-{SignatureKind.OfficialDuty}"]);
    }

    /// <summary>The certificate alone, whatever it is used for: valid, trusted, for signing, not revoked.</summary>
    public Task<Outcome<SignerCertificate>> JudgeAsync(Work work, Certificate certificate, IReadOnlyList<Certificate> chain, CancellationToken cancellationToken) =>
        gate.CheckAsync(certificate, chain, work.Now, cancellationToken);

    /// <summary>The refusal for a kind of signature, or null when the slot takes it.</summary>
    public async Task<Refusal?> RefuseKindAsync(Work work, CaseFile file, SlotSigner signer, string role, SignatureKind kind, CancellationToken cancellationToken) =>
        SlotKinds.Refuse(await procedures.OfCaseAsync(work.Unit, file, cancellationToken), file, signer, role, kind);

    /// <summary>The refusal when others sign before this participant, or null.</summary>
    internal async Task<Refusal?> RefuseTurnAsync(Work work, ContentConfirmed current, ParticipantId participant, CancellationToken cancellationToken)
    {
        SigningPlan plan = SigningPlan.OfParticipants(await procedures.OfCaseAsync(work.Unit, current.File, cancellationToken), current.File);
        HashSet<string> signed = [.. current.Signatures.Select(signature => SlotNames.Of(signature.Participant))];
        return plan.MaySign(SlotNames.Of(participant), signed)
            ? null
            : new Refusal(
                RefusalCode.SignerNotNext, "Others sign before this participant. Wait until they have, read the document again and confirm it.", [.. current.Allowed.Select(a => a.Code)],
                [.. plan.Open(signed).Select(slot => slot.Id)]);
    }
}
