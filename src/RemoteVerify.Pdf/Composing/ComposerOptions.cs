namespace RemoteVerify.Pdf.Composing;

/// <summary>The archive standard that a document says it keeps.</summary>
public enum ArchiveConformance
{
    None,

    /// <summary>ISO 19005-2 level B: no attachments except other PDF/A files.</summary>
    PdfA2b,

    /// <summary>ISO 19005-3 level B: attachments of any kind.</summary>
    PdfA3b,
}

/// <summary>What holds for a whole composed document.</summary>
public sealed record ComposerOptions
{
    /// <summary>Title of the document, shown by readers in the window's title bar.</summary>
    public required string Title { get; init; }

    public required DocumentFonts Fonts { get; init; }

    /// <summary>Time of making, for the metadata; engines have no clock.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Language of the text as an RFC 5646 tag.</summary>
    public string Language { get; init; } = "vi-VN";

    public string? Author { get; init; }

    public string? Subject { get; init; }

    public string Creator { get; init; } = "RemoteVerify";

    public PageSize PageSize { get; init; } = PageSize.A4;

    public PageMargins Margins { get; init; } = PageMargins.Administrative;

    public RunningText? Header { get; init; }

    public RunningText? Footer { get; init; }

    public PageMark? Mark { get; init; }

    /// <summary>Draws on every finished page, given its number from 1 and the number of pages; what it draws is no part of the text.</summary>
    public Action<PageCanvas, int, int>? EveryPage { get; init; }

    public ArchiveConformance Conformance { get; init; } = ArchiveConformance.PdfA2b;
}

/// <summary>How an attached file relates to the document (ISO 32000-2, 7.11.3).</summary>
public enum FileRelationship
{
    /// <summary>The document was made from it.</summary>
    Source,

    Data,
    Alternative,
    Supplement,
    Unspecified,
}

/// <summary>A file carried inside the document.</summary>
public sealed record AssociatedFile(string Name, string MediaType, ReadOnlyMemory<byte> Content, FileRelationship Relationship, DateTimeOffset Modified)
{
    public string? Description { get; init; }
}
