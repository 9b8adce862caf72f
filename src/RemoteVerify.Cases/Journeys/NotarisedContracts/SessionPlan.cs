using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>A home from which somebody wants to take part.</summary>
/// <param name="Address">Where.</param>
/// <param name="Area">In which area of the pilot.</param>
public sealed record HomeWish(string Address, string Area)
{
    public override string ToString() => "HomeWish";
}

/// <summary>A venue as the lead plans it: a service point, or a home under a pilot.</summary>
/// <param name="ServicePoint">Id of the service point; null for a home.</param>
/// <param name="Home">The home; null for a service point.</param>
/// <param name="Notary">Account of the notary there.</param>
/// <param name="Participants">Who is there.</param>
public sealed record VenuePlan(string? ServicePoint, HomeWish? Home, string Notary, IReadOnlyList<ParticipantId> Participants)
{
    public override string ToString() => "VenuePlan";
}

/// <summary>Time and venues of a session.</summary>
/// <param name="At">When it shall begin.</param>
/// <param name="Venues">In the order in which their notaries sign.</param>
public sealed record SessionPlan(DateTimeOffset At, IReadOnlyList<VenuePlan> Venues);

/// <summary>Looks at a plan as a whole: everything that is wrong with it is named at once.</summary>
internal sealed class SessionPlanCheck(TenantId tenant, CaseFile file, string lead, NotarisedOptions options, IOfficerDirectory officers, IServicePointDirectory places)
{
    /// <summary>Most venues of one session.</summary>
    public const int MaximumVenues = 10;

    private const int MaximumAddress = 200;

    /// <summary>The venues of the plan, or the refusal.</summary>
    public Outcome<IReadOnlyList<Venue>> Check(SessionPlan plan, DateTimeOffset now)
    {
        if (HomeRefusal(plan, VietnamTime.Day(plan.At)) is { } home)
        {
            return home;
        }

        string[] strangers = [.. plan.Venues.Index().Where(v => officers.Find(tenant, v.Item.Notary) is null).Select(v => $"venues[{v.Index}].notary")];
        if (strangers.Length > 0)
        {
            return AssignLead.NotRegistered(strangers);
        }

        string[] faults = [.. Faults(plan, now)];
        return faults.Length == 0
            ? Outcome<IReadOnlyList<Venue>>.Done([.. plan.Venues.Select((venue, i) => Place(venue, i))])
            : new Refusal(RefusalCode.SessionPlanInvalid, "Correct what the reasons name, then schedule again. Everybody who signs has exactly one venue with a notary of its own; the lead is one of them.", [], faults);
    }

    /// <summary>The refusal of a home that no pilot allows on this day and in this area; null when there is none.</summary>
    public Refusal? HomeRefusal(SessionPlan plan, DateOnly day) => plan.Venues.Any(v => v.ServicePoint is null && !IsAllowed(v.Home, day))
        ? NotAtHome()
        : null;

    /// <summary>True when the pilot lets a session of this day take place from this home.</summary>
    public static bool IsAllowed(HomePilot? pilot, string? area, DateOnly day) =>
        pilot is not null && pilot.Runs(day) && string.Equals(pilot.Area.Trim(), area?.Trim(), StringComparison.OrdinalIgnoreCase);

    public static Refusal NotAtHome() => new(
        RefusalCode.SessionHomeNotAllowed,
        "Nobody takes part from home: the law asks for a notary at each place, and no pilot decision allows this home on this day. Choose a service point with a notary.");

    private bool IsAllowed(HomeWish? home, DateOnly day) => IsAllowed(options.HomeParticipation, home?.Area, day);

    private IEnumerable<string> Faults(SessionPlan plan, DateTimeOffset now)
    {
        if (plan.At < now)
        {
            yield return "at";
        }

        if (plan.Venues.Count is 0 or > MaximumVenues)
        {
            yield return "venues";
        }

        if (plan.Venues.All(v => v.Notary != lead))
        {
            yield return "lead";
        }

        foreach ((int i, VenuePlan venue) in plan.Venues.Index())
        {
            if (venue.ServicePoint is { } point && (venue.Home is not null || places.Find(tenant, point) is null))
            {
                yield return $"venues[{i}].service-point";
            }

            if (venue.ServicePoint is null && venue.Home is not { Address: { Length: > 0 and <= MaximumAddress } })
            {
                yield return $"venues[{i}].home";
            }

            if (plan.Venues.Take(i).Any(before => before.Notary == venue.Notary))
            {
                yield return $"venues[{i}].notary";
            }

            if (venue.Participants.Count == 0 && venue.Notary != lead)
            {
                yield return $"venues[{i}].participants";
            }
        }

        foreach (string wrong in People(plan))
        {
            yield return wrong;
        }
    }

    /// <summary>Those who sign and don't have exactly one venue, and those who have one and sign nothing.</summary>
    private IEnumerable<string> People(SessionPlan plan)
    {
        ParticipantId[] planned = [.. plan.Venues.SelectMany(v => v.Participants)];
        foreach (Participant signer in file.Signers.Where(p => planned.Count(id => id == p.Id) != 1))
        {
            yield return $"participant:{signer.Id}";
        }

        foreach (ParticipantId other in planned.Distinct().Where(id => file.Find(id) is not { Signs: true }))
        {
            yield return $"participant:{other}";
        }
    }

    private Venue Place(VenuePlan plan, int index)
    {
        ServicePoint? point = plan.ServicePoint is { } id ? places.Find(tenant, id) : null;
        HomePlace? home = point is null ? new HomePlace(plan.Home!.Address.Trim(), plan.Home.Area.Trim(), options.HomeParticipation!.Decision) : null;
        return new Venue($"v{index + 1}", plan.ServicePoint, plan.Notary, [.. plan.Participants])
        {
            PrintedPlace = point is not null ? $"{point.Name}, {point.Address}" : $"{home!.Address} ({home.Decision})",
            Home = home,
        };
    }
}
