namespace RemoteVerify.Cases.Assisting;

/// <summary>What an officer found after speaking to the person alone.</summary>
public enum ConcernEnd
{
    /// <summary>Acts of their own will: the case goes on.</summary>
    OwnWill,

    /// <summary>Is pressed: the case stays held, and the officer refuses or stops it in the usual way.</summary>
    Pressed,
}

/// <summary>Somebody who was helped said, alone, that they are pressed. Nothing binds in the case until an officer has settled it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Tenant">Tenant.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Participant">Who said so.</param>
/// <param name="Assistance">In which assistance.</param>
/// <param name="At">When.</param>
/// <param name="Version">Grows by one with every saved change.</param>
public sealed record Concern(Guid Id, TenantId Tenant, CaseId CaseId, ParticipantId Participant, Guid Assistance, DateTimeOffset At, long Version)
{
    public ConcernEnd? End { get; init; }

    /// <summary>The officer who settled it.</summary>
    public string? SettledBy { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>The case may not go on.</summary>
    public bool Holds => End is not ConcernEnd.OwnWill;

    public Concern Settle(ConcernEnd end, string officer, DateTimeOffset at) => this with { End = end, SettledBy = officer, SettledAt = at };

    public override string ToString() => $"Concern {Id}";
}
