namespace RemoteVerify.Cases;

/// <summary>The closed list of refusals. A code never changes its meaning.</summary>
public sealed class RefusalCode
{
    private static readonly List<RefusalCode> Known = [];

    private RefusalCode(string value, RefusalKind kind)
    {
        Value = value;
        Kind = kind;
        Known.Add(this);
    }

    /// <summary>The stable code, <c>subject.reason</c>.</summary>
    public string Value { get; }

    public RefusalKind Kind { get; }

    /// <summary>Every code there is.</summary>
    public static IReadOnlyList<RefusalCode> All => Known;

    public override string ToString() => Value;

    public static readonly RefusalCode ActorNotPermitted = new("actor.not-permitted", RefusalKind.NotPermitted);
    public static readonly RefusalCode ActorNotThisParticipant = new("actor.not-this-participant", RefusalKind.NotPermitted);
    public static readonly RefusalCode TokenNotAccepted = new("token.not-accepted", RefusalKind.NotPermitted);

    public static readonly RefusalCode CaseNotFound = new("case.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode CaseActionNotAllowed = new("case.action-not-allowed", RefusalKind.Conflict);
    public static readonly RefusalCode CaseChanged = new("case.changed-meanwhile", RefusalKind.Outdated);
    public static readonly RefusalCode ProcedureUnknown = new("procedure.unknown", RefusalKind.Invalid);
    public static readonly RefusalCode ProcedureNotInForce = new("procedure.not-in-force", RefusalKind.Invalid);
    public static readonly RefusalCode ProcedureNotReviewed = new("procedure.not-reviewed", RefusalKind.NotAccepted);
    public static readonly RefusalCode ProcedureNotFound = new("procedure.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode ProcedureDataFaulty = new("procedure.data-faulty", RefusalKind.NotAccepted);
    public static readonly RefusalCode FeeBasisIncomplete = new("fee.basis-incomplete", RefusalKind.Invalid);
    public static readonly RefusalCode PaperUnknown = new("paper.unknown", RefusalKind.Invalid);
    public static readonly RefusalCode PaperHeldBySource = new("paper.held-by-source", RefusalKind.NotAccepted);
    public static readonly RefusalCode PaperSourceFirst = new("paper.source-first", RefusalKind.Conflict);
    public static readonly RefusalCode PaperVerifiedLater = new("paper.verified-later", RefusalKind.NotAccepted);
    public static readonly RefusalCode PaperScannedByOfficer = new("paper.scanned-by-officer", RefusalKind.NotAccepted);
    public static readonly RefusalCode ParticipantInvalid = new("participant.invalid", RefusalKind.Invalid);
    public static readonly RefusalCode ParticipantUnknown = new("participant.unknown", RefusalKind.NotFound);
    public static readonly RefusalCode ReasonRequired = new("reason.required", RefusalKind.Invalid);

    public static readonly RefusalCode ActorCannotSign = new("actor.cannot-sign", RefusalKind.NotPermitted);
    public static readonly RefusalCode ActorNotAssigned = new("actor.not-assigned", RefusalKind.NotPermitted);
    public static readonly RefusalCode ActorDecidedBefore = new("actor.decided-before", RefusalKind.NotPermitted);
    public static readonly RefusalCode DossierNotComplete = new("dossier.not-complete", RefusalKind.Conflict);
    public static readonly RefusalCode PaymentUnknown = new("payment.unknown", RefusalKind.NotFound);
    public static readonly RefusalCode PaymentDiffers = new("payment.differs", RefusalKind.Conflict);
    public static readonly RefusalCode NotDueYet = new("case.not-due-yet", RefusalKind.Conflict);
    public static readonly RefusalCode DraftNotAgreed = new("draft.not-agreed", RefusalKind.Conflict);
    public static readonly RefusalCode SessionNotComplete = new("session.not-complete", RefusalKind.Conflict);
    public static readonly RefusalCode PaperNotRead = new("paper.not-read", RefusalKind.Conflict);

    public static readonly RefusalCode DocumentTooLarge = new("document.too-large", RefusalKind.Invalid);
    public static readonly RefusalCode DocumentNotAccepted = new("document.not-accepted", RefusalKind.NotAccepted);
    public static readonly RefusalCode DocumentHashDiffers = new("document.hash-differs", RefusalKind.Conflict);
    public static readonly RefusalCode ContentNotConfirmed = new("content.not-confirmed", RefusalKind.Conflict);

    public static readonly RefusalCode VerificationNotFound = new("verification.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode VerificationActionNotAllowed = new("verification.action-not-allowed", RefusalKind.Conflict);
    public static readonly RefusalCode VerificationAlreadyRunning = new("verification.already-running", RefusalKind.Conflict);
    public static readonly RefusalCode ChipNotGenuine = new("chip.not-genuine", RefusalKind.NotAccepted);
    public static readonly RefusalCode ChipNotAccepted = new("chip.not-accepted", RefusalKind.NotAccepted);
    public static readonly RefusalCode ChipUnreadable = new("chip.unreadable", RefusalKind.Invalid);
    public static readonly RefusalCode ChipOfAnotherPerson = new("chip.of-another-person", RefusalKind.NotAccepted);
    public static readonly RefusalCode ChipCloneable = new("chip.cloneable", RefusalKind.NotAccepted);
    public static readonly RefusalCode ChipChallengeNeeded = new("chip.challenge-needed", RefusalKind.Invalid);
    public static readonly RefusalCode ChipChallengeUnknown = new("chip.challenge-unknown", RefusalKind.NotAccepted);
    public static readonly RefusalCode ChipChallengeUsed = new("chip.challenge-used", RefusalKind.Conflict);
    public static readonly RefusalCode ChipChallengeExpired = new("chip.challenge-expired", RefusalKind.Gone);
    public static readonly RefusalCode ChipChallengesTooMany = new("chip.challenges-too-many", RefusalKind.TooMany);
    public static readonly RefusalCode ChipRelayTicketNotAccepted = new("chip-relay.ticket-not-accepted", RefusalKind.NotPermitted);
    public static readonly RefusalCode ChipRelayTicketUsed = new("chip-relay.ticket-used", RefusalKind.Conflict);
    public static readonly RefusalCode ChipRelayExpired = new("chip-relay.expired", RefusalKind.Gone);
    public static readonly RefusalCode ChipRelayReplaced = new("chip-relay.replaced", RefusalKind.Conflict);
    public static readonly RefusalCode CaptureTicketNotAccepted = new("capture.ticket-not-accepted", RefusalKind.NotPermitted);
    public static readonly RefusalCode CaptureTicketUsed = new("capture.ticket-used", RefusalKind.Conflict);
    public static readonly RefusalCode CaptureExpired = new("capture.expired", RefusalKind.Gone);
    public static readonly RefusalCode CaptureTriesUsedUp = new("capture.tries-used-up", RefusalKind.Conflict);

    public static readonly RefusalCode EvidenceNotViewed = new("evidence.not-viewed", RefusalKind.Conflict);
    public static readonly RefusalCode EvidenceWithoutPictures = new("evidence.without-pictures", RefusalKind.Conflict);
    public static readonly RefusalCode EvidenceDestroyed = new("evidence.destroyed", RefusalKind.Gone);
    public static readonly RefusalCode SigningRefused = new("signing.refused", RefusalKind.NotAccepted);
    public static readonly RefusalCode CertificateNotAccepted = new("certificate.not-accepted", RefusalKind.NotAccepted);
    public static readonly RefusalCode CertificateNotValidNow = new("certificate.not-valid-now", RefusalKind.NotAccepted);
    public static readonly RefusalCode CertificateNotTrusted = new("certificate.not-trusted", RefusalKind.NotAccepted);
    public static readonly RefusalCode CertificateRevoked = new("certificate.revoked", RefusalKind.NotAccepted);
    public static readonly RefusalCode CertificateStatusUnknown = new("certificate.status-unknown", RefusalKind.Unavailable);
    public static readonly RefusalCode CertificateTooWeak = new("certificate.too-weak", RefusalKind.NotAccepted);
    public static readonly RefusalCode CertificateNotForSigning = new("certificate.not-for-signing", RefusalKind.NotAccepted);
    public static readonly RefusalCode CertificateOfAnotherPerson = new("certificate.of-another-person", RefusalKind.NotAccepted);
    public static readonly RefusalCode SignatureKindNotAccepted = new("signature.kind-not-accepted", RefusalKind.NotAccepted);
    public static readonly RefusalCode SignerNotNext = new("signature.not-your-turn", RefusalKind.Conflict);
    public static readonly RefusalCode OfficerRegistrationNotValid = new("officer.registration-not-valid", RefusalKind.NotPermitted);
    public static readonly RefusalCode OfficerDelegationNotValid = new("officer.delegation-not-valid", RefusalKind.NotPermitted);
    public static readonly RefusalCode VerificationExpired = new("verification.expired", RefusalKind.Gone);
    public static readonly RefusalCode DocumentNotEffective = new("document.not-effective", RefusalKind.NotAccepted);
    public static readonly RefusalCode SigningProviderUnknown = new("signing-provider.unknown", RefusalKind.NotFound);
    public static readonly RefusalCode SigningProviderRefused = new("signing-provider.refused", RefusalKind.NotAccepted);
    public static readonly RefusalCode SigningProviderUnavailable = new("signing-provider.unavailable", RefusalKind.Unavailable);
    public static readonly RefusalCode RemoteSignatureNotPrepared = new("remote-signature.not-prepared", RefusalKind.Conflict);
    public static readonly RefusalCode RemoteSignatureExpired = new("remote-signature.expired", RefusalKind.Gone);
    public static readonly RefusalCode BatchSize = new("batch.size", RefusalKind.Invalid);
    public static readonly RefusalCode CertificateNotFound = new("certificate.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode CertificateAlreadyRevoked = new("certificate.already-revoked", RefusalKind.Conflict);
    public static readonly RefusalCode RevocationReasonNotAccepted = new("certificate.reason-not-accepted", RefusalKind.Invalid);
    public static readonly RefusalCode SignatureNotValid = new("signature.not-valid", RefusalKind.NotAccepted);
    public static readonly RefusalCode CountersignatureExpired = new("countersignature.expired", RefusalKind.Gone);
    public static readonly RefusalCode CountersignatureOfAnotherOfficer = new("countersignature.of-another-officer", RefusalKind.NotPermitted);

    public static readonly RefusalCode RegisterBookInvalid = new("register.book-invalid", RefusalKind.Invalid);
    public static readonly RefusalCode RegisterNumberNotFound = new("register.number-not-found", RefusalKind.NotFound);
    public static readonly RefusalCode RegisterNumberClosed = new("register.number-closed", RefusalKind.Conflict);

    public static readonly RefusalCode ResultNotFound = new("result.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode OriginalNotValid = new("original.not-valid", RefusalKind.NotAccepted);
    public static readonly RefusalCode VerificationCodeMalformed = new("verification-code.malformed", RefusalKind.Invalid);
    public static readonly RefusalCode VerificationCodeUnknown = new("verification-code.unknown", RefusalKind.NotFound);
    public static readonly RefusalCode CheckedFileUnreadable = new("checked-file.unreadable", RefusalKind.Invalid);
    public static readonly RefusalCode TrustListUnusable = new("trust-list.unusable", RefusalKind.Unavailable);

    public static readonly RefusalCode PaperTemplateUnknown = new("paper-template.unknown", RefusalKind.Invalid);
    public static readonly RefusalCode PaperTemplateNotInForce = new("paper-template.not-in-force", RefusalKind.Invalid);
    public static readonly RefusalCode PaperTemplateNotVerified = new("paper-template.not-verified", RefusalKind.NotAccepted);
    public static readonly RefusalCode PaperTemplateMalformed = new("paper-template.malformed", RefusalKind.Invalid);
    public static readonly RefusalCode PaperFieldMissing = new("paper.field-missing", RefusalKind.Invalid);
    public static readonly RefusalCode PaperOrderNotAccepted = new("paper.order-not-accepted", RefusalKind.Invalid);
    public static readonly RefusalCode PaperSourceUnreadable = new("paper.source-unreadable", RefusalKind.NotAccepted);
    public static readonly RefusalCode PaperSourceDiffers = new("paper.source-differs", RefusalKind.Conflict);

    public static readonly RefusalCode OriginalNotRecorded = new("original.not-recorded", RefusalKind.Invalid);
    public static readonly RefusalCode OriginalWithAnotherOfficer = new("original.with-another-officer", RefusalKind.NotPermitted);
    public static readonly RefusalCode ScanNotAccepted = new("scan.not-accepted", RefusalKind.NotAccepted);
    public static readonly RefusalCode ScanIsUpload = new("scan.is-upload", RefusalKind.NotAccepted);
    public static readonly RefusalCode ChecklistNotComplete = new("checklist.not-complete", RefusalKind.Invalid);
    public static readonly RefusalCode DecidingOfficerUnknown = new("deciding-officer.unknown", RefusalKind.Invalid);
    public static readonly RefusalCode CopyRoadNotOpen = new("copy.road-not-open", RefusalKind.Invalid);
    public static readonly RefusalCode CopyPagesInvalid = new("copy.pages-invalid", RefusalKind.Invalid);
    public static readonly RefusalCode CopyRightNotShown = new("copy.right-not-shown", RefusalKind.NotPermitted);
    public static readonly RefusalCode CopySeveralResults = new("copy.several-results", RefusalKind.Conflict);
    public static readonly RefusalCode CopyNoRegisterEntry = new("copy.no-register-entry", RefusalKind.NotAccepted);
    public static readonly RefusalCode NotaryNotRegistered = new("notary.not-registered", RefusalKind.Invalid);
    public static readonly RefusalCode TransactionExcluded = new("transaction.excluded", RefusalKind.NotAccepted);
    public static readonly RefusalCode TransactionUnknown = new("transaction.unknown", RefusalKind.Invalid);
    public static readonly RefusalCode PreventionOutdated = new("prevention.outdated", RefusalKind.Conflict);
    public static readonly RefusalCode PreventionNotAvailable = new("prevention.not-available", RefusalKind.Unavailable);
    public static readonly RefusalCode SessionPlanInvalid = new("session.plan-invalid", RefusalKind.Invalid);
    public static readonly RefusalCode SessionHomeNotAllowed = new("session.home-not-allowed", RefusalKind.NotAccepted);
    public static readonly RefusalCode SessionReadingDiffers = new("session.reading-differs", RefusalKind.Conflict);
    public static readonly RefusalCode SigningPhotoNotAccepted = new("signing-photo.not-accepted", RefusalKind.NotAccepted);
    public static readonly RefusalCode RecordingNotAccepted = new("recording.not-accepted", RefusalKind.Invalid);

    public static readonly RefusalCode LiveNotOpen = new("live.not-open", RefusalKind.NotFound);
    public static readonly RefusalCode LiveNotInvited = new("live.not-invited", RefusalKind.NotPermitted);
    public static readonly RefusalCode LiveFull = new("live.full", RefusalKind.Conflict);
    public static readonly RefusalCode LiveNameInvalid = new("live.name-invalid", RefusalKind.Invalid);
    public static readonly RefusalCode LiveConsentMissing = new("live.consent-missing", RefusalKind.Conflict);
    public static readonly RefusalCode LiveRecordingNotRunning = new("live.recording-not-running", RefusalKind.Conflict);
    public static readonly RefusalCode LivePieceNotAccepted = new("live.piece-not-accepted", RefusalKind.Invalid);
    public static readonly RefusalCode LivePhotoNotNoted = new("live.photo-not-noted", RefusalKind.Conflict);

    public static readonly RefusalCode FieldsInvalid = new("fields.invalid", RefusalKind.Invalid);
    public static readonly RefusalCode FieldHeldBySource = new("fields.held-by-source", RefusalKind.Conflict);
    public static readonly RefusalCode UploadNotAccepted = new("upload.not-accepted", RefusalKind.NotAccepted);
    public static readonly RefusalCode UploadNotAskedFor = new("upload.not-asked-for", RefusalKind.Conflict);
    public static readonly RefusalCode UploadsTooMany = new("upload.too-many", RefusalKind.Conflict);
    public static readonly RefusalCode DossierPaperNotFound = new("dossier-paper.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode LookupOutOfScope = new("lookup.out-of-scope", RefusalKind.NotPermitted);
    public static readonly RefusalCode AgencyNotKnown = new("agency.not-known", RefusalKind.Unavailable);
    public static readonly RefusalCode ServicePointUnknown = new("service-point.unknown", RefusalKind.NotFound);
    public static readonly RefusalCode AppointmentNotAccepted = new("appointment.not-accepted", RefusalKind.Conflict);
    public static readonly RefusalCode AppointmentFull = new("appointment.full", RefusalKind.Conflict);
    public static readonly RefusalCode AppointmentNotFound = new("appointment.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode MessageNotAccepted = new("message.not-accepted", RefusalKind.Invalid);
    public static readonly RefusalCode MessageNotFound = new("message.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode ConsentUnknown = new("consent.unknown", RefusalKind.Invalid);
    public static readonly RefusalCode ConsentTextChanged = new("consent.text-changed", RefusalKind.Conflict);
    public static readonly RefusalCode ConsentMissing = new("consent.missing", RefusalKind.Conflict);
    public static readonly RefusalCode MaritalStatusNotAccepted = new("marital.status-not-accepted", RefusalKind.Invalid);
    public static readonly RefusalCode MaritalPurposeNotAccepted = new("marital.purpose-not-accepted", RefusalKind.Invalid);

    public static readonly RefusalCode ResultValidExists = new("result.valid-exists", RefusalKind.Conflict);
    public static readonly RefusalCode ResultAlreadyEnded = new("result.already-ended", RefusalKind.Conflict);
    public static readonly RefusalCode ReplacementNotFit = new("result.replacement-not-fit", RefusalKind.NotAccepted);
    public static readonly RefusalCode OwnerInvalid = new("owner.invalid", RefusalKind.Invalid);
    public static readonly RefusalCode PurposeRequired = new("purpose.required", RefusalKind.Invalid);
    public static readonly RefusalCode IdentityNotProven = new("identity.not-proven", RefusalKind.NotPermitted);
    public static readonly RefusalCode RelatedActNotAccepted = new("related-act.not-accepted", RefusalKind.NotAccepted);
    public static readonly RefusalCode ArchiveNotRenewed = new("archive.not-renewed", RefusalKind.NotAccepted);
    public static readonly RefusalCode DownloadNotFound = new("download.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode DownloadUsed = new("download.used", RefusalKind.Gone);
    public static readonly RefusalCode DownloadExpired = new("download.expired", RefusalKind.Gone);
    public static readonly RefusalCode ShareInvalid = new("share.invalid", RefusalKind.Invalid);
    public static readonly RefusalCode ShareNotFound = new("share.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode ShareRevoked = new("share.revoked", RefusalKind.Gone);
    public static readonly RefusalCode ShareExpired = new("share.expired", RefusalKind.Gone);
    public static readonly RefusalCode ConsentTextUnknown = new("consent.text-unknown", RefusalKind.Invalid);
    public static readonly RefusalCode ConsentNotGiven = new("consent.not-given", RefusalKind.Invalid);
    public static readonly RefusalCode PersonCodeNotFound = new("person-code.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode PersonCodeUsed = new("person-code.used", RefusalKind.Gone);
    public static readonly RefusalCode PersonCodeExpired = new("person-code.expired", RefusalKind.Gone);
    public static readonly RefusalCode ShareRequestNotFound = new("share-request.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode ShareRequestClosed = new("share-request.closed", RefusalKind.Conflict);
    public static readonly RefusalCode ShareRequestExpired = new("share-request.expired", RefusalKind.Gone);
    public static readonly RefusalCode ImportNotFound = new("import.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode ImportManifestInvalid = new("import.manifest-invalid", RefusalKind.Invalid);
    public static readonly RefusalCode ImportFileNotAccepted = new("import.file-not-accepted", RefusalKind.NotAccepted);
    public static readonly RefusalCode ImportNotViewed = new("import.not-viewed", RefusalKind.Conflict);
    public static readonly RefusalCode ImportClosed = new("import.closed", RefusalKind.Conflict);

    public static readonly RefusalCode RelatedActIncomplete = new("related-act.incomplete", RefusalKind.Invalid);
    public static readonly RefusalCode SigningPhotoNotFound = new("signing-photo.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode TimestampUnavailable = new("timestamp.unavailable", RefusalKind.Unavailable);
    public static readonly RefusalCode TimestampNotAccepted = new("timestamp.not-accepted", RefusalKind.Unavailable);
    public static readonly RefusalCode SigningKeyUnavailable = new("signing-key.unavailable", RefusalKind.Unavailable);
    public static readonly RefusalCode CertificateEvidenceUnavailable = new("certificate.evidence-unavailable", RefusalKind.Unavailable);
    public static readonly RefusalCode FeeNotSettled = new("fee.not-settled", RefusalKind.Conflict);
    public static readonly RefusalCode CopiesMaximumReached = new("copies.maximum-reached", RefusalKind.Conflict);
    public static readonly RefusalCode TrueOriginalReasonUnknown = new("true-original.reason-unknown", RefusalKind.Invalid);
    public static readonly RefusalCode CaseGroupReserved = new("case-group.reserved", RefusalKind.Invalid);
    public static readonly RefusalCode CorrectionNotFound = new("correction.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode CorrectionAlreadySent = new("correction.already-sent", RefusalKind.Conflict);
    public static readonly RefusalCode CorrectionReferenceInvalid = new("correction.reference-invalid", RefusalKind.Invalid);
    public static readonly RefusalCode OneTimeCodeNotEnrolled = new("one-time-code.not-enrolled", RefusalKind.NotPermitted);
    public static readonly RefusalCode OneTimeCodeWrong = new("one-time-code.wrong", RefusalKind.NotPermitted);
    public static readonly RefusalCode OneTimeCodeLocked = new("one-time-code.locked", RefusalKind.TooMany);
    public static readonly RefusalCode DeskSignInTooWeak = new("desk.sign-in-too-weak", RefusalKind.NotPermitted);
    public static readonly RefusalCode PasskeyKnown = new("passkey.known", RefusalKind.Conflict);
    public static readonly RefusalCode PasskeysTooMany = new("passkey.too-many", RefusalKind.Conflict);
    public static readonly RefusalCode PasskeyNotFound = new("passkey.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode TenantLimitReached = new("tenant.limit-reached", RefusalKind.TooMany);
    public static readonly RefusalCode MeteringMonthInvalid = new("metering.month-invalid", RefusalKind.Invalid);
    public static readonly RefusalCode WebhookInvalid = new("webhook.invalid", RefusalKind.Invalid);
    public static readonly RefusalCode WebhookNotFound = new("webhook.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode WebhookChanged = new("webhook.changed-meanwhile", RefusalKind.Outdated);
    public static readonly RefusalCode WebhookNotActive = new("webhook.not-active", RefusalKind.Conflict);
    public static readonly RefusalCode WebhooksTooMany = new("webhook.too-many", RefusalKind.Conflict);
    public static readonly RefusalCode WebhookSecretsTooMany = new("webhook.secrets-too-many", RefusalKind.Conflict);
    public static readonly RefusalCode DeliveryNotFound = new("delivery.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode EventNotFound = new("event.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode SandboxClosed = new("sandbox.closed", RefusalKind.NotPermitted);
    public static readonly RefusalCode SandboxPersonUnknown = new("sandbox.person-unknown", RefusalKind.NotFound);
    public static readonly RefusalCode KpiPeriodInvalid = new("kpi.period-invalid", RefusalKind.Invalid);
    public static readonly RefusalCode KpiUnitUnknown = new("kpi.unit-unknown", RefusalKind.NotFound);
    public static readonly RefusalCode SatisfactionNotYet = new("satisfaction.not-yet", RefusalKind.Conflict);
    public static readonly RefusalCode SatisfactionAnswered = new("satisfaction.answered", RefusalKind.Conflict);
    public static readonly RefusalCode SatisfactionInvalid = new("satisfaction.invalid", RefusalKind.Invalid);
    public static readonly RefusalCode NotificationWishInvalid = new("notification.wish-invalid", RefusalKind.Invalid);
    public static readonly RefusalCode NotificationNotFound = new("notification.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode OutcomeNotFound = new("outcome.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode OutcomeLocked = new("outcome.locked", RefusalKind.TooMany);
    public static readonly RefusalCode HelpCodeInvalid = new("help.code-invalid", RefusalKind.Invalid);
    public static readonly RefusalCode HelpNotFound = new("help.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode VerificationChanged = new("verification.changed-meanwhile", RefusalKind.Outdated);
    public static readonly RefusalCode DispatchNotFound = new("dispatch.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode DispatchNotHanging = new("dispatch.not-hanging", RefusalKind.Conflict);
    public static readonly RefusalCode PaymentGatewayUnavailable = new("payment.gateway-unavailable", RefusalKind.Unavailable);
    public static readonly RefusalCode IssuerNotAvailable = new("issuer.not-available", RefusalKind.Unavailable);
    public static readonly RefusalCode SignInNotInCase = new("sign-in.not-in-case", RefusalKind.NotPermitted);
    public static readonly RefusalCode SignInLevelTooLow = new("sign-in.level-too-low", RefusalKind.NotPermitted);
    public static readonly RefusalCode ResultChanged = new("result.changed-meanwhile", RefusalKind.Outdated);

    public static readonly RefusalCode DataHeld = new("data.held", RefusalKind.Conflict);
    public static readonly RefusalCode RetentionNotOver = new("retention.not-over", RefusalKind.Conflict);
    public static readonly RefusalCode RetentionNotReviewed = new("retention.not-reviewed", RefusalKind.NotAccepted);
    public static readonly RefusalCode DeletionNotSigned = new("deletion.not-signed", RefusalKind.Unavailable);
    public static readonly RefusalCode DeletionNotFound = new("deletion.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode HoldInvalid = new("hold.invalid", RefusalKind.Invalid);
    public static readonly RefusalCode HoldNotFound = new("hold.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode HoldEnded = new("hold.ended", RefusalKind.Conflict);
    public static readonly RefusalCode DataRequestInvalid = new("data-request.invalid", RefusalKind.Invalid);
    public static readonly RefusalCode DataRequestNotFound = new("data-request.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode DataRequestClosed = new("data-request.closed", RefusalKind.Conflict);
    public static readonly RefusalCode DataRequestChanged = new("data-request.changed-meanwhile", RefusalKind.Outdated);
    public static readonly RefusalCode DataRequestNotGranted = new("data-request.not-granted", RefusalKind.Conflict);
    public static readonly RefusalCode DataExportOver = new("data-export.over", RefusalKind.Gone);
    public static readonly RefusalCode BreachInvalid = new("breach.invalid", RefusalKind.Invalid);
    public static readonly RefusalCode BreachNotFound = new("breach.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode BreachChanged = new("breach.changed-meanwhile", RefusalKind.Outdated);

    public static readonly RefusalCode AssistanceCaseNotFound = new("assistance.case-not-found", RefusalKind.NotFound);
    public static readonly RefusalCode AssistanceNotFound = new("assistance.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode AssistanceDayFull = new("assistance.day-full", RefusalKind.TooMany);
    public static readonly RefusalCode AssistancePersonFull = new("assistance.person-full", RefusalKind.TooMany);
    public static readonly RefusalCode AssistanceLocked = new("assistance.locked", RefusalKind.TooMany);
    public static readonly RefusalCode AssistanceConsentInvalid = new("assistance.consent-invalid", RefusalKind.Invalid);
    public static readonly RefusalCode AssistanceNotAgreed = new("assistance.not-agreed", RefusalKind.Conflict);
    public static readonly RefusalCode AssistanceWithPerson = new("assistance.with-person", RefusalKind.Conflict);
    public static readonly RefusalCode AssistanceStepNotTheirs = new("assistance.step-not-theirs", RefusalKind.Conflict);
    public static readonly RefusalCode QueuedItemInvalid = new("assistance.item-invalid", RefusalKind.Invalid);
    public static readonly RefusalCode AssistanceOver = new("assistance.over", RefusalKind.Gone);
    public static readonly RefusalCode HandOverFirst = new("assistance.hand-over-first", RefusalKind.NotPermitted);
    public static readonly RefusalCode CaseWithOffice = new("case.with-office", RefusalKind.Conflict);
    public static readonly RefusalCode ConcernNotFound = new("concern.not-found", RefusalKind.NotFound);
    public static readonly RefusalCode ConcernSettled = new("concern.settled", RefusalKind.Conflict);
}
