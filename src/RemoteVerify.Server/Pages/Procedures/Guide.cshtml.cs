using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Procedures;

/// <summary>One page to print for each procedure, made of its data: steps, papers, fee, time and which visits remain.</summary>
public sealed class GuideModel(ListProcedures list, PageTexts texts) : PageModel
{
    public Procedure Procedure { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellationToken)
    {
        Outcome<OfferedProcedure> found = await list.FindAsync(Actor.Anyone, code, null, cancellationToken);
        if (found.Refusal is not null)
        {
            return NotFound();
        }

        Procedure = found.Value.Procedure;
        ViewData["TestMark"] = Procedure.IsTest ? texts.Plain("site.trial") : null;
        return Page();
    }

    /// <summary>Last part of the key of how a paper gets into the dossier.</summary>
    public static string WayOf(RequiredPaper paper) => paper.Source.Kind switch { PaperSourceKind.Lookup => "lookup", PaperSourceKind.OfficerScan => "scan", _ => "upload" };
}
