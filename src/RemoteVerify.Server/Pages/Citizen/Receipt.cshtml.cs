using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Figures;
using RemoteVerify.Cases.Guidance;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>What was done, by which codes it is found again, and what comes next. When the case is over, the one question.</summary>
public sealed class ReceiptModel(
    CitizenVisit visits, CitizenRoad road, PageTexts texts, AskSatisfaction ask, AnswerSatisfaction answer, SignOut signOut, IServicePointDirectory points) : CitizenStep(visits, road, texts)
{
    public override string? Step => DueStep.Of(Found) == DueStep.Receipt ? DueStep.Receipt : null;

    public IReadOnlyList<ServicePoint> Points => points.List(Visitor.Tenant);

    /// <summary>The question, or null where it can't be answered now.</summary>
    public SatisfactionQuestion? Question { get; private set; }

    /// <summary>The answer was taken.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>The session has ended, here and on the service.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>Last part of the keys of heading and sentence.</summary>
    public string Kind => Found.Case switch
    {
        RefusedCase => "refused",
        ContestedCase => "contested",
        StoppedCase or ExpiredCase => "stopped",
        Completed or ResultDelivered => "completed",
        _ when Found.HasSigned => "signed",
        _ => "handed-in",
    };

    /// <summary>How the box around the heading looks.</summary>
    public string Tone => Kind switch
    {
        "refused" => "bad",
        "contested" or "stopped" => "unsure",
        _ => "good",
    };

    /// <summary>The result's verification code in groups, as it is printed.</summary>
    public string PrintedCode => Result is not { } found ? string.Empty : VerificationCode.TryParse(found.Code, out VerificationCode? read) ? read.Printed : found.Code;

    /// <summary>The officer's written reason of a refusal, or of a stop.</summary>
    public string? Reason => Found.Case switch
    {
        RefusedCase refused => refused.Refusal.Reason,
        StoppedCase stopped => stopped.Stop.Reason,
        _ => null,
    };

    /// <summary>The newest result of the case that counts, or null.</summary>
    public PublishedDocument? Result => Found.View.Published.LastOrDefault(document => document.Kind == PublishedKind.Result && document.WithdrawnAt is null);

    /// <summary>What comes next, for the citizen first.</summary>
    public IReadOnlyList<NextStep> Next => NextSteps.Delivered.Of(Found.Case);

    public async Task<IActionResult> OnGetAsync(bool answered, CancellationToken cancellationToken)
    {
        if (DueStep.Of(Found) is not (DueStep.Receipt or DueStep.Waiting) && !Found.HasSigned)
        {
            return Onward();
        }

        IsAnswered = answered;
        await AskAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int? score, CancellationToken cancellationToken)
    {
        Outcome<SatisfactionAnswer> kept = await answer.DoAsync(Visitor.Actor, Visitor.Case, score ?? 0, cancellationToken);
        if (kept.Refusal is not { } refusal)
        {
            return LocalRedirect(Visitor.Address("receipt") + "?answered=true");
        }

        await AskAsync(cancellationToken);
        return refusal.Code == RefusalCode.SatisfactionInvalid
            ? await RefusedAsync(refusal, cancellationToken, new FieldError("score-1", Texts["citizen.receipt.choose"]))
            : await RefusedAsync(refusal, cancellationToken);
    }

    /// <summary>Takes the session out of this browser; nothing of it stays on the machine.</summary>
    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken cancellationToken)
    {
        await signOut.DoAsync(Visitor.Actor, Visitor.Token, cancellationToken);
        CitizenVisit.Leave(HttpContext, Visitor.Ticket);
        HasLeft = true;
        return Page();
    }

    private async Task AskAsync(CancellationToken cancellationToken) =>
        Question = (await ask.DoAsync(Visitor.Actor, Visitor.Case, cancellationToken)) is { IsDone: true, Value: { CanAnswer: true } question } ? question : null;
}
