using System.Formats.Asn1;

namespace RemoteVerify.Hsm.Csc;

/// <summary>ECDSA values as DER (RFC 3279 section 2.2.3).</summary>
internal static class CscDerValue
{
    /// <param name="plain">r and s of equal length, one after the other.</param>
    public static byte[] FromPlain(ReadOnlySpan<byte> plain)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(Minimal(plain[..(plain.Length / 2)]));
            writer.WriteIntegerUnsigned(Minimal(plain[(plain.Length / 2)..]));
        }

        return writer.Encode();
    }

    private static ReadOnlySpan<byte> Minimal(ReadOnlySpan<byte> number)
    {
        int start = number.IndexOfAnyExcept((byte)0);
        return start < 0 ? number[^1..] : number[start..];
    }
}
