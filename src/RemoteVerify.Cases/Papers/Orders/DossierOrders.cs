namespace RemoteVerify.Cases.Papers.Orders;

/// <summary>A dossier as its slips name it.</summary>
/// <param name="DossierCode">Mã hồ sơ.</param>
/// <param name="ProcedureCode">Mã thủ tục.</param>
/// <param name="ProcedureTitle">Tên thủ tục.</param>
/// <param name="Applicant">Who handed it in.</param>
/// <param name="Desk">The desk that takes dossiers in and gives results out.</param>
/// <param name="DeskAddress">Where that is.</param>
/// <param name="DeskHours">When it is open.</param>
/// <param name="DeskPhone">How to reach it.</param>
public sealed record SlipDossier(
    string DossierCode, string ProcedureCode, string ProcedureTitle, string Applicant, string Desk, string DeskAddress, string DeskHours, string DeskPhone)
{
    public override string ToString() => "SlipDossier";
}

/// <summary>A paper of a dossier, as listed on the slip.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Form">In which form it came, e.g. <c>bản chính</c>, <c>dữ liệu điện tử</c>.</param>
/// <param name="Count">How many.</param>
public sealed record SlipPaper(string Name, string Form, int Count)
{
    public override string ToString() => "SlipPaper";
}

/// <summary>Giấy tiếp nhận hồ sơ và hẹn trả kết quả.</summary>
/// <param name="Dossier">The dossier.</param>
/// <param name="ReceivedAt">When it was taken in.</param>
/// <param name="DueAt">When the result is due.</param>
/// <param name="Papers">What was handed in.</param>
/// <param name="Bring">What the citizen brings on the day; empty: nothing.</param>
/// <param name="Receiver">Who took it in.</param>
public sealed record AppointmentSlipOrder(
    PaperHead Head,
    SlipDossier Dossier,
    DateTimeOffset ReceivedAt,
    DateTimeOffset DueAt,
    IReadOnlyList<SlipPaper> Papers,
    IReadOnlyList<string> Bring,
    PaperSigner Receiver) : PaperOrder(Head)
{
    /// <summary>True for the slip of an appointment before the dossier is taken in: nothing was received and nothing is due yet.</summary>
    public bool IsAppointmentOnly { get; init; }

    /// <summary>An appointment at a service point before the result, if there is one.</summary>
    public SlipAppointment? Appointment { get; init; }

    public override PaperKind Kind => PaperKind.AppointmentSlip;
}

/// <summary>When and where a person is expected.</summary>
/// <param name="At">When.</param>
/// <param name="Place">Where.</param>
/// <param name="Purpose">What for.</param>
public sealed record SlipAppointment(DateTimeOffset At, string Place, string Purpose)
{
    public override string ToString() => "SlipAppointment";
}

/// <summary>One thing that is missing or wrong in a dossier.</summary>
/// <param name="What">What to hand in or put right.</param>
/// <param name="Why">Why it is asked for.</param>
public sealed record SupplementItem(string What, string Why)
{
    public override string ToString() => "SupplementItem";
}

/// <summary>Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.</summary>
/// <param name="Dossier">The dossier.</param>
/// <param name="Items">What is asked for, each with its reason.</param>
/// <param name="Deadline">Last day.</param>
/// <param name="Contact">Who helps, with a number to call.</param>
/// <param name="Officer">Who asks.</param>
public sealed record SupplementRequestOrder(
    PaperHead Head, SlipDossier Dossier, IReadOnlyList<SupplementItem> Items, DateTimeOffset Deadline, string Contact, PaperSigner Officer)
    : PaperOrder(Head)
{
    public override PaperKind Kind => PaperKind.SupplementRequest;
}

/// <summary>Phiếu từ chối tiếp nhận, giải quyết hồ sơ.</summary>
/// <param name="Dossier">The dossier.</param>
/// <param name="Reasons">Why, each with the rule it rests on.</param>
/// <param name="ContestBefore">The other officer or body before whom it can be contested.</param>
/// <param name="ContestHow">How: where, with what.</param>
/// <param name="ContestUntil">Last day.</param>
/// <param name="Signer">Who refuses.</param>
public sealed record RefusalSlipOrder(
    PaperHead Head,
    SlipDossier Dossier,
    IReadOnlyList<SupplementItem> Reasons,
    string ContestBefore,
    string ContestHow,
    DateOnly ContestUntil,
    PaperSigner Signer) : PaperOrder(Head)
{
    public override PaperKind Kind => PaperKind.RefusalSlip;
}

/// <summary>A look-up in a database, kept as a paper of the dossier (Law 46/2024/QH15 article 67).</summary>
/// <param name="DossierCode">Mã hồ sơ.</param>
/// <param name="Provider">Who keeps the database.</param>
/// <param name="Database">Its name.</param>
/// <param name="Purpose">What for.</param>
/// <param name="LegalBasis">By which right.</param>
/// <param name="RequestedBy">Account that asked.</param>
/// <param name="AskedAt">When.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">What was answered; empty: nothing was found.</param>
/// <param name="AnswerSha256">Hash of the answer's bytes as received.</param>
public sealed record LookupSnapshotOrder(
    PaperHead Head,
    string DossierCode,
    string Provider,
    string Database,
    string Purpose,
    string LegalBasis,
    string RequestedBy,
    DateTimeOffset AskedAt,
    IReadOnlyList<PaperFact> Question,
    IReadOnlyList<PaperFact> Answer,
    Sha256Digest AnswerSha256) : PaperOrder(Head)
{
    public override PaperKind Kind => PaperKind.LookupSnapshot;
}

/// <summary>The photo of the moment of signing, printed (Decree 104/2025/ND-CP article 46).</summary>
/// <param name="DossierCode">Mã hồ sơ.</param>
/// <param name="DocumentTitle">What was signed.</param>
/// <param name="Photo">The untouched bytes of the camera's JPEG or PNG; they are drawn and embedded as they are.</param>
/// <param name="PhotoSha256">Their hash as recorded at capture.</param>
/// <param name="TakenAt">When.</param>
/// <param name="Venue">Where.</param>
/// <param name="Signatory">Who signs on it.</param>
/// <param name="Notary">The notary on it.</param>
public sealed record SigningPhotoPrintOrder(
    PaperHead Head,
    string DossierCode,
    string DocumentTitle,
    ReadOnlyMemory<byte> Photo,
    Sha256Digest PhotoSha256,
    DateTimeOffset TakenAt,
    string Venue,
    string Signatory,
    string Notary) : PaperOrder(Head)
{
    public override PaperKind Kind => PaperKind.SigningPhotoPrint;
}

/// <summary>One number of a register book.</summary>
/// <param name="Number">The number.</param>
/// <param name="At">When it was used or voided.</param>
/// <param name="Subject">What was certified.</param>
/// <param name="Person">Who asked for it.</param>
/// <param name="Signer">Who signed.</param>
/// <param name="Copies">How many pages or copies; null where the book counts none.</param>
/// <param name="FeeVnd">Fee in dong; null where none was due.</param>
/// <param name="VoidReason">Why the number was voided; null when it was used.</param>
public sealed record RegisterBookLine(
    long Number, DateTimeOffset At, string Subject, string Person, string Signer, int? Copies, long? FeeVnd, string? VoidReason)
{
    public override string ToString() => $"RegisterBookLine {Number}";
}

/// <summary>A register book of one year in book form.</summary>
/// <param name="BookName">Name of the book.</param>
/// <param name="BookNumber">Quyển số, with the series.</param>
/// <param name="Year">The year.</param>
/// <param name="FirstDay">First day that the print covers.</param>
/// <param name="LastDay">Last day that the print covers.</param>
/// <param name="Lines">Every number without a gap, ascending.</param>
/// <param name="Keeper">Who keeps the book.</param>
public sealed record RegisterBookOrder(
    PaperHead Head, string BookName, string BookNumber, int Year, DateOnly FirstDay, DateOnly LastDay, IReadOnlyList<RegisterBookLine> Lines, PaperSigner Keeper)
    : PaperOrder(Head)
{
    public override PaperKind Kind => PaperKind.RegisterBook;
}
