namespace RemoteVerify.Cases.Assisting;

/// <summary>How far an assistance is, and who has the machine.</summary>
public enum AssistanceState
{
    /// <summary>The helper named the case and the person; nobody agreed to anything yet, so nothing of the case is shown.</summary>
    Begun,

    /// <summary>The person is there and agreed to be helped; the helper has the machine.</summary>
    Agreed,

    /// <summary>The person's own session, with the helper beside: what prepares, nothing that binds.</summary>
    Together,

    /// <summary>The person has the machine alone and was not asked yet whether anybody presses them.</summary>
    Alone,

    /// <summary>The person answered and may confirm and sign.</summary>
    Answered,

    Ended,
}

/// <summary>How the person agreed to be helped.</summary>
public enum AssistanceConsent
{
    /// <summary>By a tick on the page that was held out to them.</summary>
    Tick,

    /// <summary>Spoken; the recording is kept.</summary>
    Spoken,
}

/// <summary>That somebody was there and agreed to be helped by this helper.</summary>
/// <param name="How">By a tick or spoken.</param>
/// <param name="TextVersion">Version of the text that was shown and read out.</param>
/// <param name="Sound">The recording under the case's key, or null.</param>
/// <param name="SoundSha256">SHA-256 of the recording; stays when the recording is destroyed.</param>
/// <param name="At">When.</param>
public sealed record RecordedPresence(AssistanceConsent How, string TextVersion, BlobId? Sound, Sha256Digest? SoundSha256, DateTimeOffset At)
{
    /// <summary>The text that is shown now; a change of its words is a new version.</summary>
    public const string CurrentText = "2026-11";
}

/// <summary>
/// One person helped once with the open step of one case by one helper. It names nobody but the helper's account; what the person answered about being
/// pressed is not in it, because it is the helper's to see.
/// </summary>
/// <param name="Id">Id.</param>
/// <param name="Tenant">Whose case and helper.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Participant">Who is helped.</param>
/// <param name="Helper">Account of the helper.</param>
/// <param name="Agent">For whom the helper works (đại lý dịch vụ công trực tuyến, tổ công nghệ số cộng đồng), as registered that day.</param>
/// <param name="Step">The open step when it began.</param>
/// <param name="BegunAt">When.</param>
/// <param name="Version">Grows by one with every saved change.</param>
public sealed record Assistance(
    Guid Id, TenantId Tenant, CaseId CaseId, ParticipantId Participant, string Helper, string Agent, AssistedStep Step, DateTimeOffset BegunAt, long Version)
{
    /// <summary>Longest time from the beginning to the end.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    /// <summary>Longest time that the person's session lasts after one handover.</summary>
    public static readonly TimeSpan HandOverLifetime = TimeSpan.FromMinutes(30);

    public AssistanceState State { get; init; } = AssistanceState.Begun;

    /// <summary>That the person was there and agreed; null before.</summary>
    public RecordedPresence? Presence { get; init; }

    /// <summary>The handover that lasts; the person's session rests on it and ends with it. Null while the helper has the machine.</summary>
    public Guid? HandOver { get; init; }

    /// <summary>The person had the machine alone and answered, whatever the answer was.</summary>
    public bool WasAlone { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Counts for payment: it was agreed to and a step was done. Nothing counts before the end.</summary>
    public bool Counts { get; init; }

    /// <summary>The day in Vietnam on which it began.</summary>
    public DateOnly Day => VietnamTime.Day(BegunAt);

    /// <summary>Nothing can be done in it any more.</summary>
    public bool IsOver(DateTimeOffset now) => State == AssistanceState.Ended || BegunAt + Lifetime <= now;

    public Assistance Agree(RecordedPresence presence) => this with { State = AssistanceState.Agreed, Presence = presence };

    /// <summary>Hands the machine to the person.</summary>
    public Assistance Hand(Guid handOver, bool alone) => this with { State = alone ? AssistanceState.Alone : AssistanceState.Together, HandOver = handOver };

    public Assistance Answer() => this with { State = AssistanceState.Answered, WasAlone = true };

    /// <summary>The helper has the machine again; the person's session is over.</summary>
    public Assistance Return() => this with { State = AssistanceState.Agreed, HandOver = null };

    public Assistance End(DateTimeOffset at, bool counts) => this with { State = AssistanceState.Ended, HandOver = null, EndedAt = at, Counts = counts };

    public override string ToString() => $"Assistance {Id} ({State})";
}
