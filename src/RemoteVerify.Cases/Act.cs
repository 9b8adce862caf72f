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

    public static readonly Act StartVerification = new("verification.start", ActorRole.Portal, ActorRole.Officer);
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
    public static readonly Act ApproveCase = new("case.approve", ActorRole.Officer);
    public static readonly Act RefuseCase = new("case.refuse", ActorRole.Officer);
    public static readonly Act EnrolOfficer = new("officer.enrol", ActorRole.Officer);
    public static readonly Act RevokeCertificate = new("certificate.revoke", ActorRole.Officer, ActorRole.OrganisationSeal);
    public static readonly Act PrepareCountersignature = new("countersignature.prepare", ActorRole.Officer);
    public static readonly Act FinaliseCountersignature = new("countersignature.finalise", ActorRole.Officer);
    public static readonly Act SealDocument = new("document.seal", ActorRole.OrganisationSeal);
    public static readonly Act TimestampDocument = new("document.timestamp", ActorRole.OrganisationSeal);
    public static readonly Act StoreResult = new("result.store", ActorRole.OrganisationSeal);
    public static readonly Act ReadResult = new("result.read", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer, ActorRole.OrganisationSeal);
    public static readonly Act IssueCopy = new("copy.issue", ActorRole.Portal, ActorRole.Citizen, ActorRole.Officer);
    public static readonly Act ComposeReport = new("report.compose", ActorRole.Officer);

    public static readonly Act DestroyData = new("data.destroy", ActorRole.Service);

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
}
