namespace RemoteVerify.Cases.Procedures.Reading;

/// <summary>No id stands twice in a list.</summary>
internal static class ListChecks
{
    public static IEnumerable<DataFault> Of(Procedure p) =>
    [
        .. Twice("/form", p.Form, f => f.Id),
        .. p.Form.SelectMany((f, i) => Twice($"/form/{i}/choices", f.Choices, c => c.Id)),
        .. Twice("/papers", p.Papers, r => r.Id),
        .. Twice("/slots", p.Slots, s => s.Id),
        .. Twice("/steps", p.Steps, s => s.Id),
        .. Twice("/portraits", p.Portraits, r => r.Source.ToString(), "source"),
        .. Twice("/consents", p.Consents, c => c.Purpose, "purpose"),
        .. Twice("/fees/lines", p.Fees?.Lines, l => l.Id),
        .. Twice("/fees/exemptions", p.Fees?.Exemptions, e => e.Id),
        .. Twice("/notarised/transactions", p.Notarised?.Transactions, t => t.Id),
        .. Twice("/notarised/excluded", p.Notarised?.Excluded, t => t.Id),
        .. Twice("/paperCopy/checklist", p.PaperCopy?.Checklist, g => g.Id),
        .. Twice("/storedCopy/roads", p.StoredCopy?.Roads, r => r.Road.ToString(), "road"),
        .. Twice("/storedCopy/trueOriginalReasons", p.StoredCopy?.TrueOriginalReasons, r => r.Id),
        .. Twice("/reissue/trueOriginalReasons", p.Reissue?.TrueOriginalReasons, r => r.Id),
        .. Twice("/marital/phrases", p.Marital?.Phrases, r => r.Id),
        .. Twice("/marital/purposes", p.Marital?.Purposes, r => r.Id),
    ];

    private static IEnumerable<DataFault> Twice<T>(string pointer, IReadOnlyList<T>? items, Func<T, string> id, string member = "id")
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < (items?.Count ?? 0); i++)
        {
            if (!seen.Add(id(items![i])))
            {
                yield return new DataFault($"{pointer}/{i}/{member}", "list.twice", $"\"{id(items[i])}\" is already in this list. Give it another name or take one out.");
            }
        }
    }
}
