namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>How one try ended: accepted, or the first gate that refused.</summary>
internal enum TryVerdict
{
    Accepted = 1,
    NoReference,
    NoFace,
    Quality,
    Attack,

    /// <summary>Everything else passed and the similarity is in the officer's band.</summary>
    OfficerBand,
    Comparison,
}

/// <summary>A session with its tries; none follows an accepted one.</summary>
internal sealed record JudgedSession(bool Genuine, IReadOnlyDictionary<string, string> Labels, IReadOnlyList<TryVerdict> Tries)
{
    public bool IsAccepted => Tries.Contains(TryVerdict.Accepted);
}

/// <summary>Counts sessions, not tries: the person comes through or does not.</summary>
internal static class TransactionStatistics
{
    private static readonly Dictionary<TryVerdict, string> Names = new()
    {
        [TryVerdict.NoReference] = "no-reference", [TryVerdict.NoFace] = "no-face", [TryVerdict.Quality] = "quality",
        [TryVerdict.Attack] = "attack-score", [TryVerdict.OfficerBand] = "officer-band", [TryVerdict.Comparison] = "comparison",
    };

    public static TransactionFigures Figures(IReadOnlyList<JudgedSession> sessions, int maximumTries)
    {
        JudgedSession[] genuine = [.. sessions.Where(session => session.Genuine)];
        JudgedSession[] impostors = [.. sessions.Where(session => !session.Genuine)];
        TransactionGroup[] groups = [.. Groups(genuine)];
        ErrorRate? everybody = Rejection(genuine);
        return new TransactionFigures(
            genuine.Length,
            maximumTries,
            everybody,
            genuine.Length == 0 ? null : ErrorRate.Of(genuine.Count(session => session.Tries[0] != TryVerdict.Accepted), genuine.Length),
            [.. Enumerable.Range(1, maximumTries).Select(number => genuine.Count(session => session.IsAccepted && session.Tries.Count == number))],
            genuine.Count(session => !session.IsAccepted && session.Tries.Contains(TryVerdict.OfficerBand)),
            genuine.SelectMany(session => session.Tries).Where(verdict => verdict != TryVerdict.Accepted).GroupBy(verdict => verdict).OrderBy(g => g.Key).ToDictionary(g => Names[g.Key], g => g.Count()),
            impostors.Length,
            impostors.Length == 0 ? null : ErrorRate.Of(impostors.Count(session => session.IsAccepted), impostors.Length),
            groups,
            [
                .. groups.GroupBy(group => group.Column, StringComparer.Ordinal).Select(column => GroupComparer.Compare(
                    column.Key, "falseRejection", "whole transactions falsely rejected", [.. column.Select(g => (g.Value, (ErrorRate?)g.FalseRejection))], everybody)),
            ]);
    }

    private static IEnumerable<TransactionGroup> Groups(JudgedSession[] genuine) =>
        genuine.SelectMany(session => session.Labels.Select(label => (label.Key, label.Value, session)))
            .GroupBy(one => (one.Key, one.Value))
            .OrderBy(group => group.Key.Key, StringComparer.Ordinal).ThenBy(group => group.Key.Value, StringComparer.Ordinal)
            .Select(group => new TransactionGroup(group.Key.Key, group.Key.Value, Rejection([.. group.Select(one => one.session)])!));

    private static ErrorRate? Rejection(JudgedSession[] sessions) => sessions.Length == 0 ? null : ErrorRate.Of(sessions.Count(session => !session.IsAccepted), sessions.Length);
}
