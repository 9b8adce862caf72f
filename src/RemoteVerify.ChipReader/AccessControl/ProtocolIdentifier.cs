using System.Formats.Asn1;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>Protocol identifiers as commands carry them.</summary>
public static class ProtocolIdentifier
{
    /// <summary>The value without tag and length.</summary>
    public static byte[] Encode(string dotted)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(dotted);
        return writer.Encode()[2..];
    }
}
