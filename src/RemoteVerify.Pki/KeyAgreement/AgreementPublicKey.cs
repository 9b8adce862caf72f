// ICAO Doc 9303-11 clause 9.2.6 and 9.5 (ChipAuthenticationPublicKeyInfo, domain parameters), RFC 3279 section 2.3.3 and 2.3.5, PKCS#3.
using System.Numerics;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;

namespace RemoteVerify.Pki.KeyAgreement;

/// <summary>A static key for a Diffie-Hellman agreement, as DG14 and EF.CardSecurity carry it.</summary>
/// <param name="Group">Its domain parameters.</param>
/// <param name="PublicKey">04 | x | y, or the number as long as the prime.</param>
public sealed record AgreementPublicKey(AgreementGroup Group, ReadOnlyMemory<byte> PublicKey)
{
    private const string Structure = "key agreement key";

    /// <summary>Reads a SubjectPublicKeyInfo; null when its group is not one that is used here, or the key is none of its group.</summary>
    /// <exception cref="PkiFormatException">The structure is broken.</exception>
    public static AgreementPublicKey? Read(ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        PublicKeyInfo info = PublicKeyInfo.Read(subjectPublicKeyInfo);
        if (ReadGroup(info.Algorithm) is not { } group)
        {
            return null;
        }

        byte[]? key = group is FiniteFieldGroup field ? Number(info.SubjectPublicKey, field) : Point(info);
        return key is not null && group.IsPublicKey(key) ? new AgreementPublicKey(group, key) : null;
    }

    /// <summary>The group that an algorithm identifier stands for, by its numbers, its curve or its number in the table; null when unknown.</summary>
    /// <exception cref="PkiFormatException">The structure is broken.</exception>
    public static AgreementGroup? ReadGroup(AlgorithmIdentifier algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        if (algorithm.Parameters is not { } parameters)
        {
            return null;
        }

        try
        {
            return algorithm.Oid switch
            {
                Oids.EcPublicKey => EcCurve.Read(parameters) is { IsSupported: true } curve ? new EllipticGroup(curve.ToLibraryCurve()) : null,
                Oids.StandardisedDomainParameters => StandardGroups.Find(new Asn1Reader(parameters, Structure).Int32()),
                Oids.DhPublicNumber or Oids.DhKeyAgreement => ReadField(parameters, algorithm.Oid),
                _ => null,
            };
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>X9.42: p, g, q, ...; PKCS#3: p, g and perhaps a length.</summary>
    private static FiniteFieldGroup ReadField(ReadOnlyMemory<byte> parameters, string oid)
    {
        Asn1Reader numbers = new Asn1Reader(parameters, Structure).Sequence();
        BigInteger prime = numbers.Integer();
        BigInteger generator = numbers.Integer();
        BigInteger? order = oid == Oids.DhPublicNumber && numbers.HasData && numbers.NextIs(System.Formats.Asn1.Asn1Tag.Integer) ? numbers.Integer() : null;
        return new FiniteFieldGroup(prime, generator, order);
    }

    private static byte[]? Number(ReadOnlyMemory<byte> subjectPublicKey, FiniteFieldGroup field)
    {
        BigInteger number = new Asn1Reader(subjectPublicKey, Structure).Integer();
        return number.Sign > 0 && number.GetBitLength() <= field.PublicKeyBytes * 8 ? EcPoint.ToBytes(number, field.PublicKeyBytes) : null;
    }

    /// <summary>Compressed points are unfolded.</summary>
    private static byte[]? Point(PublicKeyInfo info) =>
        info.Ec?.ToLibraryParameters() is { } known ? [4, .. known.Q.X!, .. known.Q.Y!] : null;
}
