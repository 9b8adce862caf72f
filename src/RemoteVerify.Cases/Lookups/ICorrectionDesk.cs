namespace RemoteVerify.Cases.Lookups;

/// <summary>A request to the keeper of a database to put a value right.</summary>
/// <param name="Id">The same at every try.</param>
/// <param name="CaseCode">The case that it comes from.</param>
/// <param name="Source">Which database.</param>
/// <param name="PersonalNumber">About whom.</param>
/// <param name="Field">Which field.</param>
/// <param name="Held">The value as the database holds it.</param>
/// <param name="Claimed">The value as the person claims it.</param>
/// <param name="AskedAt">When the person contested it.</param>
public sealed record CorrectionLetter(Guid Id, string CaseCode, string Source, string PersonalNumber, string Field, string Held, string Claimed, DateTimeOffset AskedAt)
{
    public override string ToString() => $"CorrectionLetter {Id:D}";
}

/// <summary>How it was taken. The set is closed.</summary>
public abstract record CorrectionAnswer
{
    private CorrectionAnswer() { }

    public sealed override string ToString() => $"CorrectionAnswer {GetType().Name}";

    /// <summary>The keeper has it.</summary>
    /// <param name="Receipt">Number under which the keeper works on it.</param>
    public sealed record Received(string Receipt) : CorrectionAnswer;

    /// <summary>Not now.</summary>
    /// <param name="Reason">A code.</param>
    public sealed record NotAvailable(string Reason) : CorrectionAnswer;
}

/// <summary>Takes requests to correct databases. Trouble on the line is an answer, not an exception.</summary>
public interface ICorrectionDesk
{
    /// <summary>To whom they go, as noted in the case; null when there is nobody and officers send letters.</summary>
    string? Recipient { get; }

    Task<CorrectionAnswer> SendAsync(CorrectionLetter letter, CancellationToken cancellationToken);
}
