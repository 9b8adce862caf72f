namespace RemoteVerify.Cases.Dossiers;

/// <summary>What an uploaded file is, by its first bytes and not by what it is called.</summary>
public static class UploadKind
{
    /// <summary>Media type of a PDF, JPEG or PNG; null for anything else.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("%PDF-"u8))
        {
            return bytes.LastIndexOf("%%EOF"u8) > 0 ? "application/pdf" : null;
        }

        if (bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
        {
            return bytes.LastIndexOf<byte>([0xFF, 0xD9]) > 0 ? "image/jpeg" : null;
        }

        return bytes.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) && bytes.LastIndexOf("IEND"u8) > 0 ? "image/png" : null;
    }
}
