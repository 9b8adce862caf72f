namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>A person whom the list is asked about.</summary>
/// <param name="FullName">Full name.</param>
/// <param name="PersonalNumber">12 digits.</param>
public sealed record PreventionSubject(string FullName, string PersonalNumber)
{
    public override string ToString() => "PreventionSubject";
}

/// <summary>What the list is asked, and why it may be.</summary>
/// <param name="CaseCode">Mã hồ sơ.</param>
/// <param name="Provider">Id of the provider, from the procedure's data.</param>
/// <param name="Purpose">Purpose.</param>
/// <param name="LegalBasis">Rule that allows the question.</param>
/// <param name="RequestedBy">Account of the notary.</param>
/// <param name="Transaction">Kind of transaction.</param>
/// <param name="Asset">What it is about, as in the form.</param>
/// <param name="People">Those who take part in it.</param>
public sealed record PreventionQuestion(
    string CaseCode, string Provider, string Purpose, string LegalBasis, string RequestedBy, string Transaction, string Asset, IReadOnlyList<PreventionSubject> People)
{
    public override string ToString() => $"PreventionQuestion {CaseCode}";
}

/// <summary>A notice that forbids or limits a transaction (thông tin ngăn chặn).</summary>
/// <param name="Id">Number at the provider.</param>
/// <param name="IssuedBy">Court, enforcement office or other body.</param>
/// <param name="IssuedOn">Day of the notice.</param>
/// <param name="Text">What it says.</param>
public sealed record PreventionNotice(string Id, string IssuedBy, DateOnly IssuedOn, string Text)
{
    public override string ToString() => $"PreventionNotice {Id}";
}

/// <summary>How a question ended. The set is closed.</summary>
public abstract record PreventionAnswer
{
    /// <summary>The list answered.</summary>
    /// <param name="Provider">Who keeps it, as printed.</param>
    /// <param name="Database">Its name, as printed.</param>
    /// <param name="Received">The bytes of the answer.</param>
    /// <param name="Notices">What stands against the transaction; empty: nothing does.</param>
    public sealed record Answered(string Provider, string Database, ReadOnlyMemory<byte> Received, IReadOnlyList<PreventionNotice> Notices) : PreventionAnswer
    {
        public override string ToString() => $"Answered with {Notices.Count}";
    }

    /// <summary>No answer that can be used: ask again later, nothing is lost.</summary>
    /// <param name="Reason"><c>timeout</c>, <c>unreachable</c>, <c>malformed</c>, <c>status-503</c>, <c>not-configured</c>.</param>
    public sealed record NotAvailable(string Reason) : PreventionAnswer
    {
        public override string ToString() => "NotAvailable";
    }
}

/// <summary>The prevention list of the province or the ministry.</summary>
public interface IPreventionList
{
    /// <summary>Asks once; trouble on the line is an answer, not an exception.</summary>
    Task<PreventionAnswer> AskAsync(PreventionQuestion question, CancellationToken cancellationToken);
}
