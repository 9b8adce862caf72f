// Law 91/2025/QH15: a breach of personal data is recorded, and the authority is told in time.
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Privacy;

/// <summary>A breach of personal data (vi phạm quy định về bảo vệ dữ liệu cá nhân), as the office of data protection records it. It names nobody.</summary>
/// <param name="Id">Id.</param>
/// <param name="Tenant">Whose data.</param>
/// <param name="What">What happened.</param>
/// <param name="FoundAt">When it was found; the clock starts here.</param>
/// <param name="DueAt">Until when the authority is to be told.</param>
/// <param name="Concerned">How many people; null while not known.</param>
/// <param name="DataClasses">Which data.</param>
/// <param name="Measures">What was done, oldest first.</param>
/// <param name="RecordedBy">Account.</param>
/// <param name="RecordedAt">When.</param>
/// <param name="Version">Grows by one with every change.</param>
public sealed record Breach(
    Guid Id, TenantId Tenant, string What, DateTimeOffset FoundAt, DateTimeOffset DueAt, int? Concerned, IReadOnlyList<DataClass> DataClasses, IReadOnlyList<BreachMeasure> Measures,
    string RecordedBy, DateTimeOffset RecordedAt, long Version)
{
    /// <summary>When the authority was told, and under which number.</summary>
    public DateTimeOffset? NotifiedAuthorityAt { get; init; }

    public string? NotificationNumber { get; init; }

    /// <summary>When the people concerned were told.</summary>
    public DateTimeOffset? NotifiedPeopleAt { get; init; }

    /// <summary>When somebody was warned that it is late.</summary>
    public DateTimeOffset? WarnedAt { get; init; }

    /// <summary>Whether the authority was told too late, or not and the time is over.</summary>
    public bool IsLate(DateTimeOffset now) => (NotifiedAuthorityAt ?? now) > DueAt;

    public override string ToString() => $"Breach {Id}";
}

/// <summary>Something that was done against a breach.</summary>
public sealed record BreachMeasure(string Text, string By, DateTimeOffset At)
{
    public override string ToString() => "BreachMeasure";
}

/// <summary>What is known of a breach; null members say nothing new.</summary>
/// <param name="What">What happened.</param>
/// <param name="FoundAt">When it was found; only when it is recorded.</param>
/// <param name="Concerned">How many people.</param>
/// <param name="DataClasses">Which data.</param>
/// <param name="Measure">Something that was done.</param>
/// <param name="NotifiedAuthorityAt">When the authority was told.</param>
/// <param name="NotificationNumber">Number of that notice.</param>
/// <param name="NotifiedPeopleAt">When the people were told.</param>
public sealed record BreachReport(
    string? What, DateTimeOffset? FoundAt, int? Concerned, IReadOnlyList<DataClass>? DataClasses, string? Measure, DateTimeOffset? NotifiedAuthorityAt, string? NotificationNumber,
    DateTimeOffset? NotifiedPeopleAt)
{
    /// <summary>Longest text, in characters.</summary>
    public const int MaximumTextLength = 4000;

    internal List<string> Faults(DateTimeOffset foundAt, DateTimeOffset now)
    {
        List<string> faults = [];
        if (What is { } what && FieldFaults.Clean(what).Length is 0 or > MaximumTextLength)
        {
            faults.Add("what");
        }

        if (foundAt > now)
        {
            faults.Add("foundAt");
        }

        if (Concerned < 0)
        {
            faults.Add("concerned");
        }

        if (DataClasses?.Any(dataClass => !Enum.IsDefined(dataClass)) == true)
        {
            faults.Add("dataClasses");
        }

        if (Measure is { } measure && FieldFaults.Clean(measure).Length is 0 or > MaximumTextLength)
        {
            faults.Add("measure");
        }

        // The authority's receipt is what shows that it was told.
        if (NotifiedAuthorityAt is { } told && (told < foundAt || told > now || FieldFaults.Clean(NotificationNumber).Length is 0 or > 200))
        {
            faults.Add("notifiedAuthorityAt");
        }

        if (NotifiedPeopleAt is { } people && (people < foundAt || people > now))
        {
            faults.Add("notifiedPeopleAt");
        }

        return faults;
    }

    public override string ToString() => "BreachReport";
}

/// <summary>Records that a breach was found; from its finding the clock runs.</summary>
public sealed class RecordBreach(Desk desk, PrivacyTerms terms)
{
    public Task<Outcome<Breach>> DoAsync(Actor actor, BreachReport report, CancellationToken cancellationToken) =>
        desk.DoAsync<Breach>(Act.RecordBreach, actor, async (work, ct) =>
        {
            DateTimeOffset found = report.FoundAt ?? work.Now;
            List<string> faults = report.Faults(found, work.Now);
            if (report.What is null)
            {
                faults.Add("what");
            }

            if (faults.Count > 0)
            {
                return new Refusal(RefusalCode.BreachInvalid, "Say what happened and when it was found. Correct the named parts.", [], faults);
            }

            var breach = new Breach(
                Guid.CreateVersion7(work.Now), actor.Tenant, FieldFaults.Clean(report.What), found, found.AddHours(terms.Breach.Hours), report.Concerned, report.DataClasses ?? [], [], actor.Id, work.Now, 1);
            breach = Breaches.With(breach, report, actor, work.Now);
            await work.Unit.Breaches.AddAsync(breach, ct);
            work.Note("breach", breach.Id.ToString("D"));
            return breach;
        }, cancellationToken);
}

/// <summary>Adds what was found out or done since. Nothing that was recorded is lost: measures add up, and the log has every step.</summary>
public sealed class UpdateBreach(Desk desk)
{
    public Task<Outcome<Breach>> DoAsync(Actor actor, Guid id, long? expectedVersion, BreachReport report, CancellationToken cancellationToken) =>
        desk.DoAsync<Breach>(Act.UpdateBreach, actor, async (work, ct) =>
        {
            if (await work.Unit.Breaches.FindAsync(actor.Tenant, id, ct) is not { } breach)
            {
                return new Refusal(RefusalCode.BreachNotFound, "There is no such breach for you. Check the id.");
            }

            if (expectedVersion is { } expected && expected != breach.Version)
            {
                return new Refusal(RefusalCode.BreachChanged, "The breach has changed since you read it. Read it again and repeat the act.");
            }

            List<string> faults = report.Faults(breach.FoundAt, work.Now);
            if (report.FoundAt is not null)
            {
                faults.Add("foundAt");
            }

            if (faults.Count > 0)
            {
                return new Refusal(RefusalCode.BreachInvalid, "Say what is new. When it was found can't be changed; when the authority was told needs the number of the notice. Correct the named parts.", [], faults);
            }

            Breach changed = Breaches.With(breach, report, actor, work.Now) with { Version = breach.Version + 1 };
            await work.Unit.Breaches.UpdateAsync(changed, ct);
            work.Note("breach", id.ToString("D"));
            return changed;
        }, cancellationToken);
}

/// <summary>Lists the breaches of the tenant, newest first.</summary>
public sealed class ListBreaches(Desk desk)
{
    private const int Most = 500;

    public Task<Outcome<IReadOnlyList<Breach>>> DoAsync(Actor actor, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<Breach>>(Act.ListBreaches, actor, async (work, ct) =>
            Outcome<IReadOnlyList<Breach>>.Done(await work.Unit.Breaches.ListAsync(actor.Tenant, Most, ct)), cancellationToken);
}

/// <summary>The service warns of a breach whose time is over and of which nobody was told, once.</summary>
public sealed class WarnOfBreach(Desk desk)
{
    public Task<Outcome<Breach>> DoAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        desk.DoAsync<Breach>(Act.WarnOfBreach, actor, async (work, ct) =>
        {
            if (await work.Unit.Breaches.FindAsync(actor.Tenant, id, ct) is not { NotifiedAuthorityAt: null, WarnedAt: null } breach || !breach.IsLate(work.Now))
            {
                return new Refusal(RefusalCode.NotDueYet, "This breach is not late, or it was warned of already. There is nothing to do.");
            }

            Breach warned = breach with { WarnedAt = work.Now, Version = breach.Version + 1 };
            await work.Unit.Breaches.UpdateAsync(warned, ct);
            work.Note("breach", id.ToString("D"));
            return warned;
        }, cancellationToken);
}

internal static class Breaches
{
    public static Breach With(Breach breach, BreachReport report, Actor actor, DateTimeOffset now) => breach with
    {
        What = report.What is { } what ? FieldFaults.Clean(what) : breach.What,
        Concerned = report.Concerned ?? breach.Concerned,
        DataClasses = report.DataClasses ?? breach.DataClasses,
        Measures = report.Measure is { } measure ? [.. breach.Measures, new BreachMeasure(FieldFaults.Clean(measure), actor.Id, now)] : breach.Measures,
        NotifiedAuthorityAt = report.NotifiedAuthorityAt ?? breach.NotifiedAuthorityAt,
        NotificationNumber = report.NotifiedAuthorityAt is null ? breach.NotificationNumber : FieldFaults.Clean(report.NotificationNumber),
        NotifiedPeopleAt = report.NotifiedPeopleAt ?? breach.NotifiedPeopleAt,
    };
}
