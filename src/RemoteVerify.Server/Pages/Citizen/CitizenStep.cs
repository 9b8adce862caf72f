using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Guidance;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>A page of a visit that is about the case: it is read before any handler runs.</summary>
public abstract class CitizenStep(CitizenVisit visits, CitizenRoad road, PageTexts texts) : CitizenPage(visits)
{
    /// <summary>The case, as it was when the page was asked for.</summary>
    public CitizenCase Found { get; private set; } = null!;

    /// <summary>The page's texts.</summary>
    protected PageTexts Texts => texts;

    /// <summary>Which of the steps this page is; null for one that is no step.</summary>
    public virtual string? Step => null;

    /// <summary>Place of this step among all, from 1; null for a page that is no step.</summary>
    public (int Number, int Of)? Place
    {
        get
        {
            string[] all = [.. DueStep.All(Found)];
            int at = Array.IndexOf(all, Step);
            return at < 0 ? null : (at + 1, all.Length);
        }
    }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        await base.OnPageHandlerExecutionAsync(context, async () =>
        {
            Outcome<CitizenCase> found = await road.ReadAsync(Visitor, HttpContext.RequestAborted);
            if (found.Refusal is { } refusal)
            {
                context.Result = StatusCode(RefusalProblems.StatusOf(refusal.Code.Kind));
                return new PageHandlerExecutedContext(PageContext, context.Filters, context.HandlerMethod, context.HandlerInstance) { Result = context.Result };
            }

            Found = found.Value;
            ViewData["TestMark"] = Found.File.IsTest ? texts.Plain("site.trial") : null;
            return await next();
        });
    }

    /// <summary>For whom a guardian acts: everybody of the case who signs nothing; nobody when I act for myself.</summary>
    public IReadOnlyList<string> ActsFor => Found.Me.Kind == Cases.States.ParticipantKind.Guardian
        ? [.. Found.File.Participants.Where(one => one.Kind == Cases.States.ParticipantKind.Subject).Select(one => one.FullName)]
        : [];

    /// <summary>Reads the case again after an act changed it.</summary>
    protected async Task ReadAgainAsync(CancellationToken cancellationToken)
    {
        if ((await road.ReadAsync(Visitor, cancellationToken)).TryGet(out CitizenCase? found, out _))
        {
            Found = found;
        }
    }

    /// <summary>Shows this page again with why an act was refused: one sentence, and what the person can do.</summary>
    protected async Task<IActionResult> RefusedAsync(Refusal refusal, CancellationToken cancellationToken, params IReadOnlyList<FieldError> more)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        await ReadAgainAsync(cancellationToken);
        return Refused(refusal, [.. more.Count > 0 ? more : [new FieldError(string.Empty, RefusalWords.Of(refusal, texts))]]);
    }
}

/// <summary>Refusals as people are told: what happened, then what to do, never a code.</summary>
public static class RefusalWords
{
    private static readonly HashSet<string> Own =
    [
        RefusalCode.DocumentHashDiffers.Value, RefusalCode.VerificationExpired.Value, RefusalCode.ConsentMissing.Value, RefusalCode.ConsentTextChanged.Value, RefusalCode.CaseChanged.Value,
        RefusalCode.SignerNotNext.Value, RefusalCode.DossierNotComplete.Value, RefusalCode.FieldsInvalid.Value, RefusalCode.FieldHeldBySource.Value, RefusalCode.UploadNotAccepted.Value,
        RefusalCode.DocumentTooLarge.Value, RefusalCode.SatisfactionAnswered.Value,
    ];

    /// <summary>One text, in the language of the page.</summary>
    public static string Of(Refusal refusal, PageTexts texts)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        ArgumentNullException.ThrowIfNull(texts);
        PageText what = Own.Contains(refusal.Code.Value) ? texts["citizen.refused." + refusal.Code.Value.Replace('.', '-')] : texts["citizen.refused"];
        IEnumerable<string> steps = NextSteps.Delivered.Of(refusal.Code).Where(step => step.Who == "Citizen").Take(2).Select(step => texts.Pick(step.TextVi, step.TextEn).Value);
        return string.Join(' ', [what.Value, .. steps]);
    }
}
