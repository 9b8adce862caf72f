using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Server.Security.Certificates;

/// <summary>A certificate that the operator registered for a client: this one, or whichever an issuer gives to a subject.</summary>
/// <param name="Sha256">SHA-256 of the certificate in DER, hexadecimal; or null.</param>
/// <param name="Issuer">Name of the issuer as RFC 4514 text; with <paramref name="Subject"/>, so that a renewed certificate needs no new entry.</param>
/// <param name="Subject">Name of the subject as RFC 4514 text.</param>
public sealed record RegisteredClientCertificate(string? Sha256 = null, string? Issuer = null, string? Subject = null)
{
    /// <summary>What is wrong with the entry, or null.</summary>
    public string? Fault()
    {
        if (Sha256 is { } hash)
        {
            return Issuer is null && Subject is null && Plain(hash) is { Length: 64 } plain && plain.All(char.IsAsciiHexDigit)
                ? null
                : "a certificate is named by 64 hexadecimal digits of its SHA-256 alone, or by issuer and subject.";
        }

        return Issuer is { } issuer && Subject is { } subject && Name(issuer) is not null && Name(subject) is not null
            ? null
            : "a certificate is named by its SHA-256, or by issuer and subject as RFC 4514 names (CN=..,O=..,C=VN).";
    }

    /// <summary>Whether it is meant. Names compare as RFC 5280 section 7.1 asks.</summary>
    public bool Names(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Sha256 is { } hash
            ? CryptographicOperations.FixedTimeEquals(Convert.FromHexString(Plain(hash)), certificate.Sha256.Span)
            : Name(Issuer!) is { } issuer && Name(Subject!) is { } subject && certificate.Issuer.Equals(issuer) && certificate.Subject.Equals(subject);
    }

    /// <summary>A subject may be a person's name.</summary>
    public override string ToString() => nameof(RegisteredClientCertificate);

    private static string Plain(string hash) => hash.Replace(":", string.Empty, StringComparison.Ordinal);

    private static DistinguishedName? Name(string text)
    {
        try
        {
            DistinguishedName name = DistinguishedName.Read(new X500DistinguishedName(text).RawData);
            return name.IsEmpty ? null : name;
        }
        catch (Exception e) when (e is CryptographicException or PkiFormatException)
        {
            return null;
        }
    }
}
