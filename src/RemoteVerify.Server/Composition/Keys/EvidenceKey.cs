using System.Security.Cryptography;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Server.Composition.Keys;

/// <summary>The service's own key for evidence packages: made on first start, kept encrypted in the store, certified by the issuing authority.</summary>
internal static class EvidenceKey
{
    private const string KeyName = "evidence-key";
    private const string CertificateName = "evidence-certificate";

    private static readonly TimeSpan Backdating = TimeSpan.FromMinutes(5);

    /// <summary>Before this much of its life is left, the certificate is made anew; signatures of the old one keep their chain inside.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromDays(60);

    public static async Task<CertifiedKey> LoadOrCreateAsync(IUnitOfWorkFactory stores, CertificateAuthority authority, DateTimeOffset now, CancellationToken cancellationToken)
    {
        byte[] pkcs8 = await KeyFiles.StoredKeyAsync(stores, KeyName, cancellationToken);
        SoftwareKey key = SoftwareKey.ImportPkcs8(pkcs8);
        CryptographicOperations.ZeroMemory(pkcs8);
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        Certificate? kept = await unit.Secrets.FindAsync(CertificateName, cancellationToken) is { } bytes ? Certificate.Read(bytes) : null;
        if (kept is null || !kept.PublicKey.Equals(key.PublicKey) || !kept.Issuer.Equals(authority.Certificate.Subject) || kept.NotAfter - Reserve < now)
        {
            Certificate issuer = authority.Certificate;
            if (now < issuer.NotBefore || now >= issuer.NotAfter)
            {
                throw new InvalidDataException("The certificate of the issuing authority is not valid now, so it can't certify the evidence key. Renew it, or name a key with Service:Keys:Evidence.");
            }

            DateTimeOffset from = now - Backdating > issuer.NotBefore ? now - Backdating : issuer.NotBefore, until = now.AddYears(2) < issuer.NotAfter ? now.AddYears(2) : issuer.NotAfter;
            DistinguishedNameParts subject = new() { CommonName = "RemoteVerify Evidence", Organisation = issuer.Subject.Organisation };
            kept = authority.Issue(CertificateProfile.Evidence, subject, key.PublicKey, from, until);
            await unit.Secrets.PutAsync(CertificateName, kept.Encoded, cancellationToken);
            await unit.CommitAsync(cancellationToken);
        }

        return new CertifiedKey(kept, authority.ChainOfIssued, key);
    }
}
