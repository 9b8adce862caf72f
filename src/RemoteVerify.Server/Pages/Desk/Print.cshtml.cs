// Circular 01/2023/TT-VPCP article 26: the QR code stands at the top left; the data that it lists (dossier, procedure, person, document, system, time) stand beside it in words.
using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Dossiers.Exporting;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Server.Capture;
using RemoteVerify.Server.Pages.Citizen;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>The acts of the print.</summary>
public sealed record PrintActs(PrintCase Print, ReadDossier Dossier, ViewEvidence Evidence);

/// <summary>
/// A case on A4 for officers who need paper. Opening it is a recorded print; pictures are on it only where they were asked for, and that is a recorded look at the evidence too. The QR code leads to the case
/// on the desk, where it asks for a sign-in: it carries no personal data, and no code with which a stranger could read the result.
/// </summary>
public sealed class PrintModel(PrintActs acts, CaptureEngines engines, CheckPlace place, IServicePointDirectory points, TimeProvider time) : DeskPage
{
    public DossierView Dossier { get; private set; } = null!;

    public CaseView View { get; private set; } = null!;

    public Case Current => View.Case;

    public CaseFile Record => View.Case.File;

    public IReadOnlyList<ShownPerson> People { get; private set; } = [];

    /// <summary>Pictures of people are on the sheet.</summary>
    public bool WithPictures { get; private set; }

    /// <summary>Some could be.</summary>
    public bool HasPictures => People.Any(person => person.MayBeLookedAt);

    public IReadOnlyList<ParticipantSignature> Signatures => CaseSignatures.Of(Current);

    public QrDrawing Qr { get; private set; } = null!;

    /// <summary>What the QR code says.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <summary>Lines of the agency, the superior one first.</summary>
    public IReadOnlyList<string> Agency => points.Agency(Visit.Tenant)?.Lines ?? [Visit.Client.Organisation ?? Visit.Client.Name];

    public string SystemName => points.Agency(Visit.Tenant)?.System ?? place.SystemName;

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    /// <summary>A personal number of which the last three digits are shown.</summary>
    public static string Masked(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return number.Length > 3 ? new string('•', number.Length - 3) + number[^3..] : number;
    }

    public ScoreRates? RatesOf(ShownCapture capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        return capture.Attempt.Evidence is { } evidence ? ScoreRates.Of(evidence, engines) : null;
    }

    public async Task<IActionResult> OnGetAsync(Guid id, bool pictures, CancellationToken cancellationToken)
    {
        CaseId about = new(id);
        if (!(await acts.Print.DoAsync(Visit.Actor, about, pictures, cancellationToken)).TryGet(out CaseView? view, out _))
        {
            return NotFound();
        }

        List<ShownPerson> people = [];
        foreach (Participant person in view.Case.File.Participants)
        {
            ShownPerson shown = new(person, view.Verifications.LastOrDefault(one => one.File.Participant == person.Id), null, null);
            if (pictures && shown.MayBeLookedAt)
            {
                Outcome<EvidenceBundle> evidence = await acts.Evidence.DoAsync(Visit.Actor, shown.Verification!.File.Id, cancellationToken);
                shown = shown with { Evidence = evidence.IsDone ? evidence.Value : null, Refusal = evidence.Refusal };
            }

            people.Add(shown);
        }

        (View, People, WithPictures) = (view, people, pictures);
        Dossier = (await acts.Dossier.DoAsync(Visit.Actor, about, cancellationToken)).Value;
        Address = DeskAddress.Of(place, about);
        Qr = QrDrawing.Of(Address);
        return Page();
    }
}
