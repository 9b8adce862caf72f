namespace RemoteVerify.Cases.Figures;

/// <summary>
/// What is counted. Only the smallest parts are counted; sums are made of them (<see cref="Partitions"/>), so that a sum always is that of its parts and
/// hiding one part can be thought through.
/// </summary>
public static class Measures
{
    /// <summary>Cases opened.</summary>
    public const string Started = "started";

    /// <summary>Cases that ended in whatever way.</summary>
    public const string Ended = "ended";

    /// <summary>Cases whose result was stored.</summary>
    public const string Completed = "completed";

    /// <summary>Cases that the citizen left; with the step behind a colon.</summary>
    public const string Abandoned = "abandoned";

    /// <summary>Cases that an officer refused.</summary>
    public const string Refused = "refused";

    /// <summary>Cases that the office stopped.</summary>
    public const string Stopped = "stopped";

    /// <summary>Completed without asking for more, without a session that broke off, and never begun anew.</summary>
    public const string FirstTry = "first-try";

    public const string LaterTry = "later-try";

    /// <summary>Completed by the due date of the procedure's time limit.</summary>
    public const string OnTime = "on-time";

    public const string Late = "late";

    /// <summary>Completed under a procedure that has no time limit.</summary>
    public const string WithoutLimit = "without-limit";

    /// <summary>Completed without a visit to any service point.</summary>
    public const string Online = "online";

    /// <summary>Completed with at least one visit.</summary>
    public const string Visited = "visited";

    /// <summary>People who had to prove who they are in completed cases.</summary>
    public const string Proofs = "proofs";

    /// <summary>Of these, proven by chip and camera without a visit.</summary>
    public const string Remote = "remote";

    public const string InPerson = "in-person";

    /// <summary>Checks of a person that ended.</summary>
    public const string Checks = "checks";

    /// <summary>Passed at the first capture, by the checks alone.</summary>
    public const string FirstCapture = "first-capture";

    /// <summary>Passed at a later capture.</summary>
    public const string LaterCapture = "later-capture";

    /// <summary>Accepted by an officer.</summary>
    public const string ByOfficer = "by-officer";

    /// <summary>Declined by an officer.</summary>
    public const string Declined = "declined";

    /// <summary>Completed cases in which an officer did something.</summary>
    public const string OfficerCases = "officer-cases";

    /// <summary>Sum over these of the seconds that officers worked (<see cref="OfficerTime"/>).</summary>
    public const string OfficerSeconds = "officer-seconds";

    /// <summary>Sum over completed cases of the people proven online, less the visits that took place all the same.</summary>
    public const string VisitsAvoided = "visits-avoided";

    /// <summary>Citizens' answers to the question about satisfaction.</summary>
    public const string CitizenAnswers = "citizen-answers";

    /// <summary>Of these 4 or 5 of 5.</summary>
    public const string CitizenSatisfied = "citizen-satisfied";

    public const string CitizenOther = "citizen-other";

    public const string OfficerAnswers = "officer-answers";

    public const string OfficerSatisfied = "officer-satisfied";

    public const string OfficerOther = "officer-other";

    /// <summary>Sums and the parts that each is made of. A sum that stands twice is made of either.</summary>
    public static IReadOnlyList<(string Sum, IReadOnlyList<string> Parts)> Partitions { get; } =
    [
        (Completed, [FirstTry, LaterTry]),
        (Completed, [OnTime, Late, WithoutLimit]),
        (Completed, [Online, Visited]),
        (Ended, [Completed, Abandoned, Refused, Stopped]),
        (Proofs, [Remote, InPerson]),
        (Checks, [FirstCapture, LaterCapture, ByOfficer, Declined]),
        (CitizenAnswers, [CitizenSatisfied, CitizenOther]),
        (OfficerAnswers, [OfficerSatisfied, OfficerOther]),
    ];

    /// <summary>Sums that are no counts of cases or people; each is told only where the count that it belongs to is.</summary>
    public static IReadOnlyDictionary<string, string> Amounts { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [OfficerSeconds] = OfficerCases,
        [VisitsAvoided] = Completed,
    };

    /// <summary>Rates by name: a part of a sum.</summary>
    public static IReadOnlyList<(string Name, string Part, string Of)> Rates { get; } =
    [
        ("completion", Completed, Ended),
        ("firstTry", FirstTry, Completed),
        ("onTime", OnTime, "timed"),
        ("online", Online, Completed),
        ("remoteVerified", Remote, Proofs),
        ("firstCapture", FirstCapture, Checks),
        ("citizenSatisfaction", CitizenSatisfied, CitizenAnswers),
        ("officerSatisfaction", OfficerSatisfied, OfficerAnswers),
    ];

    /// <summary>The measure of cases that were left at this step.</summary>
    public static string AbandonedAt(string step) => $"{Abandoned}:{step}";

    /// <summary>Adds the sums to parts; abandoned is the sum of its steps. What is absent is zero.</summary>
    public static Dictionary<string, long> WithSums(IReadOnlyDictionary<string, long> parts)
    {
        Dictionary<string, long> all = new(parts, StringComparer.Ordinal);
        all[Abandoned] = parts.Where(part => part.Key.StartsWith(Abandoned + ":", StringComparison.Ordinal)).Sum(part => part.Value);
        HashSet<string> summed = [];
        foreach ((string sum, IReadOnlyList<string> of) in Partitions)
        {
            foreach (string part in of)
            {
                all.TryAdd(part, 0);
            }

            // Where a sum stands twice, both make the same of whole cases.
            if (summed.Add(sum))
            {
                all[sum] = of.Sum(part => all[part]);
            }
        }

        all.TryAdd(Started, 0);
        all.TryAdd(OfficerCases, 0);
        all.TryAdd(OfficerSeconds, 0);
        all.TryAdd(VisitsAvoided, 0);
        return all;
    }
}
