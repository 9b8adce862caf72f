using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Server.Capture;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>The acts of the case's screen, in one place so that the page stays short.</summary>
public sealed record CaseActs(
    ApproveCase Approve, RefuseCase Refuse, DecideIdentity Decide, RequestSupplement Return, AcceptCase Accept, FindEarlierCases Earlier, ReadDocument Read, ViewCase View, ReadDossier Dossier,
    ViewEvidence Evidence);

/// <summary>
/// One case on one screen. Where an officer has to decide, opening it is looking at the evidence, and that is recorded; elsewhere the officer asks for it. Every decision names what was
/// on the screen (<see cref="DecisionBasis"/>), so that nobody decides about something that changed meanwhile, and a colleague who only looks is in nobody's way.
/// </summary>
public sealed class CaseModel(CaseActs acts, CaptureEngines engines, TextBook book, TimeProvider time, EndpointDataSource routes, PageTexts texts) : DeskPage
{
    private static readonly Act[] OnScreen =
        [Act.ApproveCase, Act.AcceptCase, Act.RequestSupplement, Act.RefuseCase, Act.ViewEvidence, Act.DecideIdentity, Act.ReadDocument, Act.PrepareCountersignature, Act.FinaliseCountersignature];

    public DossierView Dossier { get; private set; } = null!;

    public CaseView View { get; private set; } = null!;

    public Case Current => Dossier.Case;

    public CaseFile Record => Dossier.Case.File;

    public IReadOnlyList<ShownPerson> People { get; private set; } = [];

    /// <summary>What a look at earlier cases just found; null before one.</summary>
    public EarlierCasesFound? Earlier { get; private set; }

    public DateTimeOffset Now { get; } = time.GetUtcNow();

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
    public string? CallAddress => routes.Endpoints.OfType<RouteEndpoint>().Any(route => route.RoutePattern.RawText?.StartsWith("live/desk/", StringComparison.OrdinalIgnoreCase) is true) && !IsEnded
        ? $"/live/desk/{Record.Id}"
        : null;

    /// <summary>What is on the screen, for the decision about it.</summary>
    public Sha256Digest Shown => DecisionBasis.Of(Current);

    public bool IsEnded => Current.Allowed.Count == 0;

    /// <summary>Signatures so far: of participants, then of officers.</summary>
    public IReadOnlyList<ParticipantSignature> Signatures => CaseSignatures.Of(Current);

    /// <summary>Acts of an officer that this screen has no form for, by their codes; the API does them.</summary>
    public IReadOnlyList<string> OtherActs => [.. Current.Allowed.Where(act => act.Permits(ActorRole.Officer) && !OnScreen.Contains(act)).Select(act => act.Code)];

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
        return capture.Attempt.Evidence is { } evidence ? ScoreRates.Of(evidence, engines) : null;
    }

    public Task<IActionResult> OnGetAsync(Guid id, bool look, CancellationToken cancellationToken) => ShowAsync(id, look, null, cancellationToken);

    /// <summary>The document of the case; that it was read is recorded.</summary>
    public async Task<IActionResult> OnGetDocumentAsync(Guid id, CancellationToken cancellationToken)
    {
        Outcome<ShownDocument> read = await acts.Read.DoAsync(Visit.Actor, new CaseId(id), cancellationToken);
        if (read.Refusal is { } refusal)
        {
            return await ShowAsync(id, false, refusal, cancellationToken);
        }

        // The browser's own viewer draws the file, and needs no more of this address than the bytes.
        Response.Headers.ContentSecurityPolicy = "frame-ancestors 'none'";
        Response.Headers.ContentDisposition = $"inline; filename=\"{read.Value.FileName}\"";
        return File(read.Value.Pdf.ToArray(), "application/pdf");
    }

    public Task<IActionResult> OnPostApproveAsync(Guid id, string? shown, bool later, CancellationToken cancellationToken) =>
        DecideAsync(id, async () => (await acts.Approve.DoAsync(Visit.Actor, Reference(id, shown), cancellationToken)).Refusal, cancellationToken, done: later ? $"/desk/next?skip={id}" : $"/desk/sign?case={id}&now=true");

    public Task<IActionResult> OnPostAcceptAsync(Guid id, string? shown, CancellationToken cancellationToken) =>
        DecideAsync(id, async () => (await acts.Accept.DoAsync(Visit.Actor, Reference(id, shown), cancellationToken)).Refusal, cancellationToken);

    public Task<IActionResult> OnPostRefuseAsync(Guid id, string? shown, string? ready, string? words, CancellationToken cancellationToken)
    {
        string reason = ReadyReasons.Written(book, "desk.refuse.", ReadyReasons.Refuse, ready, words);
        return DecideAsync(id, async () => (await acts.Refuse.DoAsync(Visit.Actor, Reference(id, shown), ReadyReasons.Refuse.Contains(ready) ? ready! : string.Empty, reason, cancellationToken)).Refusal, cancellationToken);
    }

    public Task<IActionResult> OnPostReturnAsync(Guid id, string? shown, string[]? needs, string? ready, string? words, CancellationToken cancellationToken)
    {
        string reason = ReadyReasons.Written(book, "desk.return.", ReadyReasons.Return, ready, words);
        return DecideAsync(id, async () => (await acts.Return.DoAsync(Visit.Actor, Reference(id, shown), needs ?? [], reason, null, cancellationToken)).Refusal, cancellationToken);
    }

    public Task<IActionResult> OnPostIdentityAsync(Guid id, Guid verification, string? seen, bool accept, string? ready, string? words, CancellationToken cancellationToken)
    {
        string reason = accept
            ? ReadyReasons.Written(book, "desk.accept.", ReadyReasons.Accept, ready, words)
            : ReadyReasons.Written(book, "desk.decline.", ReadyReasons.Decline, ready, words);
        VerificationReference reference = new(new VerificationId(verification)) { Shown = Seen(seen) };
        return DecideAsync(id, async () => (await acts.Decide.DoAsync(Visit.Actor, reference, accept, reason, cancellationToken)).Refusal, cancellationToken);
    }

    /// <summary>Looks for earlier cases of a participant; the look and its reason are kept in this case.</summary>
    public async Task<IActionResult> OnPostEarlierAsync(Guid id, string? participant, string? reason, CancellationToken cancellationToken)
    {
        Outcome<EarlierCasesFound> found = await acts.Earlier.DoAsync(Visit.Actor, new CaseId(id), new ParticipantId(participant ?? string.Empty), reason, cancellationToken);
        Earlier = found.IsDone ? found.Value : null;
        return await ShowAsync(id, false, found.Refusal, cancellationToken);
    }

    /// <summary>The case as it was shown; what can't be read was never shown.</summary>
    private static CaseReference Reference(Guid id, string? shown) => new(new CaseId(id)) { Shown = Seen(shown) };

    private static Sha256Digest Seen(string? shown) => Sha256Digest.TryParse(shown, out Sha256Digest digest) ? digest : default;

    /// <summary>A decision: only after a sign-in that is strong enough.</summary>
    private async Task<IActionResult> DecideAsync(Guid id, Func<Task<Refusal?>> act, CancellationToken cancellationToken, string? done = null)
    {
        if (!Visit.MayDecide)
        {
            Errors = [new FieldError(string.Empty, texts["desk.weak"])];
            return await ShowAsync(id, false, null, cancellationToken, StatusCodes.Status403Forbidden);
        }

        return await act() is { } refusal ? await ShowAsync(id, false, refusal, cancellationToken) : Redirect(done ?? $"/desk/cases/{id}");
    }

    private async Task<IActionResult> ShowAsync(Guid id, bool look, Refusal? refusal, CancellationToken cancellationToken, int status = StatusCodes.Status422UnprocessableEntity)
    {
        CaseId about = new(id);
        Outcome<CaseView> view = await acts.View.DoAsync(Visit.Actor, about, cancellationToken);
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
                Outcome<EvidenceBundle> evidence = await acts.Evidence.DoAsync(Visit.Actor, newest!.File.Id, cancellationToken);
                shown = shown with { Evidence = evidence.IsDone ? evidence.Value : null, Refusal = evidence.Refusal };
            }

            people.Add(shown);
        }

        // After the looks, because they are part of the case and give it a new version.
        Outcome<DossierView> dossier = await acts.Dossier.DoAsync(Visit.Actor, about, cancellationToken);
        view = await acts.View.DoAsync(Visit.Actor, about, cancellationToken);
        if (!dossier.IsDone || !view.IsDone)
        {
            return NotFound();
        }

        People = [.. people.Select(person => person with { Verification = view.Value.Verifications.LastOrDefault(one => one.File.Participant == person.Person.Id) })];
        (Dossier, View) = (dossier.Value, view.Value);
        if (refusal is not null)
        {
            Errors = [new FieldError(string.Empty, RefusalWords.Of(texts, refusal))];
        }

        return Errors.Count > 0 ? new PageResultWithStatus(status) : Page();
    }
}
