using System.Formats.Asn1;

namespace RemoteVerify.Pki.Asn1;

/// <summary>Writes values that came from elsewhere without judging them.</summary>
internal static class AsnWriterExtensions
{
    /// <summary>An INTEGER with exactly these contents; foreign serial numbers are not always minimal, and must stay as they are.</summary>
    public static void WriteIntegerContents(this AsnWriter writer, ReadOnlySpan<byte> contents) =>
        writer.WriteEncodedValue(DerEncoding.Encode(Asn1Tag.Integer, contents));

    /// <summary>A value as received; one in BER with indefinite length is rewritten, because DER can't hold it.</summary>
    public static void WriteForeignValue(this AsnWriter writer, ReadOnlyMemory<byte> value)
    {
        bool definite = AsnDecoder.TryReadEncodedValue(value.Span, AsnEncodingRules.DER, out _, out _, out _, out int used) && used == value.Length;
        writer.WriteEncodedValue(definite ? value.Span : DerEncoding.WithDefiniteLengths(value));
    }

    /// <summary>UTCTime before 2050, GeneralizedTime from then on (RFC 5280 section 4.1.2.5), in whole seconds.</summary>
    public static void WriteRfc5280Time(this AsnWriter writer, DateTimeOffset time)
    {
        if (time.UtcDateTime.Year is >= 1950 and < 2050)
        {
            writer.WriteUtcTime(time);
        }
        else
        {
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
        }
    }
}
