// RFC 3161 section 2.4.2, TSTInfo.
using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;

namespace RemoteVerify.Pki.Timestamps;

/// <summary>What a timestamp authority states.</summary>
public sealed record TimestampInfo
{
    /// <summary>Policy under which the token was given.</summary>
    public required string Policy { get; init; }

    /// <summary>Digest algorithm of the imprint.</summary>
    public required AlgorithmIdentifier ImprintAlgorithm { get; init; }

    /// <summary>Digest of the data.</summary>
    public required ReadOnlyMemory<byte> Imprint { get; init; }

    /// <summary>Contents of the serial number INTEGER.</summary>
    public required ReadOnlyMemory<byte> SerialNumber { get; init; }

    /// <summary>The stated time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>How far the stated time may be off; null when not stated.</summary>
    public TimeSpan? Accuracy { get; init; }

    /// <summary>Whether tokens of this authority can be ordered by time alone.</summary>
    public bool Ordering { get; init; }

    /// <summary>Contents of the echoed nonce; null for none.</summary>
    public ReadOnlyMemory<byte>? Nonce { get; init; }

    /// <summary>Digest of the imprint by name; null when it is not known here.</summary>
    public HashAlgorithmName? ImprintHashName => HashAlgorithms.FromOid(ImprintAlgorithm.Oid);

    /// <summary>Reads an encoded TSTInfo.</summary>
    /// <exception cref="PkiFormatException">It is not one.</exception>
    public static TimestampInfo Read(ReadOnlyMemory<byte> der)
    {
        Asn1Reader reader = new(der, "TSTInfo");
        Asn1Reader fields = reader.Sequence();
        reader.End();
        if (fields.Int32() != 1)
        {
            throw fields.Fail("the version is not 1");
        }

        string policy = fields.ObjectIdentifier();
        Asn1Reader imprint = fields.Sequence();
        AlgorithmIdentifier algorithm = AlgorithmIdentifier.Read(imprint);
        ReadOnlyMemory<byte> hash = imprint.OctetString();
        imprint.End();
        TimestampInfo info = new()
        {
            Policy = policy,
            ImprintAlgorithm = algorithm,
            Imprint = hash,
            SerialNumber = fields.IntegerBytes(),
            Time = fields.GeneralizedTime(),
            Accuracy = fields.NextIs(Asn1Tag.Sequence) ? ReadAccuracy(fields.Sequence()) : null,
            Ordering = fields.NextIs(Asn1Tag.Boolean) && fields.Boolean(),
            Nonce = fields.NextIs(Asn1Tag.Integer) ? fields.IntegerBytes() : default(ReadOnlyMemory<byte>?),
        };
        while (fields.NextIsContext(0) || fields.NextIsContext(1))
        {
            fields.SkipValue();
        }

        fields.End();
        return info;
    }

    /// <summary>The TSTInfo in DER, the time in milliseconds.</summary>
    public byte[] Encode()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier(Policy);
            using (writer.PushSequence())
            {
                ImprintAlgorithm.WriteTo(writer);
                writer.WriteOctetString(Imprint.Span);
            }

            writer.WriteIntegerContents(SerialNumber.Span);
            writer.WriteEncodedValue(DerEncoding.Encode(Asn1Tag.GeneralizedTime, EncodeTime(Time)));
            if (Accuracy is { } accuracy)
            {
                WriteAccuracy(writer, accuracy);
            }

            if (Ordering)
            {
                writer.WriteBoolean(true);
            }

            if (Nonce is { } nonce)
            {
                writer.WriteIntegerContents(nonce.Span);
            }
        }

        return writer.Encode();
    }

    /// <summary>Fractions without trailing zeros, and no point when there are none (RFC 3161 section 2.4.2).</summary>
    private static byte[] EncodeTime(DateTimeOffset time) =>
        System.Text.Encoding.ASCII.GetBytes(time.ToUniversalTime().ToString("yyyyMMddHHmmss.FFF", CultureInfo.InvariantCulture) + "Z");

    private static TimeSpan ReadAccuracy(Asn1Reader accuracy)
    {
        long seconds = accuracy.NextIs(Asn1Tag.Integer) ? accuracy.Int32() : 0;
        long milliseconds = accuracy.NextIsContext(0) ? accuracy.Int32(new Asn1Tag(TagClass.ContextSpecific, 0)) : 0;
        long microseconds = accuracy.NextIsContext(1) ? accuracy.Int32(new Asn1Tag(TagClass.ContextSpecific, 1)) : 0;
        accuracy.End();
        return seconds >= 0 && milliseconds >= 0 && microseconds >= 0
            ? new TimeSpan((seconds * TimeSpan.TicksPerSecond) + (milliseconds * TimeSpan.TicksPerMillisecond) + (microseconds * TimeSpan.TicksPerMicrosecond))
            : throw accuracy.Fail("the accuracy is negative");
    }

    private static void WriteAccuracy(AsnWriter writer, TimeSpan accuracy)
    {
        using (writer.PushSequence())
        {
            long seconds = accuracy.Ticks / TimeSpan.TicksPerSecond;
            if (seconds > 0)
            {
                writer.WriteInteger(seconds);
            }

            if (accuracy.Milliseconds > 0)
            {
                writer.WriteInteger(accuracy.Milliseconds, new Asn1Tag(TagClass.ContextSpecific, 0));
            }

            if (accuracy.Microseconds > 0)
            {
                writer.WriteInteger(accuracy.Microseconds, new Asn1Tag(TagClass.ContextSpecific, 1));
            }
        }
    }
}
