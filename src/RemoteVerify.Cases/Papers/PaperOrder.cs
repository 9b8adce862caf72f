namespace RemoteVerify.Cases.Papers;

/// <summary>What a paper is made from: facts and bytes, nothing about how it looks. The set of orders is closed.</summary>
/// <param name="Head">What every paper says about itself.</param>
public abstract record PaperOrder(PaperHead Head)
{
    /// <summary>The kind of paper, which chooses the template.</summary>
    public abstract PaperKind Kind { get; }

    /// <summary>An order holds personal data, so it prints its kind only.</summary>
    public sealed override string ToString() => $"PaperOrder {Kind.Code}";
}

/// <summary>What every paper says about itself.</summary>
/// <param name="Agency">Lines of the issuing body, the superior one first; the last is who issues.</param>
/// <param name="Place">Where it is issued, as printed in front of the date.</param>
/// <param name="IssuedAt">When; printed in Vietnam time, and the day that chooses the template.</param>
/// <param name="Code">Verification code as printed.</param>
/// <param name="CheckAddress">Address in the QR code of every page, which opens the check of this paper.</param>
/// <param name="IsTest">Marks every page as a trial without legal effect.</param>
public sealed record PaperHead(IReadOnlyList<string> Agency, string Place, DateTimeOffset IssuedAt, string Code, string CheckAddress, bool IsTest)
{
    /// <summary>Number and symbol of the paper (số, ký hiệu); null for papers that have none.</summary>
    public string? Number { get; init; }

    /// <summary>The template to use where a kind has several; null: the kind's own.</summary>
    public string? TemplateId { get; init; }

    /// <summary>The QR code that Circular 01/2023/TT-VPCP asks for, at the top left of page 1; null: none.</summary>
    public OfficialQr? OfficialQr { get; init; }

    /// <summary>Name of the organisation's signature field, to be made beside the last signature; null: the seal is not seen, as on official copies.</summary>
    public string? SealSlot { get; init; }

    /// <summary>A draft to look at: every page says so, whatever else is marked on it.</summary>
    public bool IsDraft { get; init; }

    /// <summary>A paper of the dossier without a verification code of its own: <see cref="Code"/> is the dossier's code.</summary>
    public bool IsOfDossier { get; init; }

    public override string ToString() => "PaperHead";
}

/// <summary>Who signs a paper, as printed under it.</summary>
/// <param name="Name">Họ, chữ đệm, tên.</param>
/// <param name="Title">Title, e.g. <c>PHÓ CHỦ TỊCH</c>.</param>
/// <param name="Authority">The line above the title that says on whose behalf, e.g. <c>KT. CHỦ TỊCH</c> or <c>TUQ. CHỦ TỊCH</c>; null in one's own right.</param>
public sealed record PaperSigner(string Name, string Title, string? Authority = null)
{
    /// <summary>Name of the signature field to make at the place of signing; null: none is returned.</summary>
    public string? Slot { get; init; }

    public override string ToString() => "PaperSigner";
}

/// <summary>A word or two that the paper's template says.</summary>
/// <param name="Text">Name of the template's text.</param>
/// <param name="Value">What fills its <c>[value]</c>; null where it has none.</param>
public sealed record PaperTerm(string Text, string? Value = null)
{
    /// <summary>The value may be a person's number.</summary>
    public override string ToString() => $"PaperTerm {Text}";
}

/// <summary>One line of facts on a paper.</summary>
/// <param name="Label">What it is, as printed where the template has no title for it.</param>
/// <param name="Value">Its value, as printed where the template has no words for it.</param>
public sealed record PaperFact(string Label, string Value)
{
    /// <summary>Name of the template's text that is the title; null: the label is printed.</summary>
    public string? Title { get; init; }

    /// <summary>Names of the template's texts that say the value; one that the template doesn't have is printed as its code.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>A line whose title is a text of the template.</summary>
    public static PaperFact Titled(string title, string value) => new(title, value) { Title = title };

    public override string ToString() => "PaperFact";
}

/// <summary>A person as named on a paper.</summary>
/// <param name="FullName">Họ, chữ đệm, tên.</param>
/// <param name="IdentityDocument">Kind, number and issue of the identity document (giấy tờ tùy thân), ready for print.</param>
public sealed record PaperPerson(string FullName, string IdentityDocument)
{
    /// <summary>Date of birth as printed; a chip may know the year only.</summary>
    public string? BirthDate { get; init; }

    /// <summary>Place of residence (nơi cư trú).</summary>
    public string? Residence { get; init; }

    public override string ToString() => "PaperPerson";
}

/// <summary>A document that a paper shows page by page and carries unchanged inside.</summary>
/// <param name="Pdf">The bytes.</param>
/// <param name="Sha256">Their hash as recorded; a paper is never composed from other bytes.</param>
public sealed record PaperSource(ReadOnlyMemory<byte> Pdf, Sha256Digest Sha256)
{
    /// <summary>The text of each page for people who don't see it, where it is known; page 1 first.</summary>
    public IReadOnlyList<string> PageTexts { get; init; } = [];

    /// <summary>Corrections and amendments that must be read with it, oldest first.</summary>
    public IReadOnlyList<RelatedPage> Related { get; init; } = [];

    public override string ToString() => $"PaperSource {Sha256}";
}

/// <summary>A page that corrects or amends a document.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Code">Its verification code as printed.</param>
/// <param name="Pdf">Its bytes, signed and sealed.</param>
public sealed record RelatedPage(string Title, string Code, ReadOnlyMemory<byte> Pdf)
{
    public override string ToString() => "RelatedPage";
}
