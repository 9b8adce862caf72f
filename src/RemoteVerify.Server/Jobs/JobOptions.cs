namespace RemoteVerify.Server.Jobs;

/// <summary>What runs by time and how often, section <c>Service:Jobs</c>; times as <c>[d.]hh:mm:ss</c>. All nodes of a database need the same.</summary>
public sealed class JobOptions
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromDays(31);

    /// <summary>How often cases whose time ran out are ended and unanswered messages escalated.</summary>
    public TimeSpan DueCases { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often documents are looked for whose archive timestamp has to be renewed.</summary>
    public TimeSpan ArchiveTimestamps { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often spent tokens, links, marks and events are removed.</summary>
    public TimeSpan CleanUp { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often data past its retention is destroyed.</summary>
    public TimeSpan Purge { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How often clocks of data protection are looked at: requests of data subjects and breaches.</summary>
    public TimeSpan PrivacyWatch { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often payments are looked for that the gateway has to be asked about.</summary>
    public TimeSpan PaymentQuestions { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the figures follow what happened.</summary>
    public TimeSpan Figures { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The service is up and serves before the first run of a job that never ran.</summary>
    public TimeSpan FirstAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Wait before a failed job is tried again; three more tries, each four times later than the one before, unless its next time comes first.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// With several nodes: how often each says that it lives. One that missed this and as much again is held for dead, and another takes over what
    /// it was doing. Longer than any pause of a node or of the database.
    /// </summary>
    public TimeSpan CheckIn { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Name of this node among several, for the operator who reads the scheduler's tables; a random part is added to it at each start. Else the machine's name.</summary>
    public string? Node { get; set; }

    /// <exception cref="InvalidDataException">A time is outside of what makes sense.</exception>
    public void Require()
    {
        foreach ((string name, TimeSpan value) in new[]
        {
            (nameof(DueCases), DueCases), (nameof(ArchiveTimestamps), ArchiveTimestamps), (nameof(CleanUp), CleanUp),
            (nameof(Purge), Purge), (nameof(PrivacyWatch), PrivacyWatch), (nameof(PaymentQuestions), PaymentQuestions),
            (nameof(Figures), Figures),
            (nameof(FirstAfter), FirstAfter), (nameof(RetryAfter), RetryAfter), (nameof(CheckIn), CheckIn),
        })
        {
            if (value < Least || value > Most)
            {
                throw new InvalidDataException($"Service:Jobs:{name} must be between {Least} and {Most}.");
            }
        }
    }
}
