namespace RemoteVerify.Cases;

/// <summary>The closed list of acts, each with the roles that may do it.</summary>
public sealed class Act
{
    private static readonly List<Act> Known = [];

    private readonly HashSet<ActorRole> _roles;

    private Act(string code, params ActorRole[] roles)
    {
        Code = code;
        _roles = [.. roles];
        Known.Add(this);
    }

    /// <summary>The stable code, also used in <see cref="Refusal.AllowedActions"/> and in the audit log.</summary>
    public string Code { get; }

    /// <summary>Every act there is.</summary>
    public static IReadOnlyList<Act> All => Known;

    /// <summary>True when <paramref name="role"/> may do this act.</summary>
    public bool Permits(ActorRole role) => _roles.Contains(role);

    public override string ToString() => Code;

    public static readonly Act OpenCase = new("case.open", ActorRole.Portal);
    public static readonly Act ViewCase = new("case.view", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer, ActorRole.OrganisationSeal);
    public static readonly Act ListCases = new("case.list", ActorRole.Portal, ActorRole.Officer);
    public static readonly Act InviteCitizen = new("citizen.invite", ActorRole.Portal, ActorRole.Officer);
    public static readonly Act EnterAsCitizen = new("citizen.enter", ActorRole.Anyone);
    public static readonly Act AttachDocument = new("document.attach", ActorRole.Portal, ActorRole.Officer);
    public static readonly Act ReadDocument = new("document.read", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer, ActorRole.OrganisationSeal);
    public static readonly Act ShowPages = new("document.show-pages", ActorRole.Citizen, ActorRole.Officer);

    public static readonly Act StartVerification = new("verification.start", ActorRole.Portal, ActorRole.Officer, ActorRole.Citizen);
    public static readonly Act IssueChipChallenge = new("chip.challenge", ActorRole.Portal, ActorRole.Citizen, ActorRole.Service);
    public static readonly Act SubmitChip = new("verification.submit-chip", ActorRole.Portal, ActorRole.Citizen, ActorRole.Service);
    public static readonly Act OpenChipRelay = new("chip-relay.open", ActorRole.Portal, ActorRole.Citizen);
    public static readonly Act BeginChipRelay = new("chip-relay.begin", ActorRole.Citizen, ActorRole.Anyone);
    public static readonly Act EndChipRelay = new("chip-relay.end", ActorRole.Service);
    public static readonly Act OpenCapture = new("capture.open", ActorRole.Portal, ActorRole.Citizen);
    public static readonly Act BeginCapture = new("capture.begin", ActorRole.Citizen, ActorRole.Anyone);
    public static readonly Act FinishCapture = new("capture.finish", ActorRole.Service);
    public static readonly Act ReadVerification = new("verification.read", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer);
    public static readonly Act ViewEvidence = new("evidence.view", ActorRole.Officer);
    public static readonly Act DecideIdentity = new("identity.decide", ActorRole.Officer);

    public static readonly Act ConfirmContent = new("content.confirm", ActorRole.Citizen);
    public static readonly Act SignDocument = new("document.sign", ActorRole.Citizen);
    public static readonly Act PrepareRemoteSignature = new("remote-signature.prepare", ActorRole.Citizen);
    public static readonly Act FinaliseRemoteSignature = new("remote-signature.finalise", ActorRole.Citizen);
    public static readonly Act ApproveCase = new("case.approve", ActorRole.Officer);
    public static readonly Act RefuseCase = new("case.refuse", ActorRole.Officer);
    public static readonly Act EnrolOfficer = new("officer.enrol", ActorRole.Officer);
    public static readonly Act RevokeCertificate = new("certificate.revoke", ActorRole.Officer, ActorRole.OrganisationSeal);
    public static readonly Act PrepareCountersignature = new("countersignature.prepare", ActorRole.Officer);
    public static readonly Act FinaliseCountersignature = new("countersignature.finalise", ActorRole.Officer);
    public static readonly Act ConfirmSigning = new("signing.confirm", ActorRole.Officer);
    public static readonly Act SealDocument = new("document.seal", ActorRole.OrganisationSeal);
    public static readonly Act TimestampDocument = new("document.timestamp", ActorRole.OrganisationSeal);
    public static readonly Act StoreResult = new("result.store", ActorRole.OrganisationSeal);
    public static readonly Act ReadResult = new("result.read", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer, ActorRole.OrganisationSeal);
    public static readonly Act IssueCopy = new("copy.issue", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer);
    public static readonly Act PrintCase = new("case.print", ActorRole.Officer);
    public static readonly Act ExportDossier = new("dossier.export", ActorRole.Officer);
    public static readonly Act ComposeReport = new("report.compose", ActorRole.Officer);

    public static readonly Act ReserveNumber = new("register.reserve", ActorRole.Officer, ActorRole.OrganisationSeal, ActorRole.Service);
    public static readonly Act VoidNumber = new("register.void", ActorRole.Officer, ActorRole.OrganisationSeal, ActorRole.Service);
    public static readonly Act ReadRegister = new("register.read", ActorRole.Officer, ActorRole.OrganisationSeal);

    public static readonly Act SubmitCase = new("case.submit", ActorRole.Portal, ActorRole.Citizen);
    public static readonly Act ComposeRequest = new("request.compose", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer);
    public static readonly Act AcceptCase = new("case.accept", ActorRole.Officer);
    public static readonly Act RequestSupplement = new("supplement.request", ActorRole.Officer);
    public static readonly Act ProvideSupplement = new("supplement.provide", ActorRole.Portal, ActorRole.Citizen);
    public static readonly Act RequestPayment = new("payment.request", ActorRole.Officer);
    public static readonly Act ConfirmPayment = new("payment.confirm", ActorRole.Service, ActorRole.Officer);
    public static readonly Act RequestWithdrawal = new("withdrawal.request", ActorRole.Portal, ActorRole.Citizen);
    public static readonly Act DecideWithdrawal = new("withdrawal.decide", ActorRole.Officer);
    public static readonly Act StopCase = new("case.stop", ActorRole.Officer);
    public static readonly Act ExpireCase = new("case.expire", ActorRole.Service);
    public static readonly Act ContestRefusal = new("refusal.contest", ActorRole.Portal, ActorRole.Citizen);
    public static readonly Act DecideContest = new("contest.decide", ActorRole.Officer);
    public static readonly Act ComposePaper = new("paper.compose", ActorRole.Officer);
    public static readonly Act DeliverResult = new("result.deliver", ActorRole.Portal, ActorRole.Officer);

    public static readonly Act SetFields = new("fields.set", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer);
    public static readonly Act AddPaper = new("dossier.add-paper", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer);
    public static readonly Act ReadPaper = new("dossier.read-paper", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer);
    public static readonly Act LookUp = new("dossier.look-up", ActorRole.Officer, ActorRole.Service);
    public static readonly Act GiveConsent = new("consent.give", ActorRole.Citizen);
    public static readonly Act WithdrawConsent = new("consent.withdraw", ActorRole.Citizen);
    public static readonly Act SendMessage = new("message.send", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer);
    public static readonly Act EscalateMessages = new("message.escalate", ActorRole.Service);
    public static readonly Act BookAppointment = new("appointment.book", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer);
    public static readonly Act CancelAppointment = new("appointment.cancel", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer);
    public static readonly Act CloseAppointment = new("appointment.close", ActorRole.Officer);

    public static readonly Act PresentOriginal = new("original.present", ActorRole.Officer);
    public static readonly Act TakeScan = new("original.scan", ActorRole.Officer);
    public static readonly Act CompareOriginal = new("original.compare", ActorRole.Officer);

    public static readonly Act PlanCopy = new("copy.plan", ActorRole.Officer);

    public static readonly Act LookUpStatus = new("status.look-up", ActorRole.Officer);
    public static readonly Act RecordAgencyAnswer = new("status.record-answer", ActorRole.Officer);
    public static readonly Act TakePledge = new("status.take-pledge", ActorRole.Officer);
    public static readonly Act DraftCertificate = new("certificate.draft", ActorRole.Officer);
    public static readonly Act ConfirmDraft = new("draft.confirm", ActorRole.Citizen);
    public static readonly Act ReportDraftError = new("draft.report-error", ActorRole.Citizen);

    public static readonly Act AssignLead = new("lead.assign", ActorRole.Officer);
    public static readonly Act CheckPrevention = new("prevention.check", ActorRole.Officer);
    public static readonly Act ShareDraft = new("draft.share", ActorRole.Officer);
    public static readonly Act AgreeToDraft = new("draft.agree", ActorRole.Citizen);
    public static readonly Act ScheduleSession = new("session.schedule", ActorRole.Officer);
    public static readonly Act OpenSession = new("session.open", ActorRole.Officer);
    public static readonly Act RecordPapersShown = new("session.papers-shown", ActorRole.Officer);
    public static readonly Act ConfirmCapacity = new("session.capacity", ActorRole.Officer);
    public static readonly Act RecordReading = new("session.reading", ActorRole.Officer);
    public static readonly Act TakeSigningPhoto = new("session.photo", ActorRole.Officer);
    public static readonly Act AddRecording = new("session.recording", ActorRole.Officer, ActorRole.Service);
    public static readonly Act CloseSession = new("session.close", ActorRole.Officer);
    public static readonly Act AbortSession = new("session.abort", ActorRole.Officer);

    public static readonly Act OpenLive = new("live.open", ActorRole.Officer);
    public static readonly Act InviteToLive = new("live.invite", ActorRole.Officer);
    public static readonly Act EnterLive = new("live.enter", ActorRole.Anyone);
    public static readonly Act ReadLive = new("live.read", ActorRole.Officer, ActorRole.Citizen, ActorRole.Anyone);
    public static readonly Act ListLive = new("live.list", ActorRole.Officer);
    public static readonly Act JoinLive = new("live.join", ActorRole.Officer, ActorRole.Citizen, ActorRole.Anyone);
    public static readonly Act LeaveLive = new("live.leave", ActorRole.Officer, ActorRole.Citizen, ActorRole.Anyone);
    public static readonly Act CloseLive = new("live.close", ActorRole.Officer);
    public static readonly Act ConsentToLive = new("live.consent", ActorRole.Officer, ActorRole.Citizen, ActorRole.Anyone);
    public static readonly Act BeginLiveRecording = new("live.begin-recording", ActorRole.Officer);
    public static readonly Act AddLivePiece = new("live.add-piece", ActorRole.Officer);
    public static readonly Act EndLiveRecording = new("live.end-recording", ActorRole.Officer);
    public static readonly Act PlayLiveRecording = new("live.play-recording", ActorRole.Officer);
    public static readonly Act NoteLivePhoto = new("live.note-photo", ActorRole.Officer);
    public static readonly Act KeepLivePhoto = new("live.keep-photo", ActorRole.Officer);

    public static readonly Act DestroyData = new("data.destroy", ActorRole.Service);

    public static readonly Act ListProcedures = new("procedure.list", Enum.GetValues<ActorRole>());
    public static readonly Act ImportProcedures = new("procedure.import", ActorRole.Service);

    public static readonly Act CheckDocument = new("check.document", Enum.GetValues<ActorRole>());
    public static readonly Act CheckCode = new("check.code", Enum.GetValues<ActorRole>());

    public static readonly Act ViewResult = new("result.view", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer, ActorRole.OrganisationSeal);
    public static readonly Act FindResults = new("result.find", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer);
    public static readonly Act ListOwnResults = new("result.list-own", ActorRole.Citizen);
    public static readonly Act ReplaceResult = new("result.replace", ActorRole.Officer);
    public static readonly Act RevokeResult = new("result.revoke", ActorRole.Officer);
    public static readonly Act LinkRelatedAct = new("related-act.link", ActorRole.Officer);
    public static readonly Act RenewArchiveTimestamp = new("archive.renew", ActorRole.Service);
    public static readonly Act MakeDownloadLink = new("download.open", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer, ActorRole.OrganisationSeal);
    public static readonly Act UseDownloadLink = new("download.use", ActorRole.Anyone);
    public static readonly Act ShareResult = new("share.give", ActorRole.Citizen);
    public static readonly Act RevokeShare = new("share.revoke", ActorRole.Citizen);
    public static readonly Act ListShares = new("share.list", ActorRole.Citizen);
    public static readonly Act UseShare = new("share.use", ActorRole.Portal, ActorRole.Officer, ActorRole.Anyone);
    public static readonly Act ShowPersonCode = new("person-code.show", ActorRole.Citizen);
    public static readonly Act ResolvePersonCode = new("person-code.resolve", ActorRole.Portal, ActorRole.Officer);
    public static readonly Act ListShareRequests = new("share-request.list", ActorRole.Citizen);
    public static readonly Act AnswerShareRequest = new("share-request.answer", ActorRole.Citizen);
    public static readonly Act ReadShareRequest = new("share-request.read", ActorRole.Portal, ActorRole.Officer);
    public static readonly Act ImportResults = new("import.add", ActorRole.Officer);
    public static readonly Act ListImports = new("import.list", ActorRole.Officer);
    public static readonly Act ViewImport = new("import.view", ActorRole.Officer);
    public static readonly Act ConfirmImport = new("import.confirm", ActorRole.Officer);
    public static readonly Act RejectImport = new("import.reject", ActorRole.Officer);

    public static readonly Act BeginRelatedAct = new("related-act.begin", ActorRole.Officer);
    public static readonly Act PrintSigningPhoto = new("signing-photo.print", ActorRole.Officer);
    public static readonly Act ListCorrections = new("correction.list", ActorRole.Officer);
    public static readonly Act MarkCorrectionSent = new("correction.mark-sent", ActorRole.Officer, ActorRole.Service);
    public static readonly Act UseOneTimeCode = new("one-time-code.use", ActorRole.Officer, ActorRole.Helper, ActorRole.Operator);
    public static readonly Act EnrolOneTimeCodes = new("one-time-code.enrol", ActorRole.Service);
    public static readonly Act UnlockOneTimeCodes = new("one-time-code.unlock", ActorRole.Service);
    public static readonly Act EnterDesk = new("desk.enter", ActorRole.Officer, ActorRole.Helper, ActorRole.Operator);
    public static readonly Act LeaveDesk = new("desk.leave", ActorRole.Officer, ActorRole.Helper, ActorRole.Operator);
    public static readonly Act RegisterPasskey = new("passkey.register", ActorRole.Officer, ActorRole.Helper, ActorRole.Operator);
    public static readonly Act RemovePasskey = new("passkey.remove", ActorRole.Officer, ActorRole.Helper, ActorRole.Operator);
    public static readonly Act ListPasskeys = new("passkey.list", ActorRole.Officer, ActorRole.Helper, ActorRole.Operator);
    public static readonly Act ReadMetering = new("metering.read", ActorRole.Reporter);
    public static readonly Act RegisterWebhook = new("webhook.register", ActorRole.Portal);
    public static readonly Act ViewWebhooks = new("webhook.view", ActorRole.Portal);
    public static readonly Act ChangeWebhook = new("webhook.change", ActorRole.Portal);
    public static readonly Act DeleteWebhook = new("webhook.delete", ActorRole.Portal);
    public static readonly Act RotateWebhookSecret = new("webhook.rotate-secret", ActorRole.Portal);
    public static readonly Act PingWebhook = new("webhook.ping", ActorRole.Portal);
    public static readonly Act DisableWebhook = new("webhook.disable", ActorRole.Service);
    public static readonly Act ReadEvents = new("event.read", ActorRole.Portal, ActorRole.Officer);
    public static readonly Act ReplayEvents = new("event.replay", ActorRole.Portal, ActorRole.Service);
    public static readonly Act EndDispatch = new("dispatch.end", ActorRole.Service);
    public static readonly Act ListDispatches = new("dispatch.list", ActorRole.Officer);
    public static readonly Act RetryDispatch = new("dispatch.retry", ActorRole.Officer);
    public static readonly Act SkipDispatch = new("dispatch.skip", ActorRole.Officer);
    public static readonly Act OpenPayment = new("payment.open", ActorRole.Portal, ActorRole.Citizen);
    public static readonly Act NotePayment = new("payment.note", ActorRole.Service);
    public static readonly Act ReceivePayment = new("payment.receive", ActorRole.Service);
    public static readonly Act ListPayments = new("payment.list", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer);
    public static readonly Act ListMoneyByHand = new("payment.list-by-hand", ActorRole.Officer);
    public static readonly Act NoteRefund = new("payment.note-refund", ActorRole.Officer);
    public static readonly Act EnterBySignIn = new("citizen.enter-by-sign-in", ActorRole.Anyone);
    public static readonly Act AskResumeCode = new("citizen.ask-resume-code", ActorRole.Citizen);
    public static readonly Act ResumeVisit = new("citizen.resume", ActorRole.Anyone);
    public static readonly Act RecordReadAloud = new("content.read-aloud", ActorRole.Citizen);
    public static readonly Act SignOut = new("citizen.sign-out", ActorRole.Citizen);
    public static readonly Act EndSignIn = new("citizen.end-sign-in", ActorRole.Service);
    public static readonly Act ConfirmWithIssuer = new("issuer.confirm", ActorRole.Officer);
    public static readonly Act AnswerSandboxChip = new("sandbox.chip", ActorRole.Portal, ActorRole.Citizen);
    public static readonly Act AnswerSandboxCamera = new("sandbox.camera", ActorRole.Portal, ActorRole.Citizen);
    public static readonly Act ReadKpi = new("kpi.read", Enum.GetValues<ActorRole>());
    public static readonly Act AskSatisfaction = new("satisfaction.ask", ActorRole.Citizen, ActorRole.Officer);
    public static readonly Act AnswerSatisfaction = new("satisfaction.answer", ActorRole.Citizen, ActorRole.Officer);
    public static readonly Act SetNotificationWish = new("notification.wish", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer);
    public static readonly Act ListNotifications = new("notification.list", ActorRole.Portal, ActorRole.Officer);
    public static readonly Act MarkTold = new("notification.told", ActorRole.Officer);
    public static readonly Act PrintOutcomeSlip = new("outcome-slip.print", ActorRole.Portal, ActorRole.Officer);
    public static readonly Act ReadOutcome = new("outcome.read", Enum.GetValues<ActorRole>());
    public static readonly Act AskForHelp = new("help.ask", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer);
    public static readonly Act ReadHelp = new("help.read", ActorRole.Officer);
    public static readonly Act ListSlots = new("appointment.list-slots", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer);

    public static readonly Act PlaceHold = new("hold.place", ActorRole.Officer, ActorRole.DataProtection);
    public static readonly Act ReleaseHold = new("hold.release", ActorRole.Officer, ActorRole.DataProtection);
    public static readonly Act ReadDeletions = new("deletion.read", ActorRole.Officer, ActorRole.DataProtection, ActorRole.Citizen);
    public static readonly Act OpenDataRequest = new("data-request.open", ActorRole.Citizen, ActorRole.Officer, ActorRole.DataProtection);
    public static readonly Act ListDataRequests = new("data-request.list", ActorRole.Citizen, ActorRole.Officer, ActorRole.DataProtection);
    public static readonly Act ReadDataRequest = new("data-request.read", ActorRole.Citizen, ActorRole.Officer, ActorRole.DataProtection);
    public static readonly Act AnswerDataRequest = new("data-request.answer", ActorRole.Officer, ActorRole.DataProtection);
    public static readonly Act ContestDataAnswer = new("data-request.contest", ActorRole.Citizen, ActorRole.Officer, ActorRole.DataProtection);
    public static readonly Act EscalateDataRequest = new("data-request.escalate", ActorRole.Service);
    public static readonly Act ExportPersonData = new("data-request.export", ActorRole.Citizen, ActorRole.Officer, ActorRole.DataProtection);
    public static readonly Act ListOwnRecords = new("record.list-own", ActorRole.Citizen);
    public static readonly Act RecordBreach = new("breach.record", ActorRole.DataProtection);
    public static readonly Act UpdateBreach = new("breach.update", ActorRole.DataProtection);
    public static readonly Act ListBreaches = new("breach.list", ActorRole.DataProtection);
    public static readonly Act WarnOfBreach = new("breach.warn", ActorRole.Service);
    public static readonly Act FindEarlierCases = new("earlier-cases.find", ActorRole.Officer);

    public static readonly Act BeginAssistance = new("assistance.begin", ActorRole.Helper);
    public static readonly Act RecordPresence = new("assistance.presence", ActorRole.Helper);
    public static readonly Act ViewAssistance = new("assistance.view", ActorRole.Helper);
    public static readonly Act ListAssistances = new("assistance.list", ActorRole.Helper);
    public static readonly Act HandOver = new("assistance.hand-over", ActorRole.Helper);
    public static readonly Act TakeBack = new("assistance.take-back", ActorRole.Helper);
    public static readonly Act EndAssistance = new("assistance.end", ActorRole.Helper);
    public static readonly Act AnswerAlone = new("assistance.answer-alone", ActorRole.Citizen);
    public static readonly Act HandBack = new("assistance.hand-back", ActorRole.Citizen);
    public static readonly Act ReadAssistanceReport = new("assistance.report", ActorRole.Officer, ActorRole.Reporter);
    public static readonly Act ReadAssistances = new("assistance.read", ActorRole.Officer);
    public static readonly Act ListenToPresence = new("assistance.listen", ActorRole.Officer);
    public static readonly Act ReceivePaper = new("assistance.receive-paper", ActorRole.Helper);
    public static readonly Act ReceiveDossier = new("assistance.receive-dossier", ActorRole.Helper);
    public static readonly Act ListConcerns = new("concern.list", ActorRole.Officer);
    public static readonly Act SettleConcern = new("concern.settle", ActorRole.Officer);
}
