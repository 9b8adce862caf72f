using System.Formats.Asn1;
using System.Security.Cryptography;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.Pki.KeyAgreement;

namespace RemoteVerify.ChipReader.Tests.AccessControl;

/// <summary>Writes EF.CardAccess.</summary>
internal static class CardAccess
{
    public static byte[] Write(params PaceInfo[] ways) => Write([], ways);

    public static byte[] Write(byte[][] others, params PaceInfo[] ways)
    {
        AsnWriter writer = new(AsnEncodingRules.BER);
        using (writer.PushSetOf())
        {
            foreach (byte[] other in others)
            {
                writer.WriteEncodedValue(other);
            }

            foreach (PaceInfo way in ways)
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(way.Oid);
                    writer.WriteInteger(2);
                    if (way.ParameterId is { } number)
                    {
                        writer.WriteInteger(number);
                    }
                }
            }
        }

        return writer.Encode();
    }

    /// <summary>PACEDomainParameterInfo with the numbers of a standardised curve, or with an order that is not its own.</summary>
    public static byte[] ExplicitCurve(int standard, int identifier, bool changeOrder)
    {
        using ECDiffieHellman any = ECDiffieHellman.Create(ECCurve.CreateFromValue(StandardGroups.CurveOid(standard)!));
        ECCurve curve = any.ExportExplicitParameters(false).Curve;
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("0.4.0.127.0.7.2.2.4.2");
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10045.2.1");
                using (writer.PushSequence())
                {
                    writer.WriteInteger(1);
                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier("1.2.840.10045.1.1");
                        writer.WriteIntegerUnsigned(curve.Prime);
                    }

                    using (writer.PushSequence())
                    {
                        writer.WriteOctetString(curve.A);
                        writer.WriteOctetString(curve.B);
                    }

                    writer.WriteOctetString([4, .. curve.G.X!, .. curve.G.Y!]);
                    byte[] order = [.. curve.Order!];
                    order[^1] ^= (byte)(changeOrder ? 2 : 0);
                    writer.WriteIntegerUnsigned(order);
                    writer.WriteInteger(1);
                }
            }

            writer.WriteInteger(identifier);
        }

        return writer.Encode();
    }
}
