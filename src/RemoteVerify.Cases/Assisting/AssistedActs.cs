using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Assisting;

/// <summary>
/// What the session of a helped person may do. Such a session was opened by a helper on the helper's machine, so it can do nothing by itself: it rests on
/// one handover, and what is not listed here is refused until the person has had the machine alone and answered.
/// </summary>
public static class AssistedActs
{
    /// <summary>With the helper beside: preparing, proving who one is, asking. Nothing that confirms, agrees to a text, signs, shares or shows other data.</summary>
    public static IReadOnlyCollection<Act> Together { get; } =
    [
        Act.ViewCase, Act.ReadVerification, Act.SetFields, Act.AddPaper, Act.OpenPayment, Act.ListPayments, Act.GiveConsent, Act.WithdrawConsent,
        Act.StartVerification, Act.IssueChipChallenge, Act.SubmitChip, Act.OpenChipRelay, Act.BeginChipRelay, Act.OpenCapture, Act.BeginCapture, Act.AnswerSandboxChip, Act.AnswerSandboxCamera,
        Act.ListSlots, Act.BookAppointment, Act.CancelAppointment, Act.SetNotificationWish, Act.AskForHelp, Act.SendMessage, Act.ListProcedures,
        Act.HandBack, Act.SignOut,
    ];

    /// <summary>Alone, before the question is answered: reading, and answering.</summary>
    public static IReadOnlyCollection<Act> Alone { get; } = [Act.ViewCase, Act.ReadDocument, Act.ShowPages, Act.RecordReadAloud, Act.ReadVerification, Act.ListProcedures, Act.AnswerAlone, Act.HandBack, Act.SignOut];

    /// <summary>Alone, after the answer: what this step asks of the person. The other data of the person stays closed: the machine is not theirs.</summary>
    public static IReadOnlyCollection<Act> Answered { get; } =
    [
        .. Alone, Act.ReadPaper, Act.ConfirmContent, Act.SignDocument, Act.PrepareRemoteSignature, Act.FinaliseRemoteSignature, Act.ConfirmDraft, Act.ReportDraftError, Act.AgreeToDraft,
        Act.ComposeRequest, Act.SubmitCase, Act.ProvideSupplement, Act.AskForHelp, Act.SendMessage,
    ];

    /// <summary>What waits while an officer has to settle a concern: everything that binds somebody.</summary>
    public static IReadOnlyCollection<Act> Binding { get; } =
    [
        Act.ConfirmContent, Act.SignDocument, Act.PrepareRemoteSignature, Act.FinaliseRemoteSignature, Act.ConfirmDraft, Act.AgreeToDraft, Act.SubmitCase, Act.ComposeRequest,
        Act.ProvideSupplement, Act.RequestWithdrawal, Act.ShareResult, Act.AnswerShareRequest, Act.ApproveCase, Act.PrepareCountersignature, Act.FinaliseCountersignature, Act.SealDocument,
    ];

    /// <summary>Why the session of a helped person may not do this act now; null where it may, and for everybody else.</summary>
    internal static async Task<Refusal?> RefuseSessionAsync(Work work, CancellationToken cancellationToken)
    {
        if (work.Actor.HandOver is not { } handOver)
        {
            return null;
        }

        if (await work.Unit.Assistances.FindByHandOverAsync(handOver, cancellationToken) is not { } assistance || assistance.IsOver(work.Now))
        {
            return new Refusal(RefusalCode.AssistanceOver, "The machine was handed back, so this session is over. Ask the helper to hand it over again, or go on alone with your own link.");
        }

        work.About(assistance.CaseId);
        work.Note("assistance", assistance.Id.ToString("D"));
        bool may = assistance.State switch
        {
            AssistanceState.Together => Together.Contains(work.Act),
            AssistanceState.Alone => Alone.Contains(work.Act),
            AssistanceState.Answered => work.Act != Act.AnswerAlone && Answered.Contains(work.Act),
            _ => false,
        };
        return may
            ? null
            : new Refusal(RefusalCode.HandOverFirst, "A helper's machine can't confirm or sign. The helper hands it over, turns away, and the person answers alone first.", [Act.HandOver.Code], []);
    }

    /// <summary>The refusal of a binding act while the case is held; officers are told why, everybody else only that the office has it.</summary>
    internal static async Task<Refusal?> RefuseHeldAsync(Work work, Case current, CancellationToken cancellationToken)
    {
        if (!Binding.Contains(work.Act) || !await work.Unit.Assistances.IsHeldAsync(current.File.Id, cancellationToken))
        {
            return null;
        }

        return new Refusal(RefusalCode.CaseWithOffice, work.Actor.Role is ActorRole.Officer or ActorRole.OrganisationSeal
            ? "Somebody in this case said that they are pressed. Speak to them alone, settle the concern, then go on."
            : "The office looks at the case first. You don't have to do anything; you will be told when it goes on.");
    }
}
