using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>A case with its verifications as they are stored, before somebody acts.</summary>
internal sealed record Situation(Case Case, IReadOnlyList<Verification> Verifications, DateTimeOffset Now)
{
    /// <summary>The table of the case's version asks for a fee that is neither paid nor lifted, and everything it is counted by is known.</summary>
    public bool IsFeeOpen { get; init; }

    public CaseFile File => Case.File;

    /// <summary>Whose turn it is: who has not agreed, is not proven or has not signed yet; the first participant where it is nobody's, and an id of nobody where the case has none.</summary>
    public ParticipantId Person => (Case switch
    {
        Cases.Journeys.NotarisedContracts.DraftShared c => File.Signers.FirstOrDefault(p => c.Agreements.All(a => a.Participant != p.Id)),
        AwaitingIdentity or IdentityWithOfficer => File.Signers.FirstOrDefault(p => ((CaseWithDocument)Case).IdentityOf(p.Id) is null),
        AwaitingConfirmation or ContentConfirmed => File.Signers.FirstOrDefault(p => !((CaseWithDocument)Case).HasSigned(p.Id)),
        _ => null,
    } ?? File.Signers.FirstOrDefault())?.Id ?? new ParticipantId("nobody");

    /// <summary>The verification that an act would go on with: the running one of the person, or the last of the case.</summary>
    public Verification? Verification => Verifications.LastOrDefault(v => v.File.Participant == Person && !v.IsClosed) ?? Verifications.LastOrDefault();

    /// <summary>The verification that an officer looks at next: one that waits for a decision, else one that this officer has not seen.</summary>
    public Verification? ToView(string officer) =>
        Verifications.FirstOrDefault(v => v is WithOfficer)
        ?? (Case is ParticipantsSigned signed
            ? Verifications.FirstOrDefault(v => signed.Identities.Any(i => i.Verification == v.File.Id) && !signed.Views.Any(w => w.Officer == officer && w.Verification == v.File.Id))
            : null)
        ?? Verifications.LastOrDefault();
}

/// <summary>One try of a move.</summary>
/// <param name="Reference">The case, perhaps in a version that is out of date.</param>
/// <param name="Seen">What the actor saw before.</param>
/// <param name="Actor">Who tries it, perhaps the wrong one.</param>
/// <param name="IsOdd">The lesser variant: a wrong hash, a no, a silent register, a broken signature.</param>
/// <param name="Dice">For what is drawn inside the act.</param>
internal sealed record Attempt(CaseReference Reference, Situation Seen, Actor Actor, bool IsOdd, Random Dice)
{
    public CaseId Id => Reference.Id;

    public Case Case => Seen.Case;

    /// <summary>A verification to act on; one that does not exist where there is none.</summary>
    public VerificationId Verification => Seen.Verification?.File.Id ?? VerificationId.New(Seen.Now);
}

/// <summary>A move: the act's code, whose act it is, and what tries it.</summary>
internal sealed record Move(string Act, Func<Situation, Actor> By, Func<Attempt, Task<Refusal?>> TryAsync)
{
    /// <summary>How often it is drawn among others.</summary>
    public int Weight { get; init; } = 6;

    /// <summary>False where the act names a verification or a ticket, so that no version of the case can be out of date.</summary>
    public bool NamesCase { get; init; } = true;

    /// <summary>False where the right is a ticket: whoever has it may act.</summary>
    public bool HasActor { get; init; } = true;

    public override string ToString() => Act;
}
