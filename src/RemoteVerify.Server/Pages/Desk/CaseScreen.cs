using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.StoredCopies;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Server.Capture;
using RemoteVerify.Server.PagePictures;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.Server.Security;
using ReadRecord = RemoteVerify.Cases.Results.ViewResult;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>What every page that shows a case's screen needs.</summary>
public sealed record ScreenParts(
    ViewCase View, ReadDossier Dossier, ViewEvidence Evidence, CaptureEngines Engines, TimeProvider Time, EndpointDataSource Routes, IServicePointDirectory Points, ClientRegistry Clients,
    ReadDocument Read, DocumentSheets Sheets, ReadRecord Result);

/// <summary>
/// One case on one screen. Where an officer has to decide, opening it is looking at the evidence, and that is recorded; elsewhere the officer asks for it. Every decision names what was
/// on the screen (<see cref="DecisionBasis"/>), so that nobody decides about something that changed meanwhile, and a colleague who only looks is in nobody's way.
/// </summary>
public abstract class CaseScreen(ScreenParts parts, PageTexts texts) : DeskPage
{
    private static readonly Act[] Forms =
    [
        Act.ApproveCase, Act.AcceptCase, Act.RequestSupplement, Act.RefuseCase, Act.DecideIdentity, Act.PrepareCountersignature, Act.FinaliseCountersignature, .. WorkModel.Acts, .. SessionModel.Acts,
    ];

    private const int MostResults = 20;

    private DateTimeOffset? _now;

    public DossierView Dossier { get; private set; } = null!;

    public CaseView View { get; private set; } = null!;

    public Case Current => Dossier.Case;

    public CaseFile Record => Dossier.Case.File;

    public IReadOnlyList<ShownPerson> People { get; private set; } = [];

    /// <summary>The document page by page; null where it was not read.</summary>
    public Sheets? Sheets { get; private set; }

    /// <summary>What a look at earlier cases just found; null before one.</summary>
    public EarlierCasesFound? Earlier { get; protected set; }

    /// <summary>Why the act that was just tried was refused; null otherwise.</summary>
    public RefusalCode? Refused { get; private set; }

    /// <summary>Stored results that the screen is about: the one that is planned to be copied, or those that the refusal named.</summary>
    public IReadOnlyList<ResultRecord> Results { get; private set; } = [];

    public DateTimeOffset Now => _now ??= parts.Time.GetUtcNow();

    /// <summary>Evidence is on the screen.</summary>
    public bool IsLookedAt => People.Any(person => person.Evidence is not null);

    /// <summary>There is evidence that is not shown.</summary>
    public bool CanLook => !IsLookedAt && People.Any(person => person.MayBeLookedAt);

    public bool MayApprove => Current.Allowed.Contains(Act.ApproveCase);

    public bool MayAccept => Current.Allowed.Contains(Act.AcceptCase);

    public bool MayReturn => Current.Allowed.Contains(Act.RequestSupplement);

    public bool MayRefuse => Current is IRefusable && Current.Allowed.Contains(Act.RefuseCase);

    public bool MaySign => IndexModel.IsSignable(Current);

    /// <summary>Where the officer calls the citizen; null while the service has no such page.</summary>
    public string? CallAddress => parts.Routes.Endpoints.OfType<RouteEndpoint>().Any(route => route.RoutePattern.RawText?.StartsWith("live/desk/", StringComparison.OrdinalIgnoreCase) is true) && !IsEnded
        ? $"/live/desk/{Record.Id}"
        : null;

    /// <summary>What is on the screen, for the decision about it.</summary>
    public Sha256Digest Shown => DecisionBasis.Of(Current);

    public bool IsEnded => Current.Allowed.Count == 0;

    /// <summary>Signatures so far: of participants, then of officers.</summary>
    public IReadOnlyList<ParticipantSignature> Signatures => CaseSignatures.Of(Current);

    /// <summary>There is something that an officer does now.</summary>
    public bool HasWork => Current.Allowed.Any(act => act.Permits(ActorRole.Officer) && Forms.Contains(act));

    /// <summary>What may be missing or wrong, by id with its name: papers of the procedure, then fields of its form.</summary>
    public IEnumerable<(string Id, string Name)> ReturnNeeds =>
    [
        .. Dossier.Procedure.Papers.Select(paper => (paper.Id, texts.Pick(paper.TitleVi, paper.TitleEn).Value)),
        .. Dossier.Procedure.Form.Select(entry => (entry.Id, texts.Pick(entry.TitleVi, entry.TitleEn).Value)),
        ("dossier", texts["desk.return.dossier"].Value),
    ];

    public ScoreRates? RatesOf(ShownCapture capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        return capture.Attempt.Evidence is { } evidence ? ScoreRates.Of(evidence, parts.Engines) : null;
    }

    /// <summary>Where people are served, the main desk first.</summary>
    public IReadOnlyList<ServicePoint> ServicePoints => parts.Points.List(Visit.Tenant);

    /// <summary>Officers who may be named on a paper, the one at the desk first.</summary>
    public IReadOnlyList<(string Account, string Name)> Officers =>
    [
        .. parts.Clients.All.Where(client => client.Kind == ClientKind.Officer && client.Tenant == Visit.Tenant.Value)
            .OrderBy(client => client.Id == Visit.Actor.Id ? 0 : 1).ThenBy(client => client.Name, StringComparer.CurrentCulture).Select(client => (client.Id, client.Name)),
    ];

    public bool May(Act act) => Current.Allowed.Contains(act);

    /// <summary>The name of an officer's account, or the account.</summary>
    public string NameOf(string account) => parts.Clients.All.FirstOrDefault(client => client.Id == account && client.Tenant == Visit.Tenant.Value)?.Name ?? account;

    /// <summary>What the form that was just sent held under this name, so that a refused one keeps what was typed; null when nothing was sent.</summary>
    public string? Typed(string name) => Request.HasFormContentType && Request.Form.TryGetValue(name, out Microsoft.Extensions.Primitives.StringValues values) ? values.ToString() : null;

    /// <summary>The bytes of an upload; null when there is none or it is too large.</summary>
    protected static async Task<byte[]?> TakenAsync(IFormFile? file, long most, CancellationToken cancellationToken)
    {
        if (file is not { Length: > 0 } || file.Length > most)
        {
            return null;
        }

        byte[] bytes = new byte[file.Length];
        await using Stream sent = file.OpenReadStream();
        await sent.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    protected PageTexts Texts => texts;

    protected ScreenParts Parts => parts;

    /// <summary>The case as it is now; null when it is none of this officer's.</summary>
    protected async Task<Case?> FindAsync(Guid id, CancellationToken cancellationToken) => (await parts.View.DoAsync(Visit.Actor, new CaseId(id), cancellationToken)) is { IsDone: true } found ? found.Value.Case : null;

    /// <summary>The case as it was shown; what can't be read was never shown.</summary>
    protected static CaseReference Reference(Guid id, string? shown) => new(new CaseId(id)) { Shown = Seen(shown) };

    protected static Sha256Digest Seen(string? shown) => Sha256Digest.TryParse(shown, out Sha256Digest digest) ? digest : default;

    /// <summary>A decision: only after a sign-in that is strong enough.</summary>
    protected async Task<IActionResult> DecideAsync(Guid id, Func<Task<Refusal?>> act, CancellationToken cancellationToken, string? done = null)
    {
        if (!Visit.MayDecide)
        {
            Errors = [new FieldError(string.Empty, texts["desk.weak"])];
            return await ShowAsync(id, false, null, cancellationToken, StatusCodes.Status403Forbidden);
        }

        return await act() is { } refusal ? await ShowAsync(id, false, refusal, cancellationToken) : Redirect(done ?? $"/desk/cases/{id}");
    }

    protected async Task<IActionResult> ShowAsync(
        Guid id, bool look, Refusal? refusal, CancellationToken cancellationToken, int status = StatusCodes.Status422UnprocessableEntity, bool reads = false)
    {
        CaseId about = new(id);
        Outcome<CaseView> view = await parts.View.DoAsync(Visit.Actor, about, cancellationToken);
        if (!view.IsDone)
        {
            return NotFound();
        }

        bool looks = look || view.Value.Case is IdentityWithOfficer or ParticipantsSigned;
        List<ShownPerson> people = [];
        foreach (Participant person in view.Value.Case.File.Participants)
        {
            Verification? newest = view.Value.Verifications.LastOrDefault(one => one.File.Participant == person.Id);
            ShownPerson shown = new(person, newest, null, null);
            if (looks && shown.MayBeLookedAt)
            {
                Outcome<EvidenceBundle> evidence = await parts.Evidence.DoAsync(Visit.Actor, newest!.File.Id, cancellationToken);
                shown = shown with { Evidence = evidence.IsDone ? evidence.Value : null, Refusal = evidence.Refusal };
            }

            people.Add(shown);
        }

        if (reads || view.Value.Case is ParticipantsSigned or PaperPrepared)
        {
            // Shown page by page on this screen, so it is a recorded reading, which a prepared paper wants before its approval.
            Outcome<ShownDocument> read = await parts.Read.DoAsync(Visit.Actor, about, cancellationToken);
            Sheets = read.IsDone ? await parts.Sheets.LayAsync(Visit.Actor, about, read.Value, $"/desk/cases/{id}?handler=Picture", cancellationToken) with { FoldsWords = true } : null;
        }

        // After the looks, because they are part of the case and give it a new version.
        Outcome<DossierView> dossier = await parts.Dossier.DoAsync(Visit.Actor, about, cancellationToken);
        view = await parts.View.DoAsync(Visit.Actor, about, cancellationToken);
        if (!dossier.IsDone || !view.IsDone)
        {
            return NotFound();
        }

        People = [.. people.Select(person => person with { Verification = view.Value.Verifications.LastOrDefault(one => one.File.Participant == person.Person.Id) })];
        (Dossier, View) = (dossier.Value, view.Value);
        Refused = refusal?.Code;
        Results = await ResultsAsync(refusal, cancellationToken);
        if (refusal is not null)
        {
            Errors = RefusalWords.Errors(texts, refusal, Record);
        }

        return Errors.Count > 0 ? new PageResultWithStatus(status) : Page();
    }

    private async Task<IReadOnlyList<ResultRecord>> ResultsAsync(Refusal? refusal, CancellationToken cancellationToken)
    {
        bool named = refusal is not null && (refusal.Code == RefusalCode.CopySeveralResults || refusal.Code == RefusalCode.ResultValidExists);
        IEnumerable<PublishedId> ids = Current is CopyPlanned planned ? [planned.Plan.Result]
            : named ? refusal!.Reasons.Take(MostResults).Where(id => Guid.TryParse(id, out _)).Select(id => new PublishedId(Guid.Parse(id)))
            : [];
        List<ResultRecord> found = [];
        foreach (PublishedId id in ids)
        {
            if ((await parts.Result.DoAsync(Visit.Actor, id, cancellationToken)).TryGet(out ResultRecord? record, out _))
            {
                found.Add(record);
            }
        }

        return found;
    }
}
