using System.Security.Claims;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Security;

/// <summary>
/// Which scope of a token opens which operation. The acts decide who may do what; this only keeps a client's narrowed token to what
/// it was asked for. An operation for which the client's kind has no scope at all is left to the act, which refuses and records it.
/// </summary>
public static class ScopeTable
{
    private static readonly Dictionary<string, string[]> Needed = new()
    {
        ["OpenCase"] = [Scopes.Cases],
        ["ListCases"] = [Scopes.Cases, Scopes.CasesRead],
        ["ReadCase"] = [Scopes.Cases, Scopes.CasesRead],
        ["InviteParticipant"] = [Scopes.Cases],
        ["AttachDocument"] = [Scopes.Documents],
        ["ReadDocument"] = [Scopes.Documents, Scopes.CasesRead],
        ["ReadResult"] = [Scopes.Documents, Scopes.CasesRead],
        ["IssueCertifiedCopy"] = [Scopes.Documents, Scopes.Countersign],
        ["StartVerification"] = [Scopes.Verifications],
        ["ReadVerification"] = [Scopes.Verifications, Scopes.CasesRead],
        ["SubmitChip"] = [Scopes.Verifications],
        ["IssueChipChallenge"] = [Scopes.Verifications],
        ["OpenChipRelay"] = [Scopes.Verifications],
        ["OpenCapture"] = [Scopes.Verifications],
        ["ViewEvidence"] = [Scopes.Evidence],
        ["ReadEvidenceReport"] = [Scopes.Evidence],
        ["DecideIdentity"] = [Scopes.Evidence],
        ["PrepareSignature"] = [Scopes.Countersign],
        ["ConfirmSignature"] = [],
        ["FinaliseSignature"] = [Scopes.Countersign],
        ["PrepareBatch"] = [Scopes.Countersign],
        ["FinaliseBatch"] = [Scopes.Countersign],
        ["ListSigningProviders"] = [],
        ["PrepareProviderSignature"] = [],
        ["FinaliseProviderSignature"] = [],
        ["CountersignByProvider"] = [Scopes.Countersign],
        ["EnrolOfficer"] = [Scopes.Countersign],
        ["RevokeCertificate"] = [Scopes.Countersign, Scopes.Seal],
        ["ApproveCase"] = [Scopes.Countersign],
        ["RefuseCase"] = [Scopes.Countersign],
        ["SealCase"] = [Scopes.Seal],
        ["PresentOriginal"] = [Scopes.Evidence],
        ["TakeScan"] = [Scopes.Evidence],
        ["CompareOriginal"] = [Scopes.Evidence],
        ["RequestCopyFee"] = [Scopes.Evidence],
        ["ComposePaperCopy"] = [Scopes.Evidence],
        ["PlanCopy"] = [Scopes.Evidence],
        ["ComposeStoredCopy"] = [Scopes.Evidence],

        ["FindResults"] = [Scopes.Documents, Scopes.CasesRead],
        ["LookUpResults"] = [Scopes.Documents, Scopes.CasesRead],
        ["ReadResultRecord"] = [Scopes.Documents, Scopes.CasesRead],
        ["ReplaceResult"] = [Scopes.Countersign],
        ["RevokeResult"] = [Scopes.Countersign],
        ["LinkRelatedAct"] = [Scopes.Countersign],
        ["BeginRelatedAct"] = [Scopes.Countersign],
        ["ComposeRelatedAct"] = [Scopes.Evidence],
        ["PrintSigningPhoto"] = [Scopes.Evidence],
        ["MakeDownloadLink"] = [Scopes.Documents, Scopes.CasesRead],
        ["ImportResults"] = [Scopes.Countersign],
        ["ListImports"] = [Scopes.CasesRead],
        ["ViewImport"] = [Scopes.CasesRead],
        ["ConfirmImports"] = [Scopes.Countersign],
        ["RejectImport"] = [Scopes.Countersign],
        ["ListOwnResults"] = [],
        ["ListShares"] = [],
        ["ShareResult"] = [],
        ["RevokeShare"] = [],
        ["ShowPersonCode"] = [],
        ["ListShareRequests"] = [],
        ["AnswerShareRequest"] = [],
        ["UseShare"] = [Scopes.Documents, Scopes.CasesRead],
        ["ResolvePersonCode"] = [Scopes.Documents, Scopes.CasesRead],
        ["ReadShareRequest"] = [Scopes.Documents, Scopes.CasesRead],

        ["ReadDossier"] = [Scopes.Cases, Scopes.CasesRead],
        ["SetFields"] = [Scopes.Cases, Scopes.Evidence],
        ["AddPaper"] = [Scopes.Documents, Scopes.Evidence],
        ["ReadPaper"] = [Scopes.Documents, Scopes.CasesRead],
        ["LookUp"] = [Scopes.Evidence],
        ["GiveConsent"] = [],
        ["WithdrawConsent"] = [],
        ["ListMessages"] = [Scopes.Cases, Scopes.CasesRead],
        ["SendMessage"] = [Scopes.Cases, Scopes.CasesRead],
        ["ListServicePoints"] = [Scopes.Cases, Scopes.CasesRead],
        ["ListSlots"] = [Scopes.Cases, Scopes.CasesRead],
        ["BookAppointment"] = [Scopes.Cases, Scopes.Evidence],
        ["CancelAppointment"] = [Scopes.Cases, Scopes.Evidence],
        ["CloseAppointment"] = [Scopes.Evidence],
        ["SubmitCase"] = [Scopes.Cases],
        ["ComposeRequest"] = [Scopes.Documents, Scopes.Evidence],
        ["AcceptCase"] = [Scopes.Evidence],
        ["RequestSupplement"] = [Scopes.Evidence],
        ["ProvideSupplement"] = [Scopes.Cases],
        ["RequestPayment"] = [Scopes.Evidence],
        ["ConfirmPayment"] = [Scopes.Evidence],
        ["RequestWithdrawal"] = [Scopes.Cases],
        ["DecideWithdrawal"] = [Scopes.Countersign],
        ["StopCase"] = [Scopes.Countersign],
        ["ContestRefusal"] = [Scopes.Cases],
        ["DecideContest"] = [Scopes.Countersign],
        ["ReserveNumber"] = [Scopes.Countersign, Scopes.Seal],
        ["DeliverResult"] = [Scopes.Cases, Scopes.Countersign],
        ["LookUpStatus"] = [Scopes.Evidence],
        ["RecordAgencyAnswer"] = [Scopes.Evidence],
        ["TakePledge"] = [Scopes.Evidence],
        ["DraftCertificate"] = [Scopes.Evidence],
        ["ConfirmDraft"] = [],
        ["ReportDraftError"] = [],
        ["ComposeCertificate"] = [Scopes.Evidence],

        ["AssignLead"] = [Scopes.Countersign],
        ["CheckPrevention"] = [Scopes.Countersign],
        ["ShareDraft"] = [Scopes.Countersign],
        ["AgreeToDraft"] = [],
        ["ScheduleSession"] = [Scopes.Countersign],
        ["OpenSession"] = [Scopes.Countersign],
        ["RecordPapersShown"] = [Scopes.Countersign],
        ["ConfirmCapacity"] = [Scopes.Countersign],
        ["RecordReading"] = [Scopes.Countersign],
        ["TakeSigningPhoto"] = [Scopes.Countersign],
        ["AddRecording"] = [Scopes.Countersign],
        ["CloseSession"] = [Scopes.Countersign],
        ["AbortSession"] = [Scopes.Countersign],
        ["ReadNotarialSession"] = [Scopes.Cases, Scopes.CasesRead],

        ["RequestFee"] = [Scopes.Evidence, Scopes.Countersign],
        ["ListCorrections"] = [Scopes.CasesRead],
        ["MarkCorrectionSent"] = [Scopes.Evidence],
        ["ReadMetering"] = [Scopes.Metering, Scopes.Reporting],
        ["CreateWebhookEndpoint"] = [Scopes.Webhooks],
        ["ListWebhookEndpoints"] = [Scopes.Webhooks],
        ["ReadWebhookEndpoint"] = [Scopes.Webhooks],
        ["ChangeWebhookEndpoint"] = [Scopes.Webhooks],
        ["DeleteWebhookEndpoint"] = [Scopes.Webhooks],
        ["RotateWebhookSecret"] = [Scopes.Webhooks],
        ["PingWebhookEndpoint"] = [Scopes.Webhooks],
        ["ReplayToWebhookEndpoint"] = [Scopes.Webhooks],
        ["ListWebhookDeliveries"] = [Scopes.Webhooks],
        ["ReadWebhookDelivery"] = [Scopes.Webhooks],
        ["ListEvents"] = [Scopes.Webhooks, Scopes.CasesRead],
        ["ReadEvent"] = [Scopes.Webhooks, Scopes.CasesRead],
        ["ReplayEvent"] = [Scopes.Webhooks],
        ["SetNotificationWish"] = [Scopes.Cases, Scopes.Evidence],
        ["ListCaseNotifications"] = [Scopes.Cases, Scopes.CasesRead],
        ["ListNotifications"] = [Scopes.Cases, Scopes.CasesRead],
        ["MarkTold"] = [Scopes.Evidence],
        ["PrintOutcomeSlip"] = [Scopes.Documents, Scopes.Evidence],
        ["AskForHelp"] = [Scopes.Cases, Scopes.CasesRead],
        ["ReadHelp"] = [Scopes.CasesRead],
        ["ReadKpi"] = [Scopes.Metering, Scopes.Reporting],
        ["AskSatisfaction"] = [Scopes.CasesRead],
        ["AnswerSatisfaction"] = [Scopes.CasesRead],
        ["ListSandboxPeople"] = [Scopes.Verifications, Scopes.CasesRead],
        ["ReadSandboxContract"] = [Scopes.Documents, Scopes.CasesRead],
        ["AnswerSandboxChip"] = [Scopes.Verifications],
        ["AnswerSandboxCamera"] = [Scopes.Verifications],
        ["ListQueue"] = [Scopes.Cases, Scopes.CasesRead],
        ["ListTimeline"] = [Scopes.Cases, Scopes.CasesRead],
        ["ListRegisterEntries"] = [Scopes.CasesRead],
        ["CreateUpload"] = [Scopes.Documents, Scopes.Evidence, Scopes.Countersign],
        ["ReadUpload"] = [Scopes.Documents, Scopes.Evidence, Scopes.Countersign],
        ["AppendUpload"] = [Scopes.Documents, Scopes.Evidence, Scopes.Countersign],
        ["DeleteUpload"] = [Scopes.Documents, Scopes.Evidence, Scopes.Countersign],
        ["OpenDataRequest"] = [Scopes.Evidence, Scopes.Privacy],
        ["ListDataRequests"] = [Scopes.CasesRead, Scopes.Privacy],
        ["ReadDataRequest"] = [Scopes.CasesRead, Scopes.Privacy],
        ["AnswerDataRequest"] = [Scopes.Countersign, Scopes.Privacy],
        ["ContestDataAnswer"] = [Scopes.Evidence, Scopes.Privacy],
        ["ExportPersonData"] = [Scopes.Evidence, Scopes.Privacy],
        ["ListOwnRecords"] = [],
        ["PlaceHold"] = [Scopes.Countersign, Scopes.Privacy],
        ["ReleaseHold"] = [Scopes.Countersign, Scopes.Privacy],
        ["ReadRetention"] = [Scopes.CasesRead, Scopes.Privacy],
        ["ReadDeletion"] = [Scopes.CasesRead, Scopes.Privacy],
        ["ReadDeletionSignature"] = [Scopes.CasesRead, Scopes.Privacy],
        ["FindEarlierCases"] = [Scopes.Evidence],
        ["RecordBreach"] = [Scopes.Privacy],
        ["UpdateBreach"] = [Scopes.Privacy],
        ["ListBreaches"] = [Scopes.Privacy],

        ["OpenPayment"] = [Scopes.Cases],
        ["ListPayments"] = [Scopes.Cases, Scopes.CasesRead],
        ["ListMoneyByHand"] = [Scopes.CasesRead],
        ["NoteRefund"] = [Scopes.Evidence],
        ["ListDispatches"] = [Scopes.CasesRead],
        ["RetryDispatch"] = [Scopes.Evidence],
        ["SkipDispatch"] = [Scopes.Evidence],
        ["ConfirmWithIssuer"] = [Scopes.Evidence],
        ["SignOut"] = [],
    };

    /// <summary>The operations that the table knows.</summary>
    public static IReadOnlyCollection<string> Operations => Needed.Keys;

    /// <summary>The scopes of which a token needs one for the operation; none when no client's token opens it, or anyone's does.</summary>
    public static IReadOnlyList<string> NeededFor(string operation) => Needed.GetValueOrDefault(operation) ?? [];

    public static void KeepToScopes(this RouteGroupBuilder api) => api.AddEndpointFilter((context, next) =>
    {
        string? operation = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
        return operation is null || !Needed.TryGetValue(operation, out string[]? needed) || Opens(context.HttpContext.User, needed)
            ? next(context)
            : ValueTask.FromResult<object?>(Problem.Of(
                StatusCodes.Status403Forbidden, "token.insufficient-scope", needed.Length == 0 ? "This token's scopes don't open it." : $"This token's scopes don't open it. Ask for one with the scope {string.Join(" or ", needed)}."));
    });

    private static bool Opens(ClaimsPrincipal user, string[] needed)
    {
        if (!Enum.TryParse(user.FindFirstValue("kind"), out ClientKind kind) || (kind != ClientKind.Reporter && !Scopes.Of(kind).Intersect(needed).Any()))
        {
            return true;
        }

        return (user.FindFirstValue("scope") ?? string.Empty).Split(' ').Intersect(needed).Any();
    }
}
