namespace RemoteVerify.Cases.Papers.Orders;

/// <summary>A certificate of marital status (giấy xác nhận tình trạng hôn nhân, Circular 04/2020/TT-BTP articles 12 and 33).</summary>
/// <param name="RequestedBy">Who asks for it.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Status">The status, said in one of the circular's phrases.</param>
/// <param name="Residence">The time of residence that it covers; null: it doesn't say one.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="ValidityMonths">How long it may be used, from the procedure's data.</param>
/// <param name="Signer">Who signs.</param>
public sealed record MaritalCertificateOrder(
    PaperHead Head,
    string RequestedBy,
    MaritalSubject Subject,
    MaritalStatus Status,
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
public abstract record CertificatePurpose
{
    private protected CertificatePurpose() { }

    /// <summary>For marriage: one copy is given, and the other person and the place are named.</summary>
    public sealed record Marriage(PaperPerson IntendedSpouse, string MarriagePlace) : CertificatePurpose;

    /// <summary>For anything else, which is said.</summary>
    public sealed record Other(string Words) : CertificatePurpose;

    public sealed override string ToString() => "CertificatePurpose";
}

/// <summary>A marital status; each has its fixed phrase.</summary>
public abstract record MaritalStatus
{
    private protected MaritalStatus() { }

    /// <summary>Never married.</summary>
    public sealed record NeverMarried : MaritalStatus;

    /// <summary>Married, by a marriage certificate.</summary>
    public sealed record Married(string Spouse, string CertificateNumber, string CertificateIssuer, DateOnly CertificateDate) : MaritalStatus;

    /// <summary>Living together as spouses since before 3 January 1987.</summary>
    public sealed record LivingTogether(string Spouse) : MaritalStatus;

    /// <summary>Divorced by a judgement or decision, and not married again.</summary>
    public sealed record Divorced(string DecisionNumber, DateOnly DecisionDate, string Court) : MaritalStatus;

    /// <summary>Widowed, by a death certificate or judgement, and not married again.</summary>
    public sealed record Widowed(string ProofNumber, string ProofIssuer, DateOnly ProofDate) : MaritalStatus;

    /// <summary>Now married, but not in the time in question.</summary>
    public sealed record UnmarriedUntil(DateOnly From, DateOnly Until, Married Since) : MaritalStatus;

    public sealed override string ToString() => "MaritalStatus";
}
