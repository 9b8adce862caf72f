using System.Formats.Asn1;

namespace RemoteVerify.IdDocument.Files;

/// <summary>Runs ASN.1 decoding so that only the room's exception leaves it.</summary>
internal static class Asn
{
    public static T Read<T>(string structure, int offset, Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (AsnContentException e)
        {
            throw new IdDocumentFormatException(structure, offset, "not the ASN.1 that is expected", e);
        }
        catch (Exception e) when (e is OverflowException or System.Text.DecoderFallbackException)
        {
            throw new IdDocumentFormatException(structure, offset, "value out of range", e);
        }
    }
}
