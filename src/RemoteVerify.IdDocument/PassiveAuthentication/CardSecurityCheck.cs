// ICAO Doc 9303-11 clause 9.2.11 (EF.CardSecurity, a SignedData over SecurityInfos) and 4.4.3.5.2 (its part in chip authentication mapping).
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingCategory;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingSeverity;

namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>
/// Judges the signature of EF.CardSecurity: without it the static keys in the file, and with them the proof of chip authentication mapping, are worth
/// nothing. Revocation is not looked at here.
/// </summary>
public static class CardSecurityCheck
{
    /// <summary>id-SecurityObject of BSI TR-03110-3 clause A.1.2.5.</summary>
    public const string SecurityObjectType = "0.4.0.127.0.7.3.2.1";

    private const string Clause = "ICAO 9303-11 9.2.11";
    private const int MaxBytes = 64 * 1024;

    /// <param name="cardSecurity">The file as received.</param>
    /// <param name="store">The country signers that the operator trusts.</param>
    public static CardSecurityResult Run(ReadOnlyMemory<byte> cardSecurity, CountrySignerStore store, ChipPolicy policy, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(policy);
        FindingList findings = new();
        if (Read(cardSecurity) is not { EncapsulatedContent: { } content, Signers: [SignerInfo info] } signed
            || signed.EncapsulatedContentType != SecurityObjectType || info.FindCertificate(signed.Certificates) is not { } signer)
        {
            findings.Add(FindingCode.SodMalformed, Integrity, Reject, Clause, "EF.CardSecurity is not SecurityInfos with one signer and its certificate");
            return new CardSecurityResult(false, null, TrustState.NotChecked, findings.Findings);
        }

        bool valid = info.HasSignedAttributes && info.Verify(content.Span, signer).IsValid;
        if (!valid)
        {
            findings.Add(FindingCode.SignatureInvalid, Authenticity, Reject, Clause, "the signature of EF.CardSecurity is not its signer's");
        }

        TrustResult trust = TrustCheck.Run(signer, signed.Certificates, store, policy, at);
        findings.AddRange(trust.Findings);
        return new CardSecurityResult(valid, signer, trust.State, findings.Findings);
    }

    private static SignedData? Read(ReadOnlyMemory<byte> cardSecurity)
    {
        try
        {
            return cardSecurity.Length <= MaxBytes ? SignedData.Read(cardSecurity) : null;
        }
        catch (PkiFormatException)
        {
            return null;
        }
    }
}

/// <summary>What EF.CardSecurity is worth.</summary>
/// <param name="SignatureValid">True: its content is the signer's.</param>
/// <param name="Trust">How the signer stands to the operator's store.</param>
public sealed record CardSecurityResult(bool SignatureValid, Certificate? Signer, TrustState Trust, IReadOnlyList<Finding> Findings)
{
    /// <summary>True: the static keys in the file are an issuing state's.</summary>
    public bool IsAuthentic => SignatureValid && Trust == TrustState.Trusted;
}
