// ICAO Doc 9303-11 clause 6.2 (chip authentication), BSI TR-03110-3 clause A.4; judged from a recorded response.
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using RemoteVerify.Pki.SessionKeys;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.IdDocument.ChipAuthentication;

/// <summary>Replays a chip authentication against the static keys of DG14.</summary>
public static class ChipAuthenticationReplay
{
    private const string Structure = "EF.DG14 chip authentication key";
    private const string ProtocolArc = "0.4.0.127.0.7.2.2.3.";
    private const int MaxDiffieHellmanBits = 8192;

    // A chip has one key, seldom two; each of a forger's own making would cost an agreement.
    private const int MaxKeys = 4;

    // Size squared times exponent: 2048 bits in full, or 4096 bits with an exponent of 512; some thirty milliseconds.
    private const double MaxDiffieHellmanCost = 2048.0 * 2048 * 2048;

    /// <summary>Tries every key and protocol that DG14 offers.</summary>
    /// <exception cref="IdDocumentFormatException">A key of DG14 is broken.</exception>
    public static ChipAuthenticationResult Verify(Dg14 dg14, ChipAuthenticationEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(dg14);
        ArgumentNullException.ThrowIfNull(evidence);
        string reason = "not-offered";
        Dictionary<ChipAuthenticationPublicKey, byte[]?> secrets = new(ReferenceEqualityComparer.Instance);
        foreach ((string protocol, ChipAuthenticationPublicKey key) in dg14.ChipAuthenticationOffers())
        {
            if (CipherOf(protocol) is not { } cipher)
            {
                reason = "protocol-unsupported";
                continue;
            }

            if (!secrets.TryGetValue(key, out byte[]? secret))
            {
                if (secrets.Count == MaxKeys)
                {
                    break;
                }

                secret = Agree(key, evidence.TerminalPrivateKey.Span);
                secrets.Add(key, secret);
            }

            if (secret is null)
            {
                reason = "key-agreement-failed";
                continue;
            }

            using MessageKeys keys = MessageKeys.Derive(cipher, secret);
            if (evidence.ResponseCounter.Length == keys.BlockBytes
                && ProtectedResponse.Open(keys, evidence.ResponseCounter.Span, evidence.Response.Span) is { StatusWord: 0x9000 })
            {
                return new ChipAuthenticationResult(true, protocol, null);
            }

            reason = "mac-mismatch";
        }

        return new ChipAuthenticationResult(false, null, reason);
    }

    private static byte[]? Agree(ChipAuthenticationPublicKey key, ReadOnlySpan<byte> privateKey) => key.IsElliptic
        ? AgreeElliptic(key.SubjectPublicKeyInfo, privateKey)
        : AgreeDiffieHellman(key.SubjectPublicKeyInfo, privateKey);

    private static SessionCipher? CipherOf(string protocol) => protocol switch
    {
        ProtocolArc + "1.1" or ProtocolArc + "2.1" => SessionCipher.TripleDes,
        ProtocolArc + "1.2" or ProtocolArc + "2.2" => SessionCipher.Aes128,
        ProtocolArc + "1.3" or ProtocolArc + "2.3" => SessionCipher.Aes192,
        ProtocolArc + "1.4" or ProtocolArc + "2.4" => SessionCipher.Aes256,
        _ => null,
    };

    /// <summary>The x-coordinate of the shared point, as long as the field.</summary>
    private static byte[]? AgreeElliptic(ReadOnlyMemory<byte> subjectPublicKeyInfo, ReadOnlySpan<byte> scalar)
    {
        PublicKeyInfo key = ReadKey(subjectPublicKeyInfo);
        if (key.Ec?.ToLibraryParameters() is not { } parameters)
        {
            return null;
        }

        try
        {
            using ECDiffieHellman chip = ECDiffieHellman.Create(parameters);
            int order = ((chip.ExportExplicitParameters(false).Curve.Order?.Length) ?? parameters.Q.X!.Length);
            BigInteger number = new(scalar, isUnsigned: true, isBigEndian: true);
            byte[] minimal = number.ToByteArray(isUnsigned: true, isBigEndian: true);
            if (number.IsZero || minimal.Length > order)
            {
                return null;
            }

            byte[] padded = new byte[order];
            minimal.CopyTo(padded.AsSpan(order - minimal.Length));
            using ECDiffieHellman terminal = ECDiffieHellman.Create(new ECParameters { Curve = parameters.Curve, D = padded });
            CryptographicOperations.ZeroMemory(padded);
            return terminal.DeriveRawSecretAgreement(chip.PublicKey);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Both PKCS#3 and X9.42 begin their parameters with p and g.</summary>
    private static byte[]? AgreeDiffieHellman(ReadOnlyMemory<byte> subjectPublicKeyInfo, ReadOnlySpan<byte> exponent) =>
        Asn.Read(Structure, 0, () => ReadDiffieHellman(subjectPublicKeyInfo)) is not { } key
        || key.Prime.Sign <= 0 || key.Prime.GetBitLength() > MaxDiffieHellmanBits
        || key.Public <= BigInteger.One || key.Public >= key.Prime - 1 || (double)key.Prime.GetBitLength() * key.Prime.GetBitLength() * exponent.Length * 8 > MaxDiffieHellmanCost
            ? null
            : Fixed(BigInteger.ModPow(key.Public, new BigInteger(exponent, isUnsigned: true, isBigEndian: true), key.Prime), (int)((key.Prime.GetBitLength() + 7) / 8));

    private static (BigInteger Prime, BigInteger Public)? ReadDiffieHellman(ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        AsnReader info = new AsnReader(subjectPublicKeyInfo, AsnEncodingRules.BER).ReadSequence();
        AsnReader algorithm = info.ReadSequence();
        algorithm.ReadObjectIdentifier();
        BigInteger prime = algorithm.ReadSequence().ReadInteger();
        return (prime, new AsnReader(info.ReadBitString(out _), AsnEncodingRules.BER).ReadInteger());
    }

    private static byte[] Fixed(BigInteger value, int length)
    {
        byte[] minimal = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] result = new byte[length];
        minimal.CopyTo(result.AsSpan(length - minimal.Length));
        return result;
    }

    private static PublicKeyInfo ReadKey(ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        try
        {
            return PublicKeyInfo.Read(subjectPublicKeyInfo);
        }
        catch (PkiFormatException e)
        {
            throw new IdDocumentFormatException(Structure, e.Offset, "broken public key", e);
        }
    }
}
