using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Assisting;

/// <summary>One help in a case, as an officer sees it.</summary>
/// <param name="Assistance">The assistance, with how the person agreed to it.</param>
/// <param name="Person">Full name of who was helped; null when the case does not have them any more.</param>
public sealed record HelpedOnce(Assistance Assistance, string? Person)
{
    public override string ToString() => "HelpedOnce";
}

/// <summary>Who was helped in a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Times">Each help, oldest first.</param>
public sealed record CaseAssistances(Case Case, IReadOnlyList<HelpedOnce> Times)
{
    public override string ToString() => "CaseAssistances";
}

/// <summary>Who was helped in a case, by whom, and how they agreed; for officers alone.</summary>
public sealed class ReadAssistances(Desk desk)
{
    public Task<Outcome<CaseAssistances>> DoAsync(Actor actor, CaseId id, CancellationToken cancellationToken) =>
        desk.DoAsync<CaseAssistances>(Act.ReadAssistances, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(id, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            IReadOnlyList<Assistance> all = await work.Unit.Assistances.ListOfCaseAsync(actor.Tenant, id, ct);
            return new CaseAssistances(found, [.. all.Select(one => new HelpedOnce(one, found.File.Find(one.Participant)?.FullName))]);
        }, cancellationToken);
}

/// <summary>What a person said when they agreed to be helped.</summary>
/// <param name="ContentType">Media type, by the first bytes.</param>
/// <param name="Bytes">The recording as the helper's machine made it.</param>
/// <param name="Sha256">The hash that was noted when it came.</param>
public sealed record PresenceSound(string ContentType, ReadOnlyMemory<byte> Bytes, Sha256Digest Sha256)
{
    public override string ToString() => "PresenceSound";
}

/// <summary>An officer listens to a spoken consent; each look is recorded.</summary>
public sealed class ListenToPresence(Desk desk)
{
    /// <returns>The recording; <see cref="RefusalCode.AssistanceNotFound"/> when there is none, <see cref="RefusalCode.EvidenceDestroyed"/> when it was deleted or is not what came in.</returns>
    public Task<Outcome<PresenceSound>> DoAsync(Actor actor, CaseId id, Guid assistance, CancellationToken cancellationToken) =>
        desk.DoAsync<PresenceSound>(Act.ListenToPresence, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(id, ct)).TryGet(out Case? _, out Refusal? refusal))
            {
                return refusal;
            }

            if (await work.Unit.Assistances.FindAsync(actor.Tenant, assistance, ct) is not { Presence: { Sound: { } sound, SoundSha256: { } hash } } found || found.CaseId != id)
            {
                return new Refusal(RefusalCode.AssistanceNotFound, "There is no such recording in this case. Look at the list again.");
            }

            if (!(await work.BlobAsync(id, sound, ct)).TryGet(out ReadOnlyMemory<byte> bytes, out refusal))
            {
                return refusal;
            }

            work.Note("assistance", assistance.ToString("D"));
            work.Note("sound", hash.Hex);
            return Sha256Digest.Of(bytes.Span) == hash
                ? new PresenceSound(SoundKind.TypeOf(bytes.Span), bytes, hash)
                : new Refusal(RefusalCode.EvidenceDestroyed, "What is kept is not what was recorded. Tell the operator; don't rely on it.");
        }, cancellationToken);
}
