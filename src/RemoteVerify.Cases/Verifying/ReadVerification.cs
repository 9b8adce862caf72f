using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Verifying;

/// <summary>A verification as portals and citizens see it: codes, never scores or personal data.</summary>
/// <param name="Id">Id.</param>
/// <param name="CaseId">Case.</param>
/// <param name="Participant">Participant.</param>
/// <param name="State">Stable state name.</param>
/// <param name="Result"><c>pending</c>, <c>retry</c>, <c>officer</c>, <c>passed</c> or <c>declined</c>.</param>
/// <param name="Reasons">Reason codes of the last step.</param>
/// <param name="CapturesLeft">How many captures may still be opened.</param>
/// <param name="Chip">What was found out about the chip; null until it is accepted.</param>
/// <param name="AllowedActions">What can be done now.</param>
/// <param name="Models">The networks that judged the last finished capture; null before one was judged.</param>
public sealed record VerificationView(
    VerificationId Id,
    CaseId CaseId,
    ParticipantId Participant,
    string State,
    string Result,
    IReadOnlyList<string> Reasons,
    int CapturesLeft,
    AcceptedChip? Chip,
    IReadOnlyList<string> AllowedActions,
    JudgingModels? Models)
{
    /// <summary>Grows by one with every saved change.</summary>
    public long Version { get; init; }

    /// <summary>The view of a verification under a policy.</summary>
    public static VerificationView Of(Verification verification, VerificationPolicy policy)
    {
        VerificationFile file = verification.File;
        CaptureAttempt? last = file.Captures.Count > 0 ? file.Captures[^1] : null;
        (string result, IReadOnlyList<string> reasons) = verification switch
        {
            Passed => ("passed", []),
            Declined => ("declined", ["officer.declined"]),
            Cancelled cancelled => ("cancelled", [cancelled.ReasonCode]),
            WithOfficer waiting => ("officer", waiting.Reasons),
            AwaitingChip => ("pending", file.ChipAttempts.Count > 0 ? file.ChipAttempts[^1].Reasons : []),
            AwaitingCapture when last is not null => ("retry", last.Reasons),
            _ => ("pending", (IReadOnlyList<string>)[]),
        };
        int open = verification is CaptureOpened or CaptureRunning ? 1 : 0;
        return new VerificationView(
            file.Id, file.CaseId, file.Participant, verification.State, result, reasons,
            verification.IsClosed || verification is WithOfficer ? 0 : Math.Max(0, policy.MaximumCaptures - file.Captures.Count - open),
            verification is VerificationWithChip { Chip: { } chip } ? new AcceptedChip(chip.Verdict, chip.Warnings, chip.Possession) : null,
            [.. verification.Allowed.Select(a => a.Code)],
            file.Captures.LastOrDefault(capture => capture.Evidence is not null)?.Evidence is { } evidence ? new JudgingModels(evidence.ModelSet, evidence.Models) : null) { Version = file.Version };
    }

    public override string ToString() => $"VerificationView {Id} {Result}";
}

/// <summary>A chip that was accepted, in codes.</summary>
/// <param name="Possession">What shows that the chip itself was there; null for chips that were kept before this was recorded.</param>
public sealed record AcceptedChip(string Verdict, IReadOnlyList<string> Warnings, ChipPossession? Possession);

/// <summary>The networks behind a result.</summary>
/// <param name="Set">Their set; null for captures that were kept before sets were recorded.</param>
/// <param name="Models">Each by name and hash.</param>
public sealed record JudgingModels(ModelSetUsed? Set, IReadOnlyList<ModelUsed> Models);

/// <summary>Reads how far a verification is.</summary>
public sealed class ReadVerification(Desk desk, VerificationPolicy policy)
{
    public Task<Outcome<VerificationView>> DoAsync(Actor actor, VerificationId id, CancellationToken cancellationToken) =>
        desk.DoAsync<VerificationView>(Act.ReadVerification, actor, async (work, ct) =>
        {
            work.StaySilent();
            return (await work.VerificationAsync(id, ct)).TryGet(out (Verification Verification, Case Case) found, out Refusal? refusal)
                ? VerificationView.Of(found.Verification, policy)
                : refusal;
        }, cancellationToken);
}
