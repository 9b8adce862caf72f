namespace RemoteVerify.Cases.Recording;

/// <summary>
/// The closed list of acts that may leave no leaf in the audit log; every other act leaves one whenever it is done or refused, and
/// <see cref="Work.StaySilent"/> throws for it. No look-up in a database, no decision, no view of evidence and no signature is here.
/// </summary>
public static class SilentActs
{
    /// <summary>Reads of states and lists, which show no evidence; and repetitions that changed nothing.</summary>
    public static IReadOnlyCollection<Act> All { get; } =
    [
        // What one's own screen shows again and again.
        Act.ViewCase, Act.ListCases, Act.ListSlots, Act.ReadVerification, Act.ListProcedures, Act.ListImports, Act.ListShares, Act.ListShareRequests, Act.ReadShareRequest,
        Act.ViewWebhooks, Act.ReadEvents, Act.ListDispatches, Act.ListPayments, Act.ListMoneyByHand, Act.ListPasskeys,

        // Pictures of single pages of a document whose reading left a leaf when its page was made; one for each picture would drown it.
        Act.ShowPages,

        // The open step and the own numbers, which a helper's screen shows again and again; opening a case leaves a leaf.
        Act.ViewAssistance, Act.ListAssistances,

        // Anyone may check a paper that is held in the hand; a leaf for each would let anyone fill the log.
        Act.CheckDocument, Act.CheckCode,

        // Which room is open, asked whenever a page shows the way to it; coming in leaves a leaf.
        Act.ReadLive, Act.ListLive,

        // Figures that name nobody, which anyone may read; and the question about satisfaction.
        Act.ReadKpi, Act.AskSatisfaction,

        // The list of the counter; and codes of slips that don't exist, which anyone may type.
        Act.ListNotifications, Act.ReadOutcome, Act.ResumeVisit,

        // Silent only when nothing was to be done.
        Act.ConfirmPayment, Act.ReceivePayment, Act.EscalateMessages, Act.RenewArchiveTimestamp, Act.ShowPersonCode,
    ];
}
