using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>What was recorded about a person and who looked, in words, by office and by day. Each line names its leaves in the audit log, by which outsiders can check it.</summary>
public sealed class RecordsModel(CitizenVisit visits, CitizenRoad road, PageTexts texts, ListOwnRecords list, TimeProvider clock) : CitizenStep(visits, road, texts)
{
    /// <summary>Lines on one page.</summary>
    public const int LinesOfPage = 20;

    /// <summary>The lines of this page under their days.</summary>
    public IReadOnlyList<RecordDay> Days { get; private set; } = [];

    /// <summary>Records altogether.</summary>
    public int All { get; private set; }

    /// <summary>This page, from 1, and how many there are.</summary>
    public (int Number, int Of) Part { get; private set; } = (1, 1);

    /// <summary>Who the person is was not proven in this session yet.</summary>
    public bool IsNotProven { get; private set; }

    public async Task<IActionResult> OnGetAsync(int part, CancellationToken cancellationToken)
    {
        Outcome<IReadOnlyList<AccessRecord>> found = await list.DoAsync(Visitor.Actor, cancellationToken);
        if (found.Refusal is { } refusal)
        {
            IsNotProven = refusal.Code == RefusalCode.IdentityNotProven;
            return IsNotProven ? Page() : await RefusedAsync(refusal, cancellationToken);
        }

        IReadOnlyList<RecordLine> lines = RecordDays.Lines(found.Value);
        int parts = Math.Max(1, (lines.Count + LinesOfPage - 1) / LinesOfPage);
        (All, Part) = (found.Value.Count, (Math.Clamp(part, 1, parts), parts));
        Days = RecordDays.Of(lines.Skip((Part.Number - 1) * LinesOfPage).Take(LinesOfPage));
        return Page();
    }

    /// <summary>Address of another page of the list.</summary>
    public string PartAddress(int number) => $"{Visitor.Address("records")}?part={number.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>A day as people say it.</summary>
    public string DayName(DateOnly day)
    {
        DateOnly today = VietnamTime.Day(clock.GetUtcNow());
        return day == today ? Texts.Format("citizen.records.today", PageTexts.Day(day)).Value
            : day == today.AddDays(-1) ? Texts.Format("citizen.records.yesterday", PageTexts.Day(day)).Value
            : PageTexts.Day(day);
    }

    /// <summary>When: one moment, or from the first to the last of several.</summary>
    public static string Hours(RecordLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        (string from, string to) = (Hour(line.Oldest), Hour(line.Newest.At));
        return from == to ? to : $"{from}–{to}";
    }

    /// <summary>What was done.</summary>
    public PageText What(AccessRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Texts.Pick(record.What, RecordWords.Delivered.Acts.TryGetValue(record.Act, out RecordedAct? act) ? act.En : record.What);
    }

    /// <summary>Who did it: the person, or an office by the role that acted.</summary>
    public PageText Who(AccessRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        string? role = RecordWords.Delivered.Roles.FirstOrDefault(known => known.Value == record.Role).Key;
        return role == nameof(ActorRole.Citizen) ? Texts["citizen.records.you"]
            : Texts.Pick($"{record.Role}, {record.Office}", $"{(role is null ? record.Role : RecordWords.Delivered.RolesEn[role])}, {record.Office}");
    }

    private static string Hour(DateTimeOffset at) => VietnamTime.Local(at).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
