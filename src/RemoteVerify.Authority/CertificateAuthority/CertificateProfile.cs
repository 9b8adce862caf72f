using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Authority.CertificateAuthority;

/// <summary>For whom a certificate is, and what its key may do.</summary>
public enum CertificateProfile
{
    /// <summary>A person verified in one session, for the documents of that session: minutes to a day.</summary>
    CitizenOneTime,

    /// <summary>A notary or civil servant, up to three years.</summary>
    Officer,

    /// <summary>The seal of an organisation, up to three years.</summary>
    Organisation,

    /// <summary>A timestamp authority (RFC 3161 section 2.3), up to eleven years.</summary>
    Timestamp,

    /// <summary>An OCSP responder that needs no revocation check itself (RFC 6960 section 4.2.2.2.1), up to two years.</summary>
    Ocsp,

    /// <summary>A service that signs its own records (RFC 9336 document signing and nothing else), up to three years; nobody else's certificate can pass for it.</summary>
    Evidence,
}

internal static class CertificateProfileRules
{
    public static (TimeSpan Shortest, TimeSpan Longest) Validity(CertificateProfile profile) => profile switch
    {
        CertificateProfile.CitizenOneTime => (TimeSpan.FromMinutes(1), TimeSpan.FromHours(24)),
        CertificateProfile.Officer or CertificateProfile.Organisation or CertificateProfile.Evidence => (TimeSpan.FromMinutes(1), TimeSpan.FromDays(3 * 366)),
        CertificateProfile.Timestamp => (TimeSpan.FromMinutes(1), TimeSpan.FromDays(11 * 366)),
        CertificateProfile.Ocsp => (TimeSpan.FromMinutes(1), TimeSpan.FromDays(2 * 366)),
        _ => throw new ArgumentOutOfRangeException(nameof(profile)),
    };

    public static IEnumerable<CertificateExtension> Extensions(CertificateProfile profile)
    {
        yield return ExtensionWriter.BasicConstraints(isAuthority: false, null);
        switch (profile)
        {
            case CertificateProfile.Timestamp:
                yield return ExtensionWriter.KeyUsage(KeyUsages.DigitalSignature);
                yield return ExtensionWriter.ExtendedKeyUsage(critical: true, Oids.TimeStamping);
                break;
            case CertificateProfile.Ocsp:
                yield return ExtensionWriter.KeyUsage(KeyUsages.DigitalSignature);
                yield return ExtensionWriter.ExtendedKeyUsage(critical: false, Oids.OcspSigning);
                yield return ExtensionWriter.OcspNoCheck();
                break;
            case CertificateProfile.Evidence:
                yield return ExtensionWriter.KeyUsage(KeyUsages.DigitalSignature | KeyUsages.NonRepudiation);
                yield return ExtensionWriter.ExtendedKeyUsage(critical: false, Oids.DocumentSigning);
                break;
            default:
                // Both usages that PDF readers on NSS ask for; without emailProtection pdfsig calls the signer untrusted.
                yield return ExtensionWriter.KeyUsage(KeyUsages.DigitalSignature | KeyUsages.NonRepudiation);
                yield return ExtensionWriter.ExtendedKeyUsage(critical: false, Oids.EmailProtection, Oids.ClientAuthentication);
                break;
        }
    }
}
