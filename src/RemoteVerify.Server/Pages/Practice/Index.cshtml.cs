using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Practice;

/// <summary>The way of a case with a person who does not exist, to try it before it counts. Nothing is sent to a case, nothing recorded, no camera turned on.</summary>
public sealed class IndexModel(PageTexts texts) : PageModel
{
    /// <summary>Names of the steps, in order.</summary>
    public static IReadOnlyList<string> Steps { get; } = ["begin", "consent", "card", "camera", "document", "confirm", "sign", "receipt"];

    /// <summary>Which step is shown, from 1.</summary>
    public int Number { get; private set; } = 1;

    public string Step => Steps[Number - 1];

    /// <summary>The last answer left something out, which a real page would ask for again.</summary>
    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public IActionResult OnGet(int? number, bool? ticked, string? answer)
    {
        Number = number ?? 1;
        if (Number < 1 || Number > Steps.Count)
        {
            return NotFound();
        }

        ViewData["TestMark"] = texts.Plain("citizen.practice.mark");
        if (Step == "sign" && ticked is not true && Request.Query.ContainsKey("from"))
        {
            Number--;
            Errors = [new FieldError("ticked", texts["citizen.confirm.tick-first"])];
        }

        Declined = Step == "card" && answer == "no";
        return Page();
    }

    /// <summary>The answer to the question of consent was no.</summary>
    public bool Declined { get; private set; }
}
