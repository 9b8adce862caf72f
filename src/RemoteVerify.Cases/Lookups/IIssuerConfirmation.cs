namespace RemoteVerify.Cases.Lookups;

/// <summary>A question to the agency that issued a paper: is it genuine, and does it still stand?</summary>
/// <param name="Tenant">Who asks.</param>
/// <param name="CaseCode">For which case.</param>
/// <param name="Officer">The account that asks.</param>
/// <param name="Issuer">The issuing agency or foreign body, as printed on the paper.</param>
/// <param name="Paper">What the paper is.</param>
/// <param name="Number">Its number.</param>
/// <param name="IssuedOn">Its day; null when it has none.</param>
/// <param name="PaperSha256">Hash of the file in the dossier.</param>
public sealed record IssuerQuestion(
    TenantId Tenant, string CaseCode, string Officer, string Issuer, string Paper, string Number, DateOnly? IssuedOn, Sha256Digest PaperSha256)
{
    public override string ToString() => $"IssuerQuestion {CaseCode}";
}

/// <summary>What the issuer says of a paper.</summary>
public enum IssuerFinding
{
    /// <summary>It issued it, and it stands.</summary>
    Genuine,

    /// <summary>It issued no such paper, or with other content.</summary>
    NotGenuine,

    /// <summary>It issued it, and it does not stand any more.</summary>
    Withdrawn,

    /// <summary>It has no record that far back.</summary>
    NoRecord,
}

/// <summary>How a question ended. The set is closed.</summary>
public abstract record IssuerAnswer
{
    private IssuerAnswer() { }

    public sealed override string ToString() => $"IssuerAnswer {GetType().Name}";

    /// <summary>The issuer answered.</summary>
    /// <param name="Finding">What it says.</param>
    /// <param name="AnsweredBy">Who answered, as printed.</param>
    /// <param name="Reference">Number of its answer.</param>
    /// <param name="Received">The bytes of the answer.</param>
    public sealed record Answered(IssuerFinding Finding, string AnsweredBy, string Reference, ReadOnlyMemory<byte> Received) : IssuerAnswer;

    /// <summary>No answer that can be used: ask again later, nothing is lost.</summary>
    /// <param name="Reason">A code.</param>
    public sealed record NotAvailable(string Reason) : IssuerAnswer;
}

/// <summary>The way to agencies that issued papers. Trouble on the line is an answer, not an exception.</summary>
public interface IIssuerConfirmation
{
    /// <summary>What for it is asked.</summary>
    string Purpose { get; }

    /// <summary>By which right.</summary>
    string LegalBasis { get; }

    Task<IssuerAnswer> AskAsync(IssuerQuestion question, CancellationToken cancellationToken);
}
