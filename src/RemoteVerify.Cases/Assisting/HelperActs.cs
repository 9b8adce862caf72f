using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Assisting;

/// <summary>What a helper sees of a case: whose it is, masked, and the one step that is open. No evidence, no field, no paper, no text of a document.</summary>
/// <param name="Assistance">The assistance.</param>
/// <param name="CaseCode">Code of the case, which the person named.</param>
/// <param name="Person">Family name and initials.</param>
/// <param name="TitleVi">Name of the procedure in Vietnamese.</param>
/// <param name="TitleEn">The same in English.</param>
/// <param name="IsTest">True for a trial.</param>
/// <param name="Step">The step that is open now; null until the person has agreed to be helped.</param>
public sealed record OpenStep(Assistance Assistance, string CaseCode, string Person, string TitleVi, string TitleEn, bool IsTest, AssistedStep? Step)
{
    public override string ToString() => $"OpenStep {Step}";

    /// <summary><c>Nguyễn Thị Hành Trình</c> becomes <c>Nguyễn T. H. T.</c>: enough to see that it is the person with the card in hand.</summary>
    public static string Mask(string fullName)
    {
        ArgumentNullException.ThrowIfNull(fullName);
        string[] words = fullName.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? string.Empty : string.Join(' ', [words[0], .. words.Skip(1).Select(word => $"{System.Globalization.StringInfo.GetNextTextElement(word)}.")]);
    }
}

/// <summary>The open step, for the helper who has begun.</summary>
public sealed class ViewAssistance(Desk desk, ProcedureLibrary procedures, VerificationPolicy verifying)
{
    public Task<Outcome<OpenStep>> DoAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        desk.DoAsync<OpenStep>(Act.ViewAssistance, actor, async (work, ct) =>
        {
            work.StaySilent();
            if (!(await Own.FindAsync(work, id, ct)).TryGet(out Assistance? assistance, out Refusal? refusal))
            {
                return refusal;
            }

            if (await work.Unit.Cases.FindAsync(actor.Tenant, assistance.CaseId, ct) is not { } found)
            {
                return Own.Over();
            }

            Procedure procedure = await procedures.OfCaseAsync(work.Unit, found.File, ct);
            AssistedStep? step = assistance.Presence is null ? null : await AssistanceEnd.StepAsync(work, found, assistance.Participant, verifying, ct);
            return new OpenStep(
                assistance, found.File.Code, OpenStep.Mask(found.File.Find(assistance.Participant)!.FullName), procedure.TitleVi, procedure.TitleEn, found.File.IsTest, step);
        }, cancellationToken);
}

/// <summary>The person is there and agrees to be helped by this helper: a tick on the page that is held out to them, or spoken and recorded.</summary>
public sealed class RecordPresence(Desk desk, AssistingPolicy policy)
{
    /// <param name="actor">The helper.</param>
    /// <param name="id">The assistance.</param>
    /// <param name="textVersion">Version of the text that was shown or read out.</param>
    /// <param name="ticked">The person ticked that they are there and agree.</param>
    /// <param name="sound">The recording of the spoken consent; empty for none. Needed when nothing was ticked.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Outcome<Assistance>> DoAsync(Actor actor, Guid id, string? textVersion, bool ticked, ReadOnlyMemory<byte> sound, CancellationToken cancellationToken) =>
        desk.DoAsync<Assistance>(Act.RecordPresence, actor, async (work, ct) =>
        {
            if (!(await Own.FindAsync(work, id, ct)).TryGet(out Assistance? assistance, out Refusal? refusal))
            {
                return refusal;
            }

            if (assistance.HandOver is not null)
            {
                return Own.WithPerson();
            }

            bool isSpoken = !sound.IsEmpty;
            string? fault = textVersion != RecordedPresence.CurrentText ? "text-version"
                : !ticked && !isSpoken ? "no-answer"
                : sound.Length > policy.LargestSoundBytes ? "sound-too-large"
                : isSpoken && !SoundKind.IsSound(sound.Span) ? "sound-unreadable"
                : null;
            if (fault is not null)
            {
                return new Refusal(RefusalCode.AssistanceConsentInvalid, "The person ticks the box, or says the sentence while it is recorded. Without either nothing is shown.", [], [fault]);
            }

            BlobId? kept = isSpoken ? await work.Unit.Blobs.PutAsync(assistance.Tenant, assistance.CaseId, DataClass.Identity, sound, ct) : null;
            Sha256Digest? hash = isSpoken ? Sha256Digest.Of(sound.Span) : null;
            work.Note("consent", $"{(isSpoken ? "spoken" : "tick")} {textVersion}");
            if (hash is { } noted)
            {
                work.Note("sound", noted.Hex);
            }

            return await Own.SaveAsync(work, assistance.Agree(new RecordedPresence(isSpoken ? AssistanceConsent.Spoken : AssistanceConsent.Tick, textVersion!, kept, hash, work.Now)), ct);
        }, cancellationToken);
}

/// <summary>What the person gets the machine with.</summary>
/// <param name="Link">A one-time link of the person, used at once; the session that it opens ends when the machine is handed back.</param>
/// <param name="Assistance">The assistance.</param>
public sealed record HandedOver(GivenToken Link, Assistance Assistance)
{
    public override string ToString() => "HandedOver";
}

/// <summary>The helper hands the machine to the person: with the helper beside for steps that prepare, alone for those that bind.</summary>
public sealed class HandOver(Desk desk, VerificationPolicy verifying)
{
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(2);

    public Task<Outcome<HandedOver>> DoAsync(Actor actor, Guid id, bool alone, CancellationToken cancellationToken) =>
        desk.DoAsync<HandedOver>(Act.HandOver, actor, async (work, ct) =>
        {
            if (!(await Own.FindAsync(work, id, ct)).TryGet(out Assistance? assistance, out Refusal? refusal))
            {
                return refusal;
            }

            if (assistance.Presence is null)
            {
                return new Refusal(RefusalCode.AssistanceNotAgreed, "The person has not agreed to be helped yet. Hold the page out to them first.", [Act.RecordPresence.Code], []);
            }

            if (assistance.HandOver is not null)
            {
                return Own.WithPerson();
            }

            if (await work.Unit.Cases.FindAsync(actor.Tenant, assistance.CaseId, ct) is not { } found)
            {
                return Own.Over();
            }

            AssistedStep step = await AssistanceEnd.StepAsync(work, found, assistance.Participant, verifying, ct);
            if (alone ? !step.IsAlone() : !step.IsTogether())
            {
                return new Refusal(RefusalCode.AssistanceStepNotTheirs, "There is no such step of this person now. Look at the open step again.", [], [step.ToString()]);
            }

            Assistance handed = await Own.SaveAsync(work, assistance.Hand(Guid.NewGuid(), alone), ct);
            work.Note("handed", alone ? "alone" : "together");
            GivenToken link = await Tokens.IssueAsync(
                work, AccessTokenKind.CitizenLink, assistance.Tenant, assistance.CaseId, assistance.Participant, LinkLifetime, ct, handOver: handed.HandOver);
            return new HandedOver(link, handed);
        }, cancellationToken);
}

/// <summary>The helper takes the machine back from a person who went away without handing it back; the person's session ends.</summary>
public sealed class TakeBack(Desk desk)
{
    public Task<Outcome<Assistance>> DoAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        desk.DoAsync<Assistance>(Act.TakeBack, actor, async (work, ct) =>
            !(await Own.FindAsync(work, id, ct)).TryGet(out Assistance? assistance, out Refusal? refusal) ? refusal
            : assistance.HandOver is null ? assistance
            : await Own.SaveAsync(work, assistance.Return(), ct), cancellationToken);
}

/// <summary>The helper is done with this person.</summary>
public sealed class EndAssistance(Desk desk, VerificationPolicy verifying)
{
    public Task<Outcome<Assistance>> DoAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        desk.DoAsync<Assistance>(Act.EndAssistance, actor, async (work, ct) =>
            (await Own.FindAsync(work, id, ct)).TryGet(out Assistance? assistance, out Refusal? refusal) ? await AssistanceEnd.EndAsync(work, assistance, verifying, ct) : refusal, cancellationToken);
}

/// <summary>The helper's own assistances that are going on.</summary>
internal static class Own
{
    /// <summary>The same refusal for one that does not exist and for another helper's.</summary>
    public static async Task<Outcome<Assistance>> FindAsync(Work work, Guid id, CancellationToken cancellationToken)
    {
        if (await work.Unit.Assistances.FindAsync(work.Actor.Tenant, id, cancellationToken) is not { } found || found.Helper != work.Actor.Id)
        {
            return new Refusal(RefusalCode.AssistanceNotFound, "You are not helping anybody under this address. Begin anew with the code of the case.");
        }

        work.About(found.CaseId);
        work.Note("assistance", found.Id.ToString("D"));
        return found.IsOver(work.Now) ? Over() : found;
    }

    public static async Task<Assistance> SaveAsync(Work work, Assistance changed, CancellationToken cancellationToken)
    {
        Assistance next = changed with { Version = changed.Version + 1 };
        await work.Unit.Assistances.UpdateAsync(next, cancellationToken);
        return next;
    }

    public static Refusal Over() => new(RefusalCode.AssistanceOver, "This assistance is over. Begin anew with the code of the case.");

    public static Refusal WithPerson() => new(RefusalCode.AssistanceWithPerson, "The person has the machine. Wait until it is handed back.", [Act.TakeBack.Code], []);
}
