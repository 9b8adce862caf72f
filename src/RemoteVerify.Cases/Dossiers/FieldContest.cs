namespace RemoteVerify.Cases.Dossiers;

/// <summary>
/// That a person says a source is wrong. The source's value stays in use until the source is put right; both are kept
/// (Resolution 66.7/2025/NQ-CP: ask for the paper, and have the database corrected).
/// </summary>
/// <param name="Claimed">What the person says is right.</param>
/// <param name="Reason">Why, in the person's words; empty for what was typed before the source was asked.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record FieldContest(string Claimed, string Reason, string By, DateTimeOffset At)
{
    public override string ToString() => "FieldContest";
}

/// <summary>A request to the keeper of a source to correct it, made from a contested field.</summary>
/// <param name="Id"><c>c1</c>, <c>c2</c>, ...</param>
/// <param name="Field">The form's field.</param>
/// <param name="Source">Who keeps the wrong value.</param>
/// <param name="Held">The value as the source holds it.</param>
/// <param name="Claimed">The value as the person claims it.</param>
/// <param name="At">When.</param>
public sealed record CorrectionRequest(string Id, string Field, ValueSource Source, string Held, string Claimed, DateTimeOffset At)
{
    /// <summary>How an officer sent it to the keeper; null while it waits. The service sends nothing by itself.</summary>
    public CorrectionSending? Sent { get; init; }

    public override string ToString() => $"CorrectionRequest {Id} of {Field}";
}

/// <summary>That an officer sent a request for correction to the keeper of the source, by a letter or a system of the agency.</summary>
/// <param name="Recipient">To whom.</param>
/// <param name="Reference">Number of the letter, or of the message in the other system.</param>
/// <param name="On">Its day.</param>
/// <param name="Officer">Account of who noted it.</param>
/// <param name="At">When it was noted.</param>
public sealed record CorrectionSending(string Recipient, string Reference, DateOnly On, string Officer, DateTimeOffset At)
{
    public override string ToString() => "CorrectionSending";
}
