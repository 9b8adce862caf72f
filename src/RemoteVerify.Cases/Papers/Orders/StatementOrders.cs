namespace RemoteVerify.Cases.Papers.Orders;

/// <summary>The notary's statement (lời chứng của công chứng viên) behind the pages of the contract.</summary>
/// <param name="Contract">The text as everybody agreed to it.</param>
/// <param name="ContractTitle">Its title, as the statement names it.</param>
/// <param name="NotarialNumber">Số công chứng.</param>
/// <param name="Parties">The sides, in the order of the contract.</param>
/// <param name="Others">Witnesses and interpreters; may be empty.</param>
/// <param name="Venues">The places, the lead notary's first.</param>
/// <param name="LeadNotary">Who leads and whose statement it is.</param>
/// <param name="Organisation">The notarial practice organisation.</param>
/// <param name="OrganisationAddress">Its office.</param>
public sealed record NotarialStatementOrder(
    PaperHead Head,
    PaperSource Contract,
    string ContractTitle,
    string NotarialNumber,
    IReadOnlyList<NotarialParty> Parties,
    IReadOnlyList<NotarialPerson> Others,
    IReadOnlyList<NotarialVenue> Venues,
    PaperSigner LeadNotary,
    string Organisation,
    string OrganisationAddress) : PaperOrder(Head)
{
    public override PaperKind Kind => PaperKind.NotarialStatement;
}

/// <summary>One side of a contract.</summary>
/// <param name="Label">As the contract names it, e.g. <c>BÊN A (Bên chuyển nhượng)</c>.</param>
/// <param name="People">Who acts on it.</param>
public sealed record NotarialParty(string Label, IReadOnlyList<NotarialPerson> People)
{
    /// <summary>The label where the template says it; null: the label is printed as it is.</summary>
    public PaperTerm? LabelTerm { get; init; }

    public override string ToString() => "NotarialParty";
}

/// <summary>Somebody who signs before a notary.</summary>
/// <param name="Person">Who.</param>
/// <param name="Role">The role, as printed, e.g. <c>Bên A</c>, <c>Người làm chứng</c>.</param>
/// <param name="VenueId">Where the person sits.</param>
/// <param name="ReadAloud">True when the notary read the text out on the person's request.</param>
/// <param name="Slot">Signature field.</param>
public sealed record NotarialPerson(PaperPerson Person, string Role, string VenueId, bool ReadAloud, string Slot)
{
    /// <summary>The role where the template says it; null: the role is printed as it is.</summary>
    public PaperTerm? RoleTerm { get; init; }

    /// <summary>The identity document where the template says it; null: as the person's record has it.</summary>
    public PaperTerm? IdentityTerm { get; init; }

    public override string ToString() => "NotarialPerson";
}

/// <summary>One place of an online notarisation (điểm cầu) with its notary.</summary>
/// <param name="Id">How people refer to it; not printed.</param>
/// <param name="Name">Name and address, as printed.</param>
/// <param name="Notary">The notary there; the lead's own venue has the same record as the lead.</param>
public sealed record NotarialVenue(string Id, string Name, PaperSigner Notary)
{
    public override string ToString() => "NotarialVenue";
}

/// <summary>Certification of one person's signature on a document (chứng thực chữ ký).</summary>
/// <param name="Document">The document that is signed.</param>
/// <param name="Title">Its title.</param>
/// <param name="Person">Who signs.</param>
/// <param name="PersonSlot">The person's signature field.</param>
/// <param name="Venue">Where, as printed.</param>
/// <param name="IsOutsideOffice">True when it is done outside the office: hour and minute are then stated.</param>
/// <param name="ReceivedBy">Name of who took the dossier in and saw the signing; null when the officer saw it.</param>
/// <param name="CertificationNumber">Số chứng thực.</param>
/// <param name="BookNumber">Quyển số.</param>
/// <param name="Officer">Who certifies.</param>
public sealed record SignatureCertificationOrder(
    PaperHead Head,
    PaperSource Document,
    string Title,
    PaperPerson Person,
    string PersonSlot,
    string Venue,
    bool IsOutsideOffice,
    string? ReceivedBy,
    string CertificationNumber,
    string BookNumber,
    PaperSigner Officer) : PaperOrder(Head)
{
    public override PaperKind Kind => PaperKind.SignatureCertification;
}

/// <summary>What a related act does to a document that has its effect already.</summary>
public enum RelatedActKind
{
    /// <summary>Sửa lỗi kỹ thuật.</summary>
    Correction,

    /// <summary>Sửa đổi, bổ sung.</summary>
    Amendment,

    /// <summary>Chấm dứt.</summary>
    Termination,

    /// <summary>Hủy bỏ.</summary>
    Cancellation,
}

/// <summary>One place that a related act changes.</summary>
/// <param name="Where">Page, article, line.</param>
/// <param name="Was">The words until now.</param>
/// <param name="Becomes">The words from now on.</param>
public sealed record RelatedActChange(string Where, string Was, string Becomes)
{
    public override string ToString() => "RelatedActChange";
}

/// <summary>A page of its own that corrects, amends, ends or cancels a document, and is shown with it.</summary>
/// <param name="Act">What it does.</param>
/// <param name="TargetTitle">Title of the document.</param>
/// <param name="TargetNumber">Its number; null when it has none.</param>
/// <param name="TargetCode">Its verification code as printed.</param>
/// <param name="TargetSha256">Hash of its bytes.</param>
/// <param name="TargetIssuedAt">When it got its effect.</param>
/// <param name="Reason">Why.</param>
/// <param name="Changes">Place by place; empty for an act that ends the document.</param>
/// <param name="Signers">Who signs, in order.</param>
public sealed record RelatedActOrder(
    PaperHead Head,
    RelatedActKind Act,
    string TargetTitle,
    string? TargetNumber,
    string TargetCode,
    Sha256Digest TargetSha256,
    DateTimeOffset TargetIssuedAt,
    string Reason,
    IReadOnlyList<RelatedActChange> Changes,
    IReadOnlyList<PaperSigner> Signers) : PaperOrder(Head)
{
    /// <summary>By which law.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>Where the participants agreed; an amendment must say it, for its words rest on it.</summary>
    public string? Agreement { get; init; }

    public override PaperKind Kind => PaperKind.RelatedAct;
}
