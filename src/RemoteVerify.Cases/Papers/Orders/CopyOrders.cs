using RemoteVerify.Cases.Checking;

namespace RemoteVerify.Cases.Papers.Orders;

/// <summary>A certified electronic copy from a paper original (chứng thực bản sao đúng với bản chính): the officer's scan with the certifying statement.</summary>
/// <param name="Original">The scan as the officer made it.</param>
/// <param name="Title">Title of the original.</param>
/// <param name="CertificationNumber">Số chứng thực.</param>
/// <param name="BookNumber">Quyển số.</param>
/// <param name="Officer">Who certifies, with the basis of the authority.</param>
public sealed record CertifiedPaperCopyOrder(
    PaperHead Head, PaperSource Original, string Title, string CertificationNumber, string BookNumber, PaperSigner Officer) : PaperOrder(Head)
{
    public override PaperKind Kind => PaperKind.CertifiedPaperCopy;
}

/// <summary>The forms of an official copy (Decree 30/2020/ND-CP article 25).</summary>
public enum OfficialCopyForm
{
    /// <summary>The whole of an original: sao y.</summary>
    SaoY,

    /// <summary>The whole of a copy: sao lục.</summary>
    SaoLuc,

    /// <summary>A part, of which the pages are named: trích sao.</summary>
    TrichSao,
}

/// <summary>An official copy of a stored digital result by the agency that keeps it (bản sao y, sao lục, trích sao).</summary>
/// <param name="Original">The sealed original.</param>
/// <param name="Title">Its title.</param>
/// <param name="Form">Form of the copy, printed in its block.</param>
/// <param name="PageNumbers">The pages of an extract, from 1 and ascending; empty for a copy of the whole.</param>
/// <param name="SystemName">The system where the original can be looked up.</param>
/// <param name="Signatures">The original's signatures as judged when the copy was made.</param>
public sealed record OfficialCopyOrder(
    PaperHead Head,
    PaperSource Original,
    string Title,
    OfficialCopyForm Form,
    IReadOnlyList<int> PageNumbers,
    string SystemName,
    IReadOnlyList<SignatureVerdict> Signatures) : PaperOrder(Head)
{
    public override PaperKind Kind => PaperKind.OfficialCopy;
}

/// <summary>Which way a document changes its form (Law 20/2023/QH15 article 12).</summary>
public enum ConversionDirection
{
    /// <summary>From paper to a data message.</summary>
    PaperToData,

    /// <summary>From a data message to paper: pages of A4, ready for print.</summary>
    DataToPaper,
}

/// <summary>A converted document with its mark (chuyển đổi hình thức).</summary>
/// <param name="Original">The scan, or the data message.</param>
/// <param name="Title">Title of the original.</param>
/// <param name="Direction">Which way.</param>
/// <param name="SystemName">The system where the data message can be looked up.</param>
/// <param name="SystemOwner">Who owns that system.</param>
/// <param name="Converter">Who converted it.</param>
public sealed record ConversionOrder(
    PaperHead Head, PaperSource Original, string Title, ConversionDirection Direction, string SystemName, string SystemOwner, PaperSigner Converter)
    : PaperOrder(Head)
{
    /// <summary>Number of the source, named beside its title; null where it has none or the title says it.</summary>
    public string? SourceNumber { get; init; }

    public override PaperKind Kind => Direction == ConversionDirection.PaperToData ? PaperKind.ConversionToData : PaperKind.ConversionToPaper;
}

/// <summary>An extract from a register book (trích lục, bản sao từ sổ gốc).</summary>
/// <param name="RegisterName">Name of the register.</param>
/// <param name="BookNumber">Quyển số.</param>
/// <param name="EntryNumber">Number of the entry.</param>
/// <param name="EntryDate">Day of the entry.</param>
/// <param name="Facts">What the entry says, in the order of the book.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="Signer">Who signs.</param>
public sealed record RegisterExtractOrder(
    PaperHead Head,
    string RegisterName,
    string BookNumber,
    string EntryNumber,
    DateOnly EntryDate,
    IReadOnlyList<PaperFact> Facts,
    string RequestedBy,
    PaperSigner Signer) : PaperOrder(Head)
{
    /// <summary>True where <see cref="RegisterName"/> is only the sign of the book: the template has the words around it.</summary>
    public bool IsNamedBySign { get; init; }

    public override PaperKind Kind => PaperKind.RegisterExtract;
}
