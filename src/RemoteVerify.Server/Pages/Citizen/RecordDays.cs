using RemoteVerify.Cases;
using RemoteVerify.Cases.Privacy;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>What happened once, or several times one after the other by the same office and role.</summary>
/// <param name="Newest">The last of them.</param>
/// <param name="Oldest">When the first of them was.</param>
/// <param name="Times">How many.</param>
/// <param name="Indexes">Their leaves in the audit log, oldest first.</param>
public sealed record RecordLine(AccessRecord Newest, DateTimeOffset Oldest, int Times, IReadOnlyList<long> Indexes)
{
    public override string ToString() => $"RecordLine {Newest.Act} {Times}";
}

/// <summary>A calendar day in Vietnam with what was recorded on it, newest first.</summary>
public sealed record RecordDay(DateOnly Day, IReadOnlyList<RecordLine> Lines)
{
    public override string ToString() => $"RecordDay {Day:O}";
}

/// <summary>Makes a short list of a long one without leaving anything out: repetitions stand in one line, and lines under their day.</summary>
public static class RecordDays
{
    /// <summary>Records that follow each other and say the same become one line.</summary>
    /// <param name="records">Newest first.</param>
    public static IReadOnlyList<RecordLine> Lines(IReadOnlyList<AccessRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        List<RecordLine> lines = [];
        foreach (AccessRecord record in records)
        {
            long[] own = record.Index is { } index ? [index] : [];
            if (lines.Count > 0 && lines[^1] is var last && SaysTheSame(last.Newest, record))
            {
                lines[^1] = last with { Oldest = record.At, Times = last.Times + 1, Indexes = [.. own, .. last.Indexes] };
            }
            else
            {
                lines.Add(new RecordLine(record, record.At, 1, own));
            }
        }

        return lines;
    }

    /// <summary>The days of some lines, newest first.</summary>
    public static IReadOnlyList<RecordDay> Of(IEnumerable<RecordLine> lines) =>
        [.. lines.GroupBy(line => VietnamTime.Day(line.Newest.At)).OrderByDescending(day => day.Key).Select(day => new RecordDay(day.Key, [.. day]))];

    private static bool SaysTheSame(AccessRecord one, AccessRecord other) =>
        (one with { At = other.At, Index = other.Index }) == other && VietnamTime.Day(one.At) == VietnamTime.Day(other.At);
}
