using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>What was recorded about a person and who looked, in words and by office. Each line names its leaf in the audit log, by which outsiders can check it.</summary>
public sealed class RecordsModel(CitizenVisit visits, CitizenRoad road, PageTexts texts, ListOwnRecords list) : CitizenStep(visits, road, texts)
{
    /// <summary>Lines on one page, the newest.</summary>
    public const int Most = 200;

    public IReadOnlyList<AccessRecord> Lines { get; private set; } = [];

    /// <summary>How many there are altogether.</summary>
    public int All { get; private set; }

    /// <summary>Who the person is was not proven in this session yet.</summary>
    public bool IsNotProven { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Outcome<IReadOnlyList<AccessRecord>> found = await list.DoAsync(Visitor.Actor, cancellationToken);
        if (found.Refusal is { } refusal)
        {
            IsNotProven = refusal.Code == RefusalCode.IdentityNotProven;
            return IsNotProven ? Page() : await RefusedAsync(refusal, cancellationToken);
        }

        (Lines, All) = ([.. found.Value.Take(Most)], found.Value.Count);
        return Page();
    }
}
