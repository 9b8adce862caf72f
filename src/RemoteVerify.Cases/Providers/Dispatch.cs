namespace RemoteVerify.Cases.Providers;

/// <summary>How far a message to another agency is.</summary>
public enum DispatchState
{
    /// <summary>To be sent, or to be tried again.</summary>
    Waiting,

    /// <summary>The receiver said that it has it.</summary>
    Delivered,

    /// <summary>It can't be sent as things are, such as a procedure without a national code; somebody must mend that and send it again.</summary>
    Refused,

    /// <summary>Every try of several days failed. It can be sent again.</summary>
    GivenUp,

    /// <summary>An officer decided, with a reason, that it is not sent.</summary>
    Skipped,
}

/// <summary>
/// A message that a case owes to another agency. What it says is made from the case when it is sent, so nothing of a person lies in the queue.
/// The messages of a case to one agency go in order: none is sent while an earlier one waits, was refused or was given up.
/// </summary>
/// <param name="Id">The same at every try: the receiver knows a repetition by it.</param>
/// <param name="Tenant">Whose case it is.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Channel">Which agency, one of <see cref="DispatchChannels"/>.</param>
/// <param name="Order">Place among the messages of the case to this agency, from 0.</param>
/// <param name="What">What it says, in the channel's own words: no personal data.</param>
/// <param name="QueuedAt">When it was noted that it is owed.</param>
/// <param name="State">How far it is.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="NextTryAt">Not before.</param>
/// <param name="LastOutcome">How the last try ended, a code; null before the first.</param>
/// <param name="Receipt">The receiver's own number for it; null when it gave none.</param>
/// <param name="DoneAt">When it was delivered, refused, given up or skipped.</param>
public sealed record Dispatch(
    Guid Id, TenantId Tenant, CaseId CaseId, string Channel, int Order, string What, DateTimeOffset QueuedAt, DispatchState State, int Attempts, DateTimeOffset NextTryAt,
    string? LastOutcome, string? Receipt, DateTimeOffset? DoneAt)
{
    /// <summary>True while nothing behind it may be sent.</summary>
    public bool Blocks => State is DispatchState.Waiting or DispatchState.Refused or DispatchState.GivenUp;

    public override string ToString() => $"Dispatch {Channel} {What}";
}

/// <summary>Names of the agencies that cases owe messages to.</summary>
public static class DispatchChannels
{
    /// <summary>Cổng Dịch vụ công quốc gia: creation and every change of the outer status.</summary>
    public const string NationalPortal = "national-portal";

    /// <summary>The province's database of notarised transactions.</summary>
    public const string NotaryDatabase = "notary-database";

    /// <summary>The keepers of databases whose data somebody contests.</summary>
    public const string CorrectionDesk = "correction-desk";
}

/// <summary>How a try ended. The set is closed.</summary>
public abstract record DispatchOutcome
{
    private DispatchOutcome() { }

    public sealed override string ToString() => $"DispatchOutcome {GetType().Name}";

    /// <summary>The receiver has it for good.</summary>
    /// <param name="Receipt">Its number for it, or null.</param>
    public sealed record Delivered(string? Receipt) : DispatchOutcome;

    /// <summary>Not now; it is tried again.</summary>
    /// <param name="Reason">A code: <c>timed-out</c>, <c>unreachable</c>, <c>status-503</c>, <c>error-05</c>, <c>malformed</c>.</param>
    public sealed record TryLater(string Reason) : DispatchOutcome;

    /// <summary>Nobody was asked, because the line rests or is not set up; it counts as no try.</summary>
    /// <param name="Reason">A code: <c>resting</c>, <c>not-configured</c>.</param>
    public sealed record NotTried(string Reason) : DispatchOutcome;

    /// <summary>Not as things are.</summary>
    /// <param name="Reason">A code: <c>procedure-not-mapped</c>, <c>case-destroyed</c>.</param>
    public sealed record Refused(string Reason) : DispatchOutcome;
}

/// <summary>What a message is about, as it is when it is sent.</summary>
/// <param name="Case">The case.</param>
/// <param name="Procedure">Its procedure.</param>
/// <param name="Due">When its result is due; null without a limit.</param>
public sealed record DispatchSubject(States.Case Case, Procedures.Procedure Procedure, DateTimeOffset? Due)
{
    public override string ToString() => nameof(DispatchSubject);
}

/// <summary>The way to one agency.</summary>
public interface IDispatchChannel
{
    /// <summary>One of <see cref="DispatchChannels"/>.</summary>
    string Name { get; }

    /// <summary>What for the agency is told, for the record.</summary>
    string Purpose { get; }

    /// <summary>By which right it is told, for the record.</summary>
    string LegalBasis { get; }

    /// <summary>True when cases of this agency are told of here at all.</summary>
    bool Serves(States.CaseFile file);

    /// <summary>All that the case owes so far, in order. What was in the list once stays at its place.</summary>
    IReadOnlyList<string> Owed(States.Case current);

    /// <summary>Makes one try in bounded time; never throws for what the other side does.</summary>
    Task<DispatchOutcome> SendAsync(Dispatch dispatch, DispatchSubject subject, CancellationToken cancellationToken);
}
