using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Privacy;

/// <summary>A look at earlier cases of a person, kept in the case that it was needed for.</summary>
/// <param name="Id"><c>e1</c>, <c>e2</c>, ...</param>
/// <param name="Participant">About whom.</param>
/// <param name="Reason">Why, in the officer's words.</param>
/// <param name="Officer">Account.</param>
/// <param name="At">When.</param>
/// <param name="Found">The cases that were shown.</param>
public sealed record EarlierCaseLook(string Id, ParticipantId Participant, string Reason, string Officer, DateTimeOffset At, IReadOnlyList<CaseId> Found)
{
    public override string ToString() => $"EarlierCaseLook {Id}";
}

/// <summary>An earlier case as it is shown.</summary>
/// <param name="Id">Id.</param>
/// <param name="Code">Its code.</param>
/// <param name="State">Its state.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="HasEnded">Whether it has ended; one that runs is a duplicate.</param>
/// <param name="SameChip">Whether the very card of this case was used in it.</param>
public sealed record EarlierCase(CaseId Id, string Code, string State, DateTimeOffset OpenedAt, bool HasEnded, bool SameChip)
{
    public override string ToString() => $"EarlierCase {State}";
}

/// <summary>What was found.</summary>
/// <param name="Look">The recorded look.</param>
/// <param name="Cases">Newest first.</param>
public sealed record EarlierCasesFound(EarlierCaseLook Look, IReadOnlyList<EarlierCase> Cases)
{
    /// <summary>Another case of the same person for the same purpose still runs.</summary>
    public bool HasDuplicate => Cases.Any(found => !found.HasEnded);

    public override string ToString() => $"EarlierCasesFound {Cases.Count}";
}

/// <summary>
/// Shows an officer the earlier cases of a participant: of the same unit and the same procedure only, with a reason that is kept, and without those
/// whose use the person had restricted. They are found by personal number, and told apart by the chip; no face is ever searched for.
/// </summary>
public sealed class FindEarlierCases(Desk desk)
{
    /// <summary>Longest reason, in characters.</summary>
    public const int MaximumTextLength = 500;

    public Task<Outcome<EarlierCasesFound>> DoAsync(Actor actor, CaseReference reference, ParticipantId participant, string? reason, CancellationToken cancellationToken) =>
        desk.DoAsync<EarlierCasesFound>(Act.FindEarlierCases, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            CaseFile file = current.File;
            if (file.Find(participant) is not { } person)
            {
                return new Refusal(RefusalCode.ParticipantUnknown, "The case has no such participant. Use an id from its list.");
            }

            string why = FieldFaults.Clean(reason);
            if (why.Length is 0 or > MaximumTextLength)
            {
                return new Refusal(RefusalCode.PurposeRequired, "Say why you need the earlier cases of this person; the reason is recorded and the person can see that you looked.");
            }

            HashSet<string> chips = await ChipsAsync(work, file.Id, participant, ct);
            List<EarlierCase> found = [];
            foreach (Case other in await PersonCases.ListAsync(work, person.PersonalNumber, ct))
            {
                if (other.File.Id != file.Id && other.File.ProcedureCode == file.ProcedureCode && other.File.Retention.Restrictions.Count == 0)
                {
                    HashSet<string> theirs = await ChipsAsync(work, other.File.Id, PersonCases.Of(other.File, person.PersonalNumber)!.Id, ct);
                    found.Add(new EarlierCase(other.File.Id, other.File.Code, other.State, other.File.OpenedAt, CaseEnd.Of(other) is not null, theirs.Overlaps(chips)));
                }
            }

            var look = new EarlierCaseLook($"e{file.EarlierCaseLooks.Count + 1}", participant, why, actor.Id, work.Now, [.. found.Select(one => one.Id)]);
            work.Note("earlier-case-look", look.Id);
            work.Note("found", found.Count == 0 ? "none" : string.Join(' ', found.Take(20).Select(one => one.Id)));
            await work.SaveAsync(current with { File = file with { EarlierCaseLooks = [.. file.EarlierCaseLooks, look] } }, ct);
            return new EarlierCasesFound(look, found);
        }, cancellationToken);

    /// <summary>Hashes of the security objects of the cards that a participant used.</summary>
    private static async Task<HashSet<string>> ChipsAsync(Work work, CaseId id, ParticipantId participant, CancellationToken cancellationToken) =>
    [
        .. (await work.Unit.Verifications.ListAsync(id, cancellationToken)).OfType<Verifying.VerificationWithChip>()
            .Where(verification => verification.File.Participant == participant).Select(verification => verification.Chip.SodSha256.Hex),
    ];
}
