// RFC 3161 section 2.4.2.
using System.Formats.Asn1;
using RemoteVerify.Pki.Asn1;

namespace RemoteVerify.Pki.Timestamps;

/// <summary>PKIStatus of RFC 3161 section 2.4.2.</summary>
public enum TimestampStatus
{
    Granted = 0,
    GrantedWithModifications = 1,
    Rejection = 2,
    Waiting = 3,
    RevocationWarning = 4,
    RevocationNotification = 5,
}

/// <summary>PKIFailureInfo of RFC 3161 section 2.4.2; the value of each member is its bit number.</summary>
public enum TimestampFailure
{
    BadAlgorithm = 0,
    BadRequest = 2,
    BadDataFormat = 5,
    TimeNotAvailable = 14,
    UnacceptedPolicy = 15,
    UnacceptedExtension = 16,
    AdditionalInformationNotAvailable = 17,
    SystemFailure = 25,
}

/// <summary>TimeStampResp.</summary>
/// <param name="Status">Whether there is a token.</param>
/// <param name="Failure">Why not; null when the authority doesn't say.</param>
/// <param name="Token">The encoded token; null when refused.</param>
public sealed record TimestampResponse(TimestampStatus Status, TimestampFailure? Failure, ReadOnlyMemory<byte>? Token)
{
    /// <summary>Larger responses are refused.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Whether a token was given.</summary>
    public bool IsGranted => Status is TimestampStatus.Granted or TimestampStatus.GrantedWithModifications && Token is not null;

    /// <summary>Reads an encoded response.</summary>
    /// <exception cref="PkiFormatException">It is not one.</exception>
    public static TimestampResponse Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > MaxBytes)
        {
            throw new PkiFormatException("TimeStampResp", 0, "too large");
        }

        Asn1Reader reader = new(der, "TimeStampResp");
        Asn1Reader fields = reader.Sequence();
        reader.End();
        Asn1Reader info = fields.Sequence();
        int status = info.Int32();
        if (info.NextIs(Asn1Tag.Sequence))
        {
            info.SkipValue();
        }

        TimestampFailure? failure = null;
        if (info.HasData)
        {
            ReadOnlySpan<byte> bits = info.BitString(out _).Span;
            for (int bit = 0; bit < bits.Length * 8 && failure is null; bit++)
            {
                failure = (bits[bit / 8] & (0x80 >> (bit % 8))) != 0 ? (TimestampFailure)bit : null;
            }
        }

        info.End();
        ReadOnlyMemory<byte>? token = fields.HasData ? fields.EncodedValue() : default(ReadOnlyMemory<byte>?);
        fields.End();
        return status is >= 0 and <= 5
            ? new TimestampResponse((TimestampStatus)status, failure, token)
            : throw reader.Fail("the status is out of range");
    }

    /// <summary>The response in DER.</summary>
    public byte[] Encode()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger((int)Status);
                if (Failure is { } failure)
                {
                    int bit = (int)failure;
                    byte[] bits = new byte[(bit / 8) + 1];
                    bits[^1] = (byte)(0x80 >> (bit % 8));
                    writer.WriteBitString(bits, 7 - (bit % 8));
                }
            }

            if (Token is { } token)
            {
                writer.WriteForeignValue(token);
            }
        }

        return writer.Encode();
    }
}
