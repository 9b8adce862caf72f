using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Guidance;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Notifications;

/// <summary>The code of a printed slip, as it is stored.</summary>
/// <param name="CodeSha256">Hash of the code; the code itself is nowhere.</param>
/// <param name="Tenant">Tenant.</param>
/// <param name="Case">Case.</param>
/// <param name="Participant">Whose slip.</param>
/// <param name="IssuedAt">When it was printed.</param>
/// <param name="Failures">Wrong numbers since the last right one.</param>
/// <param name="LockedUntil">No number is looked at before; null when none was wrong too often.</param>
/// <param name="Version">Grows by one with every change: one guess at a time.</param>
public sealed record OutcomeCode(
    Sha256Digest CodeSha256, TenantId Tenant, CaseId Case, ParticipantId Participant, DateTimeOffset IssuedAt, int Failures, DateTimeOffset? LockedUntil, long Version)
{
    /// <summary>Letters and digits that nobody confuses; 12 of them are 60 bits.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const int Length = 12;

    /// <summary>Makes a code: AAAA-AAAA-AAAA.</summary>
    public static string Draw()
    {
        string plain = RandomNumberGenerator.GetString(Alphabet, Length);
        return $"{plain[..4]}-{plain[4..8]}-{plain[8..]}";
    }

    /// <summary>Hash of a code as somebody typed it; null when it can be none.</summary>
    public static Sha256Digest? HashOf(string? typed)
    {
        StringBuilder plain = new(Length);
        foreach (char letter in (typed ?? "").ToUpperInvariant().Where(letter => letter is not ('-' or ' ')))
        {
            plain.Append(letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter });
            if (plain.Length > Length)
            {
                return null;
            }
        }

        return plain.Length == Length ? Tokens(plain.ToString()) : null;
    }

    private static Sha256Digest Tokens(string plain) => Sha256Digest.Of(Encoding.ASCII.GetBytes($"outcome {plain}"));

    public override string ToString() => "OutcomeCode";
}

/// <summary>Words and places on a printed slip.</summary>
/// <param name="File">The case.</param>
/// <param name="Code">The code.</param>
/// <param name="Desk">Where the person asks.</param>
/// <param name="Agency">Lines of the agency.</param>
/// <param name="At">When it is printed.</param>
public sealed record OutcomeSlipOrder(CaseFile File, string Code, ServicePoint? Desk, IReadOnlyList<string> Agency, DateTimeOffset At)
{
    public override string ToString() => "OutcomeSlipOrder";
}

/// <summary>Composes the slip.</summary>
public interface IOutcomeSlipComposer
{
    ReadOnlyMemory<byte> Compose(OutcomeSlipOrder order);
}

/// <summary>Prints a slip with a code by which the person asks for the outcome. A later slip of the same person takes the place of an earlier one.</summary>
public sealed class PrintOutcomeSlip(Desk desk, IOutcomeSlipComposer composer, IServicePointDirectory places)
{
    public Task<Outcome<ReadOnlyMemory<byte>>> DoAsync(Actor actor, CaseReference reference, ParticipantId participant, CancellationToken cancellationToken) =>
        desk.DoAsync<ReadOnlyMemory<byte>>(Act.PrintOutcomeSlip, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.File.Find(participant) is null)
            {
                return new Refusal(RefusalCode.ParticipantUnknown, "The case has no such participant. Use an id from its list.");
            }

            string code = OutcomeCode.Draw();
            await work.Unit.Notifications.ReplaceCodeAsync(
                new OutcomeCode(OutcomeCode.HashOf(code)!.Value, found.File.Tenant, found.File.Id, participant, work.Now, 0, null, 1), ct);
            work.Note("participant", participant.Value);
            AgencyProfile? agency = places.Agency(found.File.Tenant);
            ServicePoint? where = agency is null ? places.List(found.File.Tenant).FirstOrDefault() : places.Find(found.File.Tenant, agency.Desk);
            return composer.Compose(new OutcomeSlipOrder(found.File, code, where, agency?.Lines ?? [], work.Now));
        }, cancellationToken);
}

/// <summary>What a person learns with the code of the slip. Nobody is named.</summary>
/// <param name="CaseCode">Mã hồ sơ.</param>
/// <param name="Status">Outer status.</param>
/// <param name="Steps">What the citizen can do next.</param>
/// <param name="HasResult">A result waits, or was given out.</param>
/// <param name="Desk">Where to ask and to pick the result up; null without data of the agency.</param>
/// <param name="Case">For an officer of the same tenant, who goes on from here; null for everybody else.</param>
public sealed record OutcomeView(string CaseCode, CaseStatus Status, IReadOnlyList<NextStep> Steps, bool HasResult, ServicePoint? Desk, CaseId? Case)
{
    public override string ToString() => "OutcomeView";
}

/// <summary>
/// Answers who has a slip's code and knows the personal number of the person it was printed for; one without the other opens nothing. Five wrong
/// numbers lock the code for 15 minutes. Who asked has been told.
/// </summary>
public sealed class ReadOutcome(Desk desk, IServicePointDirectory places)
{
    public const int MostFailures = 5;

    public static readonly TimeSpan Lock = TimeSpan.FromMinutes(15);

    /// <param name="actor">Anyone, or an officer at the counter.</param>
    /// <param name="code">The code as typed.</param>
    /// <param name="personalNumber">The number as typed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<OutcomeView>> DoAsync(Actor actor, string? code, string? personalNumber, CancellationToken cancellationToken)
    {
        Outcome<OutcomeView> outcome = await desk.DoAsync<OutcomeView>(Act.ReadOutcome, actor, (work, ct) => ReadAsync(work, code, personalNumber, ct), cancellationToken);

        // Two guesses at the same moment: the slower one counts as none and may be repeated.
        return outcome.Refusal?.Code == RefusalCode.CaseChanged ? NotFound() : outcome;
    }

    private async Task<Outcome<OutcomeView>> ReadAsync(Work work, string? code, string? personalNumber, CancellationToken ct)
    {
        if (!(await CodeWithNumber.OpenAsync(work, code, personalNumber, ct)).TryGet(out (OutcomeCode Code, Case Case) opened, out Refusal? refusal))
        {
            return refusal;
        }

        (OutcomeCode known, Case found) = opened;
        await TellAsync(work, known, ct);
        AgencyProfile? agency = places.Agency(known.Tenant);
        ServicePoint? where = agency is null ? places.List(known.Tenant).FirstOrDefault() : places.Find(known.Tenant, agency.Desk);
        return new OutcomeView(
            found.File.Code, found.Status, [.. NextSteps.Delivered.Of(found).Where(step => step.Who == "Citizen")], found is Completed or ResultDelivered, where,
            work.Actor.Role == ActorRole.Officer && work.Actor.Tenant == known.Tenant ? known.Case : null);
    }

    private static async Task TellAsync(Work work, OutcomeCode known, CancellationToken ct)
    {
        NotificationQuery waiting = new(known.Case, NotificationState.ToBeTold, null, 200);
        foreach (Notification open in (await work.Unit.Notifications.ListAsync(known.Tenant, waiting, ct)).Where(open => open.Participant == known.Participant))
        {
            await work.Unit.Notifications.ChangeAsync(open, open with { State = NotificationState.Told, DoneAt = work.Now, Outcome = "asked-with-code" }, ct);
        }
    }

    private static Refusal NotFound() => CodeWithNumber.NotFound();
}

/// <summary>The code of a slip together with the personal number of its person; wrong numbers are counted and lock the code.</summary>
internal static class CodeWithNumber
{
    public static async Task<Outcome<(OutcomeCode Code, Case Case)>> OpenAsync(Work work, string? code, string? personalNumber, CancellationToken ct)
    {
        if (OutcomeCode.HashOf(code) is not { } hash || await work.Unit.Notifications.FindCodeAsync(hash, ct) is not { } known
            || await work.Unit.Cases.FindAsync(known.Tenant, known.Case, ct) is not { } found)
        {
            work.StaySilent();
            return NotFound();
        }

        work.About(known.Case);
        work.Note("participant", known.Participant.Value);
        if (known.LockedUntil > work.Now)
        {
            return new Refusal(RefusalCode.OutcomeLocked, "Too many wrong numbers. Wait a quarter of an hour, or come to the counter with your card.");
        }

        string number = found.File.Find(known.Participant)?.PersonalNumber ?? "";
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(number), Encoding.UTF8.GetBytes((personalNumber ?? "").Trim())))
        {
            int failures = known.Failures + 1;
            bool locks = failures >= ReadOutcome.MostFailures;
            await work.Unit.Notifications.ChangeCodeAsync(known with { Failures = locks ? 0 : failures, LockedUntil = locks ? work.Now + ReadOutcome.Lock : null, Version = known.Version + 1 }, ct);
            return work.RefuseAndKeep(NotFound());
        }

        OutcomeCode right = known with { Failures = 0, LockedUntil = null, Version = known.Version + 1 };
        await work.Unit.Notifications.ChangeCodeAsync(right, ct);
        return (right, found);
    }

    public static Refusal NotFound() =>
        new(RefusalCode.OutcomeNotFound, "Code and personal number don't belong together, or the code was replaced by a later slip. Check both, or come to the counter with your card.");
}
