namespace RemoteVerify.Cases.Figures;

/// <summary>That a cell is the sum of others.</summary>
/// <param name="Sum">Index of the sum.</param>
/// <param name="Parts">Indexes of its parts.</param>
public sealed record CellSum(int Sum, IReadOnlyList<int> Parts);

/// <summary>
/// Which cells of a published table stay hidden. Small counts are hidden first (primary suppression); then, because a hidden part is the sum less the
/// shown parts, further cells until no hidden one can be worked out (complementary suppression). What is hidden together under a shown sum adds up to
/// at least <see cref="Least"/>, and no system of the equations has a hidden cell as its only answer.
/// </summary>
public static class Suppression
{
    /// <summary>Counts from 1 to below this are hidden; zero is shown.</summary>
    public const int Least = 5;

    /// <param name="values">Counts, none below zero.</param>
    /// <param name="sums">Every relation between them that a reader knows.</param>
    /// <returns>Indexes of the hidden cells.</returns>
    public static IReadOnlySet<int> Hide(IReadOnlyList<long> values, IReadOnlyList<CellSum> sums)
    {
        HashSet<int> hidden = [.. Enumerable.Range(0, values.Count).Where(i => values[i] is > 0 and < Least)];
        ILookup<int, CellSum> of = sums.SelectMany(sum => sum.Parts.Append(sum.Sum).Select(cell => (cell, sum))).ToLookup(pair => pair.cell, pair => pair.sum);
        do
        {
            HideByRule(values, sums, hidden);
        }
        while (Linear.Determined(hidden, sums).Aggregate(false, (more, cell) => HideBeside(cell, values, of, hidden) || more));
        return hidden;
    }

    /// <summary>Until each equation with a hidden cell has two of them, which add up to enough where their sum is shown.</summary>
    private static void HideByRule(IReadOnlyList<long> values, IReadOnlyList<CellSum> sums, HashSet<int> hidden)
    {
        bool more;
        do
        {
            more = false;
            foreach (CellSum sum in sums)
            {
                while (!IsSafe(sum, values, hidden) && HideOne(sum, values, hidden))
                {
                    more = true;
                }
            }
        }
        while (more);
    }

    private static bool IsSafe(CellSum sum, IReadOnlyList<long> values, HashSet<int> hidden)
    {
        int[] parts = [.. sum.Parts.Where(hidden.Contains)];
        return hidden.Contains(sum.Sum) ? parts.Length > 0 : parts.Length == 0 || (parts.Length > 1 && parts.Sum(part => values[part]) >= Least);
    }

    /// <summary>Hides the smallest shown part that is not zero, else a zero, else the sum.</summary>
    private static bool HideOne(CellSum sum, IReadOnlyList<long> values, HashSet<int> hidden)
    {
        int[] shown = [.. sum.Parts.Where(part => !hidden.Contains(part)).OrderBy(part => values[part] == 0).ThenBy(part => values[part]).ThenBy(part => part)];
        int[] hiddenParts = [.. sum.Parts.Where(hidden.Contains)];
        if (hidden.Contains(sum.Sum))
        {
            return shown.Length > 0 && hidden.Add(shown[0]);
        }

        // Zeros add nothing to what is hidden together; then only hiding the sum helps.
        bool helps = shown.Length > 0 && (values[shown[0]] > 0 || (hiddenParts.Length == 1 && values[hiddenParts[0]] >= Least));
        return hidden.Add(helps ? shown[0] : sum.Sum);
    }

    /// <summary>Hides one more cell of an equation of a cell that could be worked out.</summary>
    private static bool HideBeside(int cell, IReadOnlyList<long> values, ILookup<int, CellSum> of, HashSet<int> hidden)
    {
        int[] beside = [.. of[cell].SelectMany(sum => sum.Parts.Append(sum.Sum)).Where(other => !hidden.Contains(other)).OrderBy(other => values[other] == 0).ThenBy(other => values[other]).ThenBy(other => other)];
        return beside.Length > 0 && hidden.Add(beside[0]);
    }
}

/// <summary>Which unknowns of a system of sums have one answer only.</summary>
internal static class Linear
{
    /// <summary>Counting in the field of this prime is exact; that a coefficient is a multiple of it by chance does not happen with sums of this kind.</summary>
    private const long Prime = 2_147_483_647;

    public static IReadOnlyList<int> Determined(IReadOnlySet<int> unknown, IReadOnlyList<CellSum> sums)
    {
        List<(int Pivot, Dictionary<int, long> Row)> rows = [];
        Dictionary<int, int> byPivot = [];
        foreach (CellSum sum in sums)
        {
            Dictionary<int, long> row = [];
            Add(row, sum.Sum, 1, unknown);
            foreach (int part in sum.Parts)
            {
                Add(row, part, Prime - 1, unknown);
            }

            Reduce(row, rows, byPivot);
            if (row.Count > 0)
            {
                int pivot = row.Keys.Min();
                Scale(row, Inverse(row[pivot]));
                byPivot[pivot] = rows.Count;
                rows.Add((pivot, row));
            }
        }

        // Back from the last: each row then holds its pivot and free unknowns alone.
        for (int i = rows.Count - 1; i >= 0; i--)
        {
            ReduceOthers(rows[i].Row, rows[i].Pivot, rows, byPivot);
        }

        return [.. rows.Where(row => row.Row.Count == 1).Select(row => row.Pivot).Order()];
    }

    private static void Add(Dictionary<int, long> row, int cell, long factor, IReadOnlySet<int> unknown)
    {
        if (unknown.Contains(cell))
        {
            Set(row, cell, (row.GetValueOrDefault(cell) + factor) % Prime);
        }
    }

    private static void Reduce(Dictionary<int, long> row, List<(int Pivot, Dictionary<int, long> Row)> rows, Dictionary<int, int> byPivot)
    {
        while (row.Keys.Where(byPivot.ContainsKey).Select(cell => (int?)cell).Min() is { } pivot)
        {
            Subtract(row, rows[byPivot[pivot]].Row, row[pivot]);
        }
    }

    private static void ReduceOthers(Dictionary<int, long> row, int own, List<(int Pivot, Dictionary<int, long> Row)> rows, Dictionary<int, int> byPivot)
    {
        while (row.Keys.Where(cell => cell != own && byPivot.ContainsKey(cell)).Select(cell => (int?)cell).Min() is { } pivot)
        {
            Subtract(row, rows[byPivot[pivot]].Row, row[pivot]);
        }
    }

    private static void Subtract(Dictionary<int, long> row, Dictionary<int, long> other, long factor)
    {
        foreach ((int cell, long value) in other)
        {
            Set(row, cell, (row.GetValueOrDefault(cell) + Prime - (factor * value % Prime)) % Prime);
        }
    }

    private static void Scale(Dictionary<int, long> row, long factor)
    {
        foreach (int cell in row.Keys.ToArray())
        {
            row[cell] = row[cell] * factor % Prime;
        }
    }

    private static void Set(Dictionary<int, long> row, int cell, long value)
    {
        if (value == 0)
        {
            row.Remove(cell);
        }
        else
        {
            row[cell] = value;
        }
    }

    /// <summary>By Fermat: the power of the prime less two.</summary>
    private static long Inverse(long value)
    {
        long result = 1;
        for (long power = Prime - 2, factor = value; power > 0; power >>= 1, factor = factor * factor % Prime)
        {
            result = (power & 1) == 1 ? result * factor % Prime : result;
        }

        return result;
    }
}
