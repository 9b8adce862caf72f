using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Journeys;
using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>Which page the state of the case makes due for one participant. Nothing is decided here: a page that is opened too early is refused by its act.</summary>
public static class DueStep
{
    public const string Consent = "consent";
    public const string Declined = "declined";
    public const string Form = "form";
    public const string Papers = "papers";
    public const string Payment = "payment";
    public const string Card = "card";
    public const string Camera = "camera";
    public const string Document = "document";
    public const string Confirm = "confirm";
    public const string Sign = "sign";
    public const string Receipt = "receipt";
    public const string Waiting = "waiting";

    /// <summary>Name of the page below <c>/s/TICKET/</c>.</summary>
    public static string Of(CitizenCase found)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (!found.Me.Signs || found.Case is RefusedCase or ContestedCase or EndedCase)
        {
            return Receipt;
        }

        // Who has signed is asked nothing more; what was agreed to stays on the page of records.
        if (!found.HasSigned && DossierActs.Of(found.Case).Contains(Act.GiveConsent))
        {
            if (found.OpenConsent is not null)
            {
                return Consent;
            }

            if (found.Declined.Count > 0)
            {
                return Declined;
            }
        }

        return found.Case switch
        {
            DraftCase => BeforeHandIn(found),
            SupplementRequested => Papers,
            PaymentRequested => Payment,
            DraftShared shared when shared.Agreements.All(agreement => agreement.Participant != found.Visitor.Participant) => Document,
            CertificateDrafted => Document,
            AwaitingIdentity or IdentityWithOfficer or AwaitingConfirmation or ContentConfirmed when !found.HasSigned => Signing(found),
            _ => Receipt,
        };
    }

    /// <summary>The steps of this case in order, for the line above each heading.</summary>
    public static IReadOnlyList<string> All(CitizenCase found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return
        [
            .. found.Procedure.Consents.Count > 0 ? [Consent] : Array.Empty<string>(),
            .. found.Procedure.Form.Count > 0 ? [Form] : Array.Empty<string>(),
            .. found.Dossier.Needs.Any(need => need.ShowsUpload) && JourneyActs.Submission(found.File.Journey) != Act.AttachDocument ? [Papers] : Array.Empty<string>(),
            Card, Camera, Document, Confirm, Sign, Receipt,
        ];
    }

    /// <summary>The participant's newest verification, or null.</summary>
    public static Verification? Latest(CitizenVisitor visitor, CaseView found) =>
        found?.Verifications.LastOrDefault(verification => verification.File.Participant == visitor.Participant);

    private static string BeforeHandIn(CitizenCase found)
    {
        // The document of such a journey comes from the portal or the office, and so does everything that belongs to it.
        if (JourneyActs.Submission(found.File.Journey) == Act.AttachDocument)
        {
            return Waiting;
        }

        IReadOnlyList<string> missing = Completeness.Missing(found.Procedure, found.File);
        return missing.Any(one => one.StartsWith("field:", StringComparison.Ordinal)) || missing.Count == 0 ? Form : Papers;
    }

    private static string Signing(CitizenCase found)
    {
        bool proven = found.Case is CaseWithDocument document && document.IdentityOf(found.Visitor.Participant) is not null && !found.ProofIsOver;
        if (!proven)
        {
            return found.Mine switch
            {
                AwaitingCapture { File.Captures.Count: > 0 } or CaptureOpened or CaptureRunning => Camera,
                AwaitingChip or AwaitingCapture => Card,
                _ => Waiting,
            };
        }

        return found.Case switch
        {
            ContentConfirmed confirmed when confirmed.ConfirmationOf(found.Visitor.Participant).IsDone => Sign,
            AwaitingConfirmation or ContentConfirmed => Document,
            _ => Waiting,
        };
    }
}
