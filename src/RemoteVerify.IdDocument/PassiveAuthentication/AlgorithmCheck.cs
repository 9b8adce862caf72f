// ICAO Doc 9303-12 clause 4.4 (algorithms and key lengths); SHA-1 is no longer among them.
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Paths;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingCategory;

namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>Looks for algorithms and keys on which nothing should rest any more.</summary>
internal static class AlgorithmCheck
{
    private const string Clause = "ICAO 9303-12 4.4";

    public static void Run(SodCheckResult sod, CertificatePath? path, ChipPolicy policy, FindingList findings)
    {
        List<string> weak = [];
        if (sod.SecurityObject is { } securityObject && HashAlgorithms.FromOid(securityObject.HashAlgorithmOid) == HashAlgorithmName.SHA1)
        {
            weak.Add("SHA-1 over the data groups");
        }

        if (sod.SignedData?.Signers is [SignerInfo info])
        {
            if (info.DigestName == HashAlgorithmName.SHA1 || HashOf(info.SignatureAlgorithm, info.DigestAlgorithm) == HashAlgorithmName.SHA1)
            {
                weak.Add("SHA-1 in the signature of EF.SOD");
            }
        }

        if (sod.DocumentSigner is { } signer && IsShort(signer.PublicKey, policy))
        {
            weak.Add("a short key of the document signer");
        }

        for (int i = 0; i < (path?.Certificates.Count ?? 0) - 1; i++)
        {
            if (HashOf(path!.Certificates[i].SignatureAlgorithm, null) == HashAlgorithmName.SHA1)
            {
                weak.Add("SHA-1 in a certificate of the path");
            }

            if (IsShort(path.Certificates[i + 1].PublicKey, policy))
            {
                weak.Add("a short key of a country signer");
            }
        }

        if (weak.Count > 0)
        {
            findings.Add(FindingCode.WeakAlgorithm, Authenticity, policy.Weak, Clause, string.Join("; ", weak.Distinct()));
        }
    }

    private static HashAlgorithmName? HashOf(AlgorithmIdentifier signature, AlgorithmIdentifier? digest) =>
        SignatureParameters.Resolve(signature, digest)?.Hash;

    private static bool IsShort(PublicKeyInfo key, ChipPolicy policy) => key.Kind switch
    {
        KeyKind.Rsa => key.KeySizeBits < policy.MinimumRsaBits,
        KeyKind.Ec => key.KeySizeBits < policy.MinimumCurveBits,
        _ => false,
    };
}
