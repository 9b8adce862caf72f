namespace RemoteVerify.Cases.Papers.Orders;

/// <summary>A certificate of marital status (giấy xác nhận tình trạng hôn nhân, Circular 04/2020/TT-BTP articles 12 and 33).</summary>
/// <param name="RequestedBy">Who asks for it.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Status">The status, in one of the fixed phrases of the procedure's data.</param>
/// <param name="Residence">The time of residence that it covers; null: it doesn't say one.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="ValidityMonths">How long it may be used, from the procedure's data.</param>
/// <param name="Signer">Who signs.</param>
public sealed record MaritalCertificateOrder(
    PaperHead Head,
    string RequestedBy,
    MaritalSubject Subject,
    FilledSentence Status,
    ResidencePeriod? Residence,
    CertificatePurpose Purpose,
    int ValidityMonths,
    PaperSigner Signer) : PaperOrder(Head)
{
    public override PaperKind Kind => PaperKind.MaritalCertificate;
}

/// <summary>The person of a marital-status certificate; every member is printed.</summary>
/// <param name="FullName">Họ, chữ đệm, tên.</param>
/// <param name="BirthDate">Ngày, tháng, năm sinh.</param>
/// <param name="Sex">Giới tính.</param>
/// <param name="Ethnicity">Dân tộc.</param>
/// <param name="Nationality">Quốc tịch.</param>
/// <param name="IdentityDocument">Giấy tờ tùy thân.</param>
/// <param name="Residence">Nơi cư trú.</param>
public sealed record MaritalSubject(
    string FullName, string BirthDate, string Sex, string Ethnicity, string Nationality, string IdentityDocument, string Residence)
{
    public override string ToString() => "MaritalSubject";
}

/// <summary>A time of residence.</summary>
/// <param name="Place">Where.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
public sealed record ResidencePeriod(string Place, DateOnly From, DateOnly Until)
{
    public override string ToString() => "ResidencePeriod";
}

/// <summary>What a certificate is for.</summary>
/// <param name="Words">The purpose, in the words of the procedure's data.</param>
/// <param name="IsOneCopyForMarriage">True when only one copy is given, for a marriage: the certificate says so.</param>
public sealed record CertificatePurpose(FilledSentence Words, bool IsOneCopyForMarriage)
{
    public override string ToString() => "CertificatePurpose";
}
