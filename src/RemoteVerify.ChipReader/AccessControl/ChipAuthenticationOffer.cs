// ICAO Doc 9303-11 clause 6.2 and 9.2.7 (ChipAuthenticationInfo): 0.4.0.127.0.7.2.2.3.{1 DH, 2 ECDH}.{1 Triple DES, 2 to 4 AES}.
using RemoteVerify.Pki;
using RemoteVerify.Pki.KeyAgreement;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>One way of chip authentication that DG14 offers; the host reads DG14, because this room reads no data groups.</summary>
/// <param name="Protocol">0.4.0.127.0.7.2.2.3.{1 DH, 2 ECDH}.{1 Triple DES, 2 AES-128, 3 AES-192, 4 AES-256}.</param>
/// <param name="SubjectPublicKeyInfo">The chip's static key as DG14 has it.</param>
/// <param name="KeyId">The key's number when DG14 gives one; the chip is told it, because it may have several.</param>
public sealed record ChipAuthenticationOffer(string Protocol, ReadOnlyMemory<byte> SubjectPublicKeyInfo, int? KeyId = null)
{
    private const string EllipticArc = "0.4.0.127.0.7.2.2.3.2.";
    private const string FiniteFieldArc = "0.4.0.127.0.7.2.2.3.1.";

    /// <summary>The cipher of the new session; null when the protocol is not one of ours.</summary>
    public SessionCipher? Cipher => Protocol switch
    {
        EllipticArc + "1" or FiniteFieldArc + "1" => SessionCipher.TripleDes,
        EllipticArc + "2" or FiniteFieldArc + "2" => SessionCipher.Aes128,
        EllipticArc + "3" or FiniteFieldArc + "3" => SessionCipher.Aes192,
        EllipticArc + "4" or FiniteFieldArc + "4" => SessionCipher.Aes256,
        _ => null,
    };

    /// <summary>The offer that resists longest, by cipher and group together; null when none is spoken here.</summary>
    public static ChipAuthenticationOffer? Strongest(IEnumerable<ChipAuthenticationOffer> offers)
    {
        ArgumentNullException.ThrowIfNull(offers);
        return (from offer in offers.Take(64)
                let key = offer.ReadKey()
                where key is not null
                let cipher = SessionStrength.Of(offer.Cipher ?? SessionCipher.TripleDes)
                orderby Math.Min(key.Group.StrengthBits, cipher) descending, cipher descending, key.Group.IsElliptic descending
                select offer).FirstOrDefault();
    }

    public override string ToString() => $"ChipAuthenticationOffer({Protocol}, key {KeyId})";

    /// <summary>The chip's key; null when protocol or key can't be used.</summary>
    internal AgreementPublicKey? ReadKey()
    {
        try
        {
            return Cipher is not null && AgreementPublicKey.Read(SubjectPublicKeyInfo) is { } key
                && key.Group.IsElliptic == Protocol.StartsWith(EllipticArc, StringComparison.Ordinal)
                ? key
                : null;
        }
        catch (PkiFormatException)
        {
            return null;
        }
    }
}
