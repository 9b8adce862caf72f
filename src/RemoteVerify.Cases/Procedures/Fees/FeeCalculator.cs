namespace RemoteVerify.Cases.Procedures.Fees;

/// <summary>Works out what is to be paid from a fee table. Whole VND throughout.</summary>
public static class FeeCalculator
{
    /// <summary>Most pages, copies, signatures or transactions of one quote.</summary>
    public const int MaximumCount = 100_000;

    /// <summary>Highest value of a transaction, in VND.</summary>
    public const long MaximumValueVnd = 1_000_000_000_000_000;

    private const long Million = 1_000_000;

    /// <summary>The quote, or a refusal that names what is missing in <paramref name="basis"/>.</summary>
    public static Outcome<FeeQuote> Quote(FeeTable? table, FeeBasis basis)
    {
        if (table is null)
        {
            return new FeeQuote("", []);
        }

        FeeLine[] lines = [.. table.Lines.Where(l => l.Transactions.Count == 0 || (basis.Transaction is { } kind && l.Transactions.Contains(kind)))];
        string[] problems = [.. Problems(table, lines, basis)];
        return problems.Length > 0
            ? new Refusal(RefusalCode.FeeBasisIncomplete, "The fee can't be worked out. Put right the named numbers and ask again.", [], problems)
            : new FeeQuote(table.LegalBasis, [.. lines.Select(l => Line(table, l, basis)).Where(l => l.Count > 0)]);
    }

    private static IEnumerable<string> Problems(FeeTable table, FeeLine[] lines, FeeBasis basis)
    {
        foreach ((string name, int count) in new[] { ("pages", basis.Pages), ("copies", basis.Copies), ("signatures", basis.Signatures), ("transactions", basis.Transactions) })
        {
            if (count is < 0 or > MaximumCount)
            {
                yield return name;
            }
        }

        if (basis.ValueVnd is < 0 or > MaximumValueVnd || (basis.ValueVnd is null && lines.Any(l => l.Unit == FeeUnit.Value)))
        {
            yield return "value";
        }

        if (basis.Transaction is null && table.Lines.Any(l => l.Transactions.Count > 0))
        {
            yield return "transaction";
        }

        foreach (string unknown in basis.Exemptions.Where(id => table.Exemptions.All(e => e.Id != id)))
        {
            yield return $"exemption:{unknown}";
        }
    }

    private static FeeQuoteLine Line(FeeTable table, FeeLine line, FeeBasis basis)
    {
        (long count, long full) = line.Unit switch
        {
            FeeUnit.Page => ((long)basis.Pages * basis.Copies, Capped(line, Units(line, basis.Pages)) * basis.Copies),
            FeeUnit.Copy => (basis.Copies, Capped(line, Units(line, basis.Copies))),
            FeeUnit.Signature => (basis.Signatures, Capped(line, Units(line, basis.Signatures))),
            FeeUnit.Transaction => (basis.Transactions, Capped(line, Units(line, basis.Transactions))),
            _ => (1, Capped(line, OfValue(line, basis.ValueVnd!.Value))),
        };
        FeeExemption? exemption = table.Exemptions
            .Where(e => basis.Exemptions.Contains(e.Id) && (e.Lines.Count == 0 || e.Lines.Contains(line.Id)))
            .MaxBy(e => e.PercentOff);
        long toPay = exemption is null ? full : full - (full * exemption.PercentOff / 100);
        return new FeeQuoteLine(line.Id, line.TitleVi, line.TitleEn, count, full, exemption?.Id, toPay);
    }

    private static long Capped(FeeLine line, long amount) => line.MaximumVnd is { } most && amount > most ? most : amount;

    /// <summary>Each unit costs what the tier says in which it lies.</summary>
    private static long Units(FeeLine line, long count)
    {
        if (line.Tiers is not { } tiers)
        {
            return line.AmountVnd!.Value * count;
        }

        long sum = 0;
        for (int i = 0; i < tiers.Count; i++)
        {
            long last = i + 1 < tiers.Count ? Math.Min(count, tiers[i + 1].From - 1) : count;
            sum += Math.Max(0, last - tiers[i].From + 1) * tiers[i].AmountVnd;
        }

        return sum;
    }

    /// <summary>The fixed part of the value's tier and the share of what lies above its start.</summary>
    private static long OfValue(FeeLine line, long value)
    {
        FeeTier tier = line.Tiers!.Last(t => t.From <= value);
        Int128 share = (Int128)(value - tier.From) * tier.PerMillion / Million;
        return tier.AmountVnd + (long)share;
    }
}
