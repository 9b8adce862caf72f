namespace RemoteVerify.Cases.Procedures.Reading;

/// <summary>That a fee table can be calculated with.</summary>
internal static class FeeChecks
{
    /// <summary>What the acts of a journey can count. A fee by anything else would never be asked for.</summary>
    private static readonly Dictionary<JourneyKind, FeeUnit[]> Counted = new()
    {
        [JourneyKind.RemoteContract] = [],
        [JourneyKind.NotarisedContract] = [FeeUnit.Transaction, FeeUnit.Value, FeeUnit.Copy],
        [JourneyKind.PaperCopy] = [FeeUnit.Page, FeeUnit.Copy, FeeUnit.Transaction],
        [JourneyKind.StoredCopy] = [FeeUnit.Page, FeeUnit.Copy, FeeUnit.Transaction],
        [JourneyKind.MaritalCertificate] = [FeeUnit.Copy, FeeUnit.Transaction],
    };

    public static IEnumerable<DataFault> Of(Procedure p)
    {
        if (p.Fees is not { } fees)
        {
            yield break;
        }

        for (int i = 0; i < fees.Lines.Count; i++)
        {
            FeeLine line = fees.Lines[i];
            foreach (DataFault fault in Of(line, $"/fees/lines/{i}"))
            {
                yield return fault;
            }

            if (!Counted[p.Journey].Contains(line.Unit))
            {
                yield return new DataFault($"/fees/lines/{i}/unit", "fee.unit", $"The journey {p.Journey} can't count the unit {line.Unit}, so nobody would be asked for this fee. Use {Units(p.Journey)}.");
            }

            if (line.Unit == FeeUnit.Value && p.Form.All(field => field.Id != Journeys.Fees.CaseFees.ValueField || field.Type != FormFieldType.Number))
            {
                yield return new DataFault($"/fees/lines/{i}/unit", "fee.value-field", $"A fee by value needs the value: add a form field \"{Journeys.Fees.CaseFees.ValueField}\" of type Number.");
            }

            foreach (string unknown in line.Transactions.Where(id => p.Notarised?.Find(id) is null))
            {
                yield return new DataFault($"/fees/lines/{i}/transactions", "fee.transaction", $"No transaction of this version is called \"{unknown}\".");
            }
        }

        for (int i = 0; i < fees.Exemptions.Count; i++)
        {
            foreach (string unknown in fees.Exemptions[i].Lines.Where(id => fees.Lines.All(l => l.Id != id)))
            {
                yield return new DataFault($"/fees/exemptions/{i}/lines", "fee.line", $"No fee of this version is called \"{unknown}\".");
            }
        }
    }

    private static string Units(JourneyKind journey) => Counted[journey].Length > 0 ? string.Join(" or ", Counted[journey]) : "no fees here; this journey has no act that asks for one";

    private static IEnumerable<DataFault> Of(FeeLine line, string pointer)
    {
        if (line.AmountVnd is null == line.Tiers is null)
        {
            yield return new DataFault(pointer, "fee.amount", "Write either amountVnd (the same for each unit) or tiers (changing with the number), not both and not neither.");
        }

        if (line.Unit == FeeUnit.Value && line.Tiers is null)
        {
            yield return new DataFault(pointer, "fee.value", "A fee by the value of the transaction needs tiers.");
        }

        if (line.Tiers is not { } tiers)
        {
            yield break;
        }

        long first = line.Unit == FeeUnit.Value ? 0 : 1;
        if (tiers[0].From != first)
        {
            yield return new DataFault($"{pointer}/tiers/0/from", "fee.first-tier", $"The first tier begins at {first}.");
        }

        for (int i = 0; i < tiers.Count; i++)
        {
            if (i > 0 && tiers[i].From <= tiers[i - 1].From)
            {
                yield return new DataFault($"{pointer}/tiers/{i}/from", "fee.tiers", "Each tier begins above the one before it.");
            }

            if (line.Unit == FeeUnit.Value && i > 0 && tiers[i].AmountVnd < tiers[i - 1].AmountVnd)
            {
                yield return new DataFault($"{pointer}/tiers/{i}/amountVnd", "fee.falls", "A higher value would cost less. The fixed part of a tier is at least that of the one before it.");
            }

            if (line.Unit != FeeUnit.Value && tiers[i].PerMillion != 0)
            {
                yield return new DataFault($"{pointer}/tiers/{i}/perMillion", "fee.share", "A share of the value belongs to the unit Value only.");
            }
        }
    }
}
