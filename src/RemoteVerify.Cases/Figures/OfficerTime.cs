using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Figures;

/// <summary>
/// How long officers worked on a case, from the log: the time between two acts of the same officer that follow each other, where no more than ten
/// minutes lie between them. A longer break is other work; time before the first act and reading without an act are not seen.
/// </summary>
public static class OfficerTime
{
    /// <summary>A longer break between two acts is other work.</summary>
    public static readonly TimeSpan LongestBreak = TimeSpan.FromMinutes(10);

    /// <param name="entries">Entries of one case in the order of the log.</param>
    /// <returns>Whole seconds; null when no officer did anything.</returns>
    public static long? Seconds(IReadOnlyList<AuditEntry> entries)
    {
        Dictionary<string, DateTimeOffset> last = new(StringComparer.Ordinal);
        TimeSpan sum = TimeSpan.Zero;
        foreach (AuditEntry entry in entries.Where(entry => entry.Role == ActorRole.Officer))
        {
            TimeSpan passed = last.TryGetValue(entry.ActorId, out DateTimeOffset before) ? entry.At - before : TimeSpan.Zero;
            sum += passed > TimeSpan.Zero && passed <= LongestBreak ? passed : TimeSpan.Zero;
            last[entry.ActorId] = entry.At;
        }

        return last.Count == 0 ? null : (long)sum.TotalSeconds;
    }
}
