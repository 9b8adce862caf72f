namespace RemoteVerify.Pdf.Objects;

/// <summary>What a file may ask of us at most; each breach is a <see cref="PdfFormatException"/>.</summary>
public sealed record PdfLimits
{
    /// <summary>Bytes of a file, also of one that an update makes: offsets in memory have 32 bits, and an update needs room.</summary>
    public const int MaxFileBytes = int.MaxValue - (1 << 20);

    /// <summary>The limits used when none are given.</summary>
    public static PdfLimits Default { get; } = new();

    /// <summary>Bytes of one number, name or keyword.</summary>
    public int MaxTokenBytes { get; init; } = 64 * 1024;

    /// <summary>Bytes of one string: signature containers with long-term data are large.</summary>
    public int MaxStringBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Arrays and dictionaries inside each other, and levels of page, field and object trees.</summary>
    public int MaxDepth { get; init; } = 256;

    /// <summary>Cross-reference entries of all sections together.</summary>
    public int MaxObjectCount { get; init; } = 10_000_000;

    /// <summary>Cross-reference sections, so revisions too.</summary>
    public int MaxSections { get; init; } = 4096;

    /// <summary>Bytes that one stream may grow to when its filters are taken off.</summary>
    public int MaxDecodedStreamBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Bytes that all streams decoded for the structure of one document may grow to together.</summary>
    public long MaxDecodedTotalBytes { get; init; } = 512L * 1024 * 1024;
}
