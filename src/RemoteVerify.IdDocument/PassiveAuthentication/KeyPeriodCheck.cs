// ICAO Doc 9303-12 clause 7.1 (private key usage period), RFC 3280 clause 4.2.1.4.
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Paths;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingCategory;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingSeverity;

namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>Did each key sign only while it was meant to? Only what is stated can be held against it, so this warns.</summary>
internal static class KeyPeriodCheck
{
    private const string Clause = "ICAO 9303-12 7.1";

    public static void Run(SodCheckResult sod, CertificatePath path, FindingList findings)
    {
        if (PrivateKeyPeriod.Of(path.IssuerOf(0)) is { } country && !country.Contains(path.Leaf.NotBefore))
        {
            findings.Add(FindingCode.CountrySignerKeyPeriod, Trust, Warning, Clause, "the document signer begins outside the time in which the country signer's key was to be used");
        }

        if (PrivateKeyPeriod.Of(path.Leaf) is { } signer && SigningTime(sod) is { } time && !signer.Contains(time))
        {
            findings.Add(FindingCode.SignerKeyPeriod, Trust, Warning, Clause, "EF.SOD states a signing time outside the time in which the document signer's key was to be used");
        }
    }

    private static DateTimeOffset? SigningTime(SodCheckResult sod)
    {
        try
        {
            return sod.SignedData?.Signers is [SignerInfo info] ? info.SigningTime : null;
        }
        catch (PkiFormatException)
        {
            return null;
        }
    }
}
