namespace RemoteVerify.Cases.Assisting;

/// <summary>What browsers record, by the first bytes and not by what it is called.</summary>
public static class SoundKind
{
    /// <summary>True for the beginning of WebM (EBML), Ogg, MP4 or WAVE.</summary>
    public static bool IsSound(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 64
        && (bytes.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3])
            || bytes.StartsWith("OggS"u8)
            || bytes[4..].StartsWith("ftyp"u8)
            || (bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WAVE"u8)));

    /// <summary>Media type of what <see cref="IsSound"/> takes.</summary>
    public static string TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("OggS"u8) ? "audio/ogg"
        : bytes.StartsWith("RIFF"u8) ? "audio/wav"
        : bytes.Length > 8 && bytes[4..].StartsWith("ftyp"u8) ? "audio/mp4"
        : "audio/webm";
}
