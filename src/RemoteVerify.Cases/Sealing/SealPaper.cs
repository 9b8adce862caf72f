// Law 20/2023/QH15 article 22; Law 46/2024/QH15 articles 62 to 64: what is issued with effect is sealed and timestamped by recognised providers.
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.Signing.Certificates;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Sealing;

/// <summary>What a paper that the organisation alone seals is sealed as.</summary>
/// <param name="File">The case that it belongs to; null for none.</param>
/// <param name="IsTest">Whether it is a trial.</param>
/// <param name="Reason">Reason to show.</param>
public sealed record SealOrder(CaseFile? File, bool IsTest, string Reason)
{
    public override string ToString() => $"SealOrder {IsTest}";
}

/// <summary>
/// Seals and timestamps papers that only the organisation signs: copies, conversions, reports. The seal's certificate is judged before
/// anything is signed, and what came out is judged from its bytes before anybody gets it.
/// </summary>
public sealed class SealPaper(OrganisationSeals seals, IDocumentSigner signer, IDocumentValidator validator, SlotGuard guard, TimeProvider clock)
{
    /// <summary>The seal of the actor's tenant, as printed and as used.</summary>
    public OrganisationSealKey Of(Work work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return seals.For(work.Actor.Tenant);
    }

    /// <summary>The paper with seal and document timestamp.</summary>
    public async Task<Outcome<ReadOnlyMemory<byte>>> DoAsync(Work work, SealOrder order, ReadOnlyMemory<byte> paper, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        OrganisationSealKey seal = Of(work);
        if (!(await guard.CheckSealAsync(work, order.File, order.IsTest, seal.Key.Certificate, seal.Key.Chain, cancellationToken)).TryGet(out SignerCertificate? judged, out Refusal? refusal)
            || !(await SignAsync(work, judged, order.Reason, paper, cancellationToken)).TryGet(out ReadOnlyMemory<byte> signed, out refusal)
            || !(await signer.TimestampAsync(signed, cancellationToken)).TryGet(out ReadOnlyMemory<byte> stamped, out refusal)
            || !validator.Validate(stamped, clock.GetUtcNow()).TryGet(out DocumentVerdict? verdict, out refusal))
        {
            return refusal;
        }

        string[] reasons = [.. Missing(order, verdict)];
        return reasons.Length == 0
            ? stamped
            : new Refusal(
                RefusalCode.DocumentNotEffective,
                "The paper is not issued, because the organisation's seal is not valid and timestamped as this paper needs it. The reasons say what is missing; tell the operator.",
                [],
                reasons);
    }

    /// <summary>
    /// The paper with the seal alone, for what the office keeps for itself: its certificate must be good, but no procedure says of
    /// which kind.
    /// </summary>
    public async Task<Outcome<ReadOnlyMemory<byte>>> ForTheOfficeAsync(Work work, string reason, ReadOnlyMemory<byte> paper, CancellationToken cancellationToken)
    {
        OrganisationSealKey seal = Of(work);
        return (await guard.JudgeAsync(work, seal.Key.Certificate, seal.Key.Chain, cancellationToken)).TryGet(out SignerCertificate? judged, out Refusal? refusal)
            ? await SignAsync(work, judged, reason, paper, cancellationToken)
            : refusal;
    }

    private Task<Outcome<ReadOnlyMemory<byte>>> SignAsync(Work work, SignerCertificate judged, string reason, ReadOnlyMemory<byte> paper, CancellationToken cancellationToken)
    {
        OrganisationSealKey seal = Of(work);
        work.Note("certificate", judged.SerialNumber);
        work.Note("signature-kind", judged.Kind.ToString());
        return signer.SignAsync(paper, new SignatureOrder(SlotNames.Seal, seal.Organisation, reason, null, work.Now, []), seal.Key, cancellationToken);
    }

    private static IEnumerable<string> Missing(SealOrder order, DocumentVerdict verdict)
    {
        if (verdict.Signatures.FirstOrDefault(s => s.Field == SlotNames.Seal) is not { IsIntact: true, IsModificationAllowed: true } seal)
        {
            yield return $"{SlotNames.Seal}:missing";
            yield break;
        }

        if (seal.TimestampRoot is not { } root)
        {
            yield return $"{SlotNames.Seal}:not-timestamped";
        }
        else if (!Takes(order, SlotKinds.Of(root)))
        {
            yield return $"{SlotNames.Seal}:timestamp-kind-not-accepted";
        }

        if (verdict.ValidDocumentTimestamps == 0)
        {
            yield return "document:not-timestamped";
        }
        else if (!Takes(order, SlotKinds.Of(verdict.DocumentTimestampRoot)))
        {
            yield return "document:timestamp-kind-not-accepted";
        }
    }

    private static bool Takes(SealOrder order, Procedures.SignatureKind? kind) =>
        order.File is { } file ? SlotKinds.TakesTimestamp(file, kind) : SlotKinds.TakesWithoutCase(order.IsTest, kind);
}
