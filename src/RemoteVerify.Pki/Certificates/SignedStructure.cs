using System.Formats.Asn1;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Pki.Certificates;

/// <summary>SEQUENCE { signed part, algorithm, BIT STRING }: the form of certificates, CRLs and requests.</summary>
internal static class SignedStructure
{
    public static async ValueTask<byte[]> SignAsync(byte[] tbs, ISigningKey key, CancellationToken cancellationToken)
    {
        byte[] signature = await key.SignHashAsync(HashAlgorithms.Hash(key.Scheme.Hash, tbs), cancellationToken).ConfigureAwait(false);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(tbs);
            key.Scheme.Algorithm.WriteTo(writer);
            writer.WriteBitString(signature);
        }

        return writer.Encode();
    }
}
