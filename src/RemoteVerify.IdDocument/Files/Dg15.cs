// ICAO Doc 9303-10 clause 4.7.15 (EF.DG15: active authentication public key).
using System.Formats.Asn1;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.IdDocument.Files;

/// <summary>The key that the chip answers challenges with.</summary>
/// <param name="SubjectPublicKeyInfo">DER as it stands in the file.</param>
public sealed record Dg15(ReadOnlyMemory<byte> SubjectPublicKeyInfo, string AlgorithmOid)
{
    private const string Structure = "EF.DG15";

    /// <summary>The key ready for use.</summary>
    /// <exception cref="IdDocumentFormatException">Curve, point or numbers are broken.</exception>
    public PublicKeyInfo PublicKey()
    {
        try
        {
            return PublicKeyInfo.Read(SubjectPublicKeyInfo);
        }
        catch (PkiFormatException e)
        {
            throw new IdDocumentFormatException(Structure, e.Offset, "broken public key", e);
        }
    }

    public static Dg15 Read(ReadOnlyMemory<byte> file)
    {
        TlvElement outer = ElementaryFile.Read(file, 0x6F, Structure);
        return Asn.Read(Structure, outer.ValueOffset, () =>
        {
            AsnReader reader = new(outer.Value, AsnEncodingRules.BER);
            ReadOnlyMemory<byte> encoded = reader.PeekEncodedValue();
            AsnReader info = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            AsnReader algorithm = info.ReadSequence();
            string oid = algorithm.ReadObjectIdentifier();
            info.ReadBitString(out _);
            info.ThrowIfNotEmpty();
            return new Dg15(encoded, oid);
        });
    }
}
