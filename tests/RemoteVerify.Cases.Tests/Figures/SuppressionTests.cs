using RemoteVerify.Cases.Figures;

namespace RemoteVerify.Cases.Tests.Figures;

public sealed class SuppressionTests
{
    [Fact]
    public void SmallPart_UnderAShownSum_TakesAnotherWithIt()
    {
        // sum, parts
        IReadOnlySet<int> hidden = Suppression.Hide([103, 3, 40, 60], [new CellSum(0, [1, 2, 3])]);
        Assert.Equal([1, 2], hidden.Order());
    }

    [Fact]
    public void Zero_IsShown_AndAloneHidesNothing() => Assert.Empty(Suppression.Hide([12, 0, 12], [new CellSum(0, [1, 2])]));

    [Fact]
    public void SmallSum_OfOnePart_HidesBoth() => Assert.Equal([0, 1], Suppression.Hide([3, 3, 0], [new CellSum(0, [1, 2])]).Order());

    [Fact]
    public void HiddenParts_OfAShownSum_AddUpToEnough() =>
        // 1 and 2 alone would say that both are small; with 9 nobody knows.
        Assert.Equal([1, 2, 3], Suppression.Hide([112, 1, 2, 9, 100], [new CellSum(0, [1, 2, 3, 4])]).Order());

    [Fact]
    public void Complement_ThatIsSmall_HidesThePartToo() =>
        // 100 completed, 98 at the first try: two people would stand in the difference.
        Assert.Contains(1, Suppression.Hide([100, 98, 2], [new CellSum(0, [1, 2])]));

    /// <summary>A cell that joins two blocks of hidden cells has two unknowns in each of its sums and can be worked out all the same.</summary>
    [Fact]
    public void Bridge_BetweenTwoBlocks_IsNotLeftToBeWorkedOut()
    {
        // Rows r0..r3 and columns c0..c3; hidden blocks {0,1}x{0,1} and {2,3}x{2,3}, and one small cell at (1,2).
        long[,] cells = { { 3, 20, 50, 50 }, { 20, 30, 2, 50 }, { 50, 50, 4, 30 }, { 50, 50, 30, 20 } };
        (long[] values, CellSum[] sums) = Table(cells);
        AssertNothingIsDetermined(values, sums);
    }

    [Fact]
    public void RandomTables_ByAllTheirPossibleContents_PinNoHiddenCell()
    {
        Random random = new(20261130);
        for (int round = 0; round < 300; round++)
        {
            long[,] cells = new long[random.Next(2, 4), random.Next(2, 4)];
            for (int row = 0; row < cells.GetLength(0); row++)
            {
                for (int column = 0; column < cells.GetLength(1); column++)
                {
                    cells[row, column] = random.Next(3) == 0 ? random.Next(0, 5) : random.Next(0, 14);
                }
            }

            (long[] values, CellSum[] sums) = Table(cells);
            AssertNothingIsDetermined(values, sums);
        }
    }

    /// <summary>Of a reader who knows everything that is shown and that counts are not below zero: each hidden cell can be more than one number.</summary>
    private static void AssertNothingIsDetermined(long[] values, CellSum[] sums)
    {
        IReadOnlySet<int> hidden = Suppression.Hide(values, sums);
        Assert.All(Enumerable.Range(0, values.Length).Where(i => values[i] is > 0 and < Suppression.Least), i => Assert.Contains(i, hidden));
        foreach (int cell in hidden)
        {
            bool other = new[] { -1L, 1L, -2L, 2L, -3L, 3L, -4L, 4L, 5L }.Any(step => values[cell] + step >= 0 && Possible(values, sums, hidden, cell, values[cell] + step));
            Assert.True(other, $"cell {cell} of {string.Join(' ', values)} can only be {values[cell]}; hidden: {string.Join(' ', hidden.Order())}");
        }
    }

    /// <summary>Whether hidden cells can be filled so that every sum holds and this cell has this value.</summary>
    private static bool Possible(long[] values, CellSum[] sums, IReadOnlySet<int> hidden, int cell, long value)
    {
        // Only cells that are no sums are free; they are few here.
        HashSet<int> totals = [.. sums.Select(sum => sum.Sum)];
        int[] free = [.. hidden.Where(i => !totals.Contains(i) && i != cell)];
        long[] trial = [.. values];
        trial[cell] = value;
        return Fill(trial, values, sums, hidden, totals, cell, free, 0);
    }

    private static bool Fill(long[] trial, long[] values, CellSum[] sums, IReadOnlySet<int> hidden, HashSet<int> totals, int cell, int[] free, int at)
    {
        if (at == free.Length)
        {
            long[] whole = [.. trial];

            // Inner sums first: the grand total is a sum of sums.
            foreach (CellSum sum in sums)
            {
                if (hidden.Contains(sum.Sum) && sum.Sum != cell)
                {
                    whole[sum.Sum] = sum.Parts.Sum(part => whole[part]);
                }
            }

            return sums.All(sum => whole[sum.Sum] == sum.Parts.Sum(part => whole[part]));
        }

        for (long step = -3; step <= 3; step++)
        {
            if (values[free[at]] + step >= 0)
            {
                trial[free[at]] = values[free[at]] + step;
                if (Consistent(trial, sums, hidden, free, at) && Fill(trial, values, sums, hidden, totals, cell, free, at + 1))
                {
                    return true;
                }
            }
        }

        trial[free[at]] = values[free[at]];
        return false;
    }

    /// <summary>Sums that are shown and whose parts are all chosen must hold already.</summary>
    private static bool Consistent(long[] trial, CellSum[] sums, IReadOnlySet<int> hidden, int[] free, int at)
    {
        HashSet<int> open = [.. free.Skip(at + 1)];
        return sums.All(sum => hidden.Contains(sum.Sum) || sum.Parts.Any(part => open.Contains(part) || (hidden.Contains(part) && IsTotal(part, sums))) || trial[sum.Sum] == sum.Parts.Sum(part => trial[part]));
    }

    private static bool IsTotal(int cell, CellSum[] sums) => sums.Any(sum => sum.Sum == cell);

    /// <summary>Cells, sums of rows and columns, and the grand total, with every relation between them.</summary>
    private static (long[] Values, CellSum[] Sums) Table(long[,] cells)
    {
        (int rows, int columns) = (cells.GetLength(0), cells.GetLength(1));
        List<long> values = [.. cells.Cast<long>()];
        int At(int row, int column) => (row * columns) + column;
        List<CellSum> sums = [];
        for (int row = 0; row < rows; row++)
        {
            int[] parts = [.. Enumerable.Range(0, columns).Select(column => At(row, column))];
            sums.Add(new CellSum(values.Count, parts));
            values.Add(parts.Sum(part => values[part]));
        }

        for (int column = 0; column < columns; column++)
        {
            int[] parts = [.. Enumerable.Range(0, rows).Select(row => At(row, column))];
            sums.Add(new CellSum(values.Count, parts));
            values.Add(parts.Sum(part => values[part]));
        }

        int total = values.Count;
        int[] ofRows = [.. Enumerable.Range(rows * columns, rows)], ofColumns = [.. Enumerable.Range((rows * columns) + rows, columns)];
        values.Add(ofRows.Sum(row => values[row]));
        sums.Add(new CellSum(total, ofRows));
        sums.Add(new CellSum(total, ofColumns));
        return ([.. values], [.. sums]);
    }
}
