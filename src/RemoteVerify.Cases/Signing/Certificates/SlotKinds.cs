// Law 20/2023/QH15 articles 9 and 22; Law 46/2024/QH15 articles 62 to 64: notary and organisation sign with public digital signatures and
// timestamps of a provider in Vietnam. What the embedded authority issues is special-purpose at best.
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Cases.Signing.Certificates;

/// <summary>Which kinds of signature a slot of a case takes.</summary>
public static class SlotKinds
{
    /// <summary>The refusal for a signature of this kind, or null when the slot takes it.</summary>
    /// <param name="procedure">The version that the case follows.</param>
    /// <param name="file">The case.</param>
    /// <param name="signer">Who signs.</param>
    /// <param name="role">Role of the participant, or code of the officer's function.</param>
    /// <param name="kind">What the certificate's root makes of it.</param>
    public static Refusal? Refuse(Procedure procedure, CaseFile file, SlotSigner signer, string? role, SignatureKind kind)
    {
        if (file.IsTest && kind is SignatureKind.SpecialPurpose or SignatureKind.Development)
        {
            return null;
        }

        SlotRule[] rules = [.. procedure.Slots.Where(slot => slot.Signer == signer)];
        SlotRule[] own = [.. rules.Where(slot => string.Equals(slot.Role, role, StringComparison.OrdinalIgnoreCase))];
        bool named = (own.Length > 0 ? own : rules) is { Length: > 0 } used ? used.Any(slot => slot.Admits(kind, file.IsTest)) : file.Journey == JourneyKind.RemoteContract;
        return named && IsStrongEnough(file, signer, kind)
            ? null
            : new Refusal(
                RefusalCode.SignatureKindNotAccepted,
                "This signature is of a kind that has no legal effect here. Use a certificate of the kind that the procedure names: public for citizens and notaries, official-duty for officers and agencies.",
                [],
                [kind.ToString(), .. (own.Length > 0 ? own : rules).SelectMany(slot => slot.Accepts).Distinct().Select(accepted => $"accepts-{accepted}")]);
    }

    /// <summary>The same question about timestamps: a notarised or certified result rests on those of a recognised provider.</summary>
    public static bool TakesTimestamp(CaseFile file, SignatureKind? kind) =>
        file.IsTest || !IsNotarisedOrCertified(file) || kind is SignatureKind.Public or SignatureKind.OfficialDuty;

    /// <summary>Whether a paper that belongs to no case takes a seal or timestamp of this kind.</summary>
    public static bool TakesWithoutCase(bool isTest, SignatureKind? kind) =>
        kind is SignatureKind.Public or SignatureKind.OfficialDuty || (isTest && kind is SignatureKind.SpecialPurpose or SignatureKind.Development);

    /// <summary>What the root of a certificate makes of it; one that no list names is this service's own. Null without a root.</summary>
    public static SignatureKind? Of(TrustAnchor? root) => root?.EffectiveKind switch
    {
        AnchorKind.Public => SignatureKind.Public,
        AnchorKind.OfficialDuty => SignatureKind.OfficialDuty,
        AnchorKind.Foreign => SignatureKind.Foreign,
        AnchorKind.Development => SignatureKind.Development,
        _ when root is null => null,
        _ => SignatureKind.SpecialPurpose,
    };

    /// <summary>Whatever the data say: officers and organisations never sign a notarised or certified result with what has no such effect.</summary>
    private static bool IsStrongEnough(CaseFile file, SlotSigner signer, SignatureKind kind) =>
        kind != SignatureKind.Development
        && (signer == SlotSigner.Participant || !IsNotarisedOrCertified(file) || kind is SignatureKind.Public or SignatureKind.OfficialDuty);

    private static bool IsNotarisedOrCertified(CaseFile file) => file.Journey != JourneyKind.RemoteContract;
}
