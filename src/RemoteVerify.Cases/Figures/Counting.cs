using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Figures;

/// <summary>What the figures of one case are made of.</summary>
/// <param name="Case">The case as it is.</param>
/// <param name="Verifications">Its checks of people.</param>
/// <param name="Entries">Its entries in the order of the log.</param>
/// <param name="Answers">Its answers about satisfaction.</param>
/// <param name="DueAt">When its result was or is due; null without a time limit.</param>
public sealed record CaseMaterial(
    Case Case, IReadOnlyList<Verification> Verifications, IReadOnlyList<AuditEntry> Entries, IReadOnlyList<SatisfactionAnswer> Answers, DateTimeOffset? DueAt)
{
    public override string ToString() => $"CaseMaterial of {Case}";
}

/// <summary>Counts one case. A pure function, so that counting again gives the same.</summary>
public static class Counting
{
    public static CaseFigures Of(CaseMaterial material)
    {
        ArgumentNullException.ThrowIfNull(material);
        CaseFile file = material.Case.File;
        Dictionary<(DateOnly Day, string Measure), long> counts = [];
        void Add(DateTimeOffset at, string measure, long count)
        {
            (DateOnly, string) key = (VietnamTime.Day(at), measure);
            counts[key] = counts.GetValueOrDefault(key) + count;
        }

        Add(file.OpenedAt, Measures.Started, 1);
        switch (material.Case)
        {
            case Completed done:
                AddCompleted(material, done.Identities, done.StoredAt, Add);
                break;
            case ResultDelivered done:
                AddCompleted(material, done.Identities, done.StoredAt, Add);
                break;
            case RefusedCase refused:
                Add(refused.Refusal.At, Measures.Refused, 1);
                break;
            case ExpiredCase expired:
                Add(expired.At, Measures.AbandonedAt(expired.LastState), 1);
                break;
            case StoppedCase { Stop.Code: "withdrawn" } withdrawn:
                Add(withdrawn.Stop.At, Measures.AbandonedAt("withdrawn"), 1);
                break;
            case StoppedCase stopped:
                Add(stopped.Stop.At, Measures.Stopped, 1);
                break;
        }

        foreach (Verification verification in material.Verifications)
        {
            AddCheck(verification, Add);
        }

        foreach (SatisfactionAnswer answer in material.Answers)
        {
            Add(answer.At, (answer.IsOfficer, answer.Score >= SatisfactionAnswer.Satisfied) switch
            {
                (false, true) => Measures.CitizenSatisfied,
                (false, false) => Measures.CitizenOther,
                (true, true) => Measures.OfficerSatisfied,
                _ => Measures.OfficerOther,
            }, 1);
        }

        return new CaseFigures(file.Id, file.Tenant, file.ProcedureCode,
            [.. counts.Where(count => count.Value != 0).OrderBy(count => count.Key.Day).ThenBy(count => count.Key.Measure, StringComparer.Ordinal).Select(count => new Figure(count.Key.Day, count.Key.Measure, count.Value))]);
    }

    private static void AddCompleted(CaseMaterial material, IReadOnlyList<IdentityProof> identities, DateTimeOffset at, Action<DateTimeOffset, string, long> add)
    {
        CaseFile file = material.Case.File;
        HashSet<ParticipantId> proven = [.. identities.Concat(file.Request?.Identities ?? []).Select(proof => proof.Participant)];
        int visits = file.Dossier.Appointments.Count(appointment => appointment.State == AppointmentState.Kept);
        bool atPlace = file.Session is not null || file.Journey == JourneyKind.PaperCopy;
        int signers = file.Signers.Count();
        int remote = atPlace ? 0 : file.Signers.Count(signer => proven.Contains(signer.Id));
        add(at, IsFirstTry(file) ? Measures.FirstTry : Measures.LaterTry, 1);
        add(at, material.DueAt is not { } due ? Measures.WithoutLimit : at <= due ? Measures.OnTime : Measures.Late, 1);
        add(at, atPlace || visits > 0 ? Measures.Visited : Measures.Online, 1);
        add(at, Measures.Remote, remote);
        add(at, Measures.InPerson, signers - remote);
        add(at, Measures.VisitsAvoided, Math.Max(0, remote - visits));
        if (OfficerTime.Seconds(material.Entries) is { } seconds)
        {
            add(at, Measures.OfficerCases, 1);
            add(at, Measures.OfficerSeconds, seconds);
        }
    }

    private static bool IsFirstTry(CaseFile file) =>
        file.AbortedSessions.Count == 0
        && file.Dossier.Clock.Pauses.All(pause => pause.Reason != ClockStop.Supplement)
        && file.Stages.Count(stamp => stamp.Stage == CaseStage.Receive) <= 1;

    private static void AddCheck(Verification verification, Action<DateTimeOffset, string, long> add)
    {
        switch (verification)
        {
            case Passed { Officer: null } passed:
                add(passed.At, passed.File.Captures.Count <= 1 ? Measures.FirstCapture : Measures.LaterCapture, 1);
                break;
            case Passed passed:
                add(passed.At, Measures.ByOfficer, 1);
                break;
            case Declined declined:
                add(declined.At, Measures.Declined, 1);
                break;
        }
    }
}
