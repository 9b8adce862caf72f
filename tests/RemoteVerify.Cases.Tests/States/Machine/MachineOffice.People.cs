using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.Signing.Remote;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <content>People prove who they are, confirm and sign.</content>
internal abstract partial class MachineOffice
{
    private static readonly Dictionary<CaptureVerdict, CaptureReport> Reports = new[] { CaptureVerdict.Passed, CaptureVerdict.Retry, CaptureVerdict.Officer }
        .ToDictionary(verdict => verdict, verdict => Pictures.Report(verdict));

    private readonly Dictionary<VerificationId, string> _tickets = [];

    private IEnumerable<Move> Identity() =>
    [
        Of("verification.start", Office.Portal, a => new StartVerification(Desk).DoAsync(a.Actor, a.Reference, a.IsOdd ? new ParticipantId("p7") : a.Seen.Person, None)),
        Of("verification.submit-chip", Citizen, SubmitAsync) with { NamesCase = false },
        new Move("capture.open", Citizen, async a =>
        {
            Outcome<CaptureTicket> opened = await new OpenCapture(Desk, Office.Policy).DoAsync(a.Actor, a.Verification, None);
            if (opened.TryGet(out CaptureTicket? ticket, out Refusal? refusal))
            {
                _tickets[a.Verification] = ticket.Ticket;
            }

            return refusal;
        }) { NamesCase = false, Weight = 4 },
        new Move("capture.begin", _ => Actor.Anyone, async a =>
            (await new BeginCapture(Desk).DoAsync(Office.Tenant, a.IsOdd ? "no-ticket" : _tickets.GetValueOrDefault(a.Verification, "none"), None)).Refusal) { NamesCase = false, HasActor = false },
        Of("capture.finish", Office.Service, a => new FinishCapture(Desk, Office.Policy, Office.Sealer).DoAsync(
            a.Actor, a.Verification, (a.Seen.Verification as CaptureRunning)?.Session.Number ?? 1,
            Reports[a.IsOdd ? CaptureVerdict.Officer : a.Dice.Next(8) == 0 ? CaptureVerdict.Retry : CaptureVerdict.Passed], None)) with { NamesCase = false },
        Of("evidence.view", Viewer, a => new ViewEvidence(Desk, Office.Sealer).DoAsync(a.Actor, a.Seen.ToView(Viewer(a.Seen).Id)?.File.Id ?? a.Verification, None)) with { NamesCase = false },
        Of("identity.decide", Viewer, a => new DecideIdentity(Desk).DoAsync(
            a.Actor, a.Seen.ToView(Viewer(a.Seen).Id)?.File.Id ?? a.Verification, accept: !a.IsOdd, "Đã đối chiếu", None)) with { NamesCase = false },
    ];

    private IEnumerable<Move> Signing() =>
    [
        Of("content.confirm", Citizen, a => new ConfirmContent(Desk).DoAsync(a.Actor, a.Reference, Shown(a), None)),
        Of("document.sign", Citizen, a => new SignDocument(Desk, Office.Storage, Office.Issuer, Engines, Office.Guard, Office.Policy).DoAsync(a.Actor, a.Reference, None)),
        Of("remote-signature.prepare", Citizen, a => new PrepareRemoteSignature(Desk, RemoteKeys, Engines, Office.Guard, Office.Policy).DoAsync(a.Actor, a.Reference, "mau", null, None)) with { Weight = 3 },
        Of("remote-signature.finalise", Citizen, a => new FinaliseRemoteSignature(Desk, RemoteKeys, Engines, Engines, Office.Guard, Office.Policy)
            .DoAsync(a.Actor, a.Reference, new RemoteSecrets(a.IsOdd ? "0" : RemotePeople.Pin, null), None)) with { Weight = 3 },
    ];

    /// <summary>The keys that people have at a provider.</summary>
    private RemotePeople RemoteKeys => field ??= new RemotePeople(Office);

    /// <summary>The hash of what is shown, or another one.</summary>
    protected static Sha256Digest Shown(Attempt attempt) =>
        attempt.IsOdd || attempt.Case.CurrentDocument is not { } document ? Sha256Digest.Of("another"u8) : document.Sha256;

    /// <summary>The officer who looks at the evidence.</summary>
    protected virtual Actor Viewer(Situation seen) => First;

    private Task<Outcome<AwaitingCapture>> SubmitAsync(Attempt attempt)
    {
        Participant holder = attempt.Case.File.Find(attempt.Seen.Person)!;
        string text = attempt.IsOdd ? $"001199099999|{holder.FullName}" : $"{holder.PersonalNumber}|{holder.FullName}";
        var files = new Dictionary<string, ReadOnlyMemory<byte>> { [PlainEngines.ChipFile] = System.Text.Encoding.UTF8.GetBytes(text) };
        return Office.Submitting(Engines, Desk).DoAsync(attempt.Actor, attempt.Verification, new ChipSubmission(files), None);
    }

    private string? NextOfPeople(Situation seen) => seen.Case switch
    {
        AwaitingIdentity or IdentityWithOfficer => NextOfIdentity(seen),
        AwaitingConfirmation or ContentConfirmed when ((CaseWithDocument)seen.Case).IdentityOf(seen.Person) is { } proof && proof.HasRunOut(Office.Policy, seen.Now) => NextOfIdentity(seen),
        AwaitingConfirmation => "content.confirm",
        ContentConfirmed c => c.Confirmations.Any(k => k.Participant == seen.Person && k.DocumentSha256 == c.Document.Sha256) ? "document.sign" : "content.confirm",
        ParticipantsSigned c => c.Identities.Any(i => !c.Views.Any(v => v.Officer == Viewer(seen).Id && v.Verification == i.Verification)) ? "evidence.view"
            : c.IsRequest ? "case.accept" : "case.approve",
        _ => null,
    };

    private string NextOfIdentity(Situation seen)
    {
        if (Consents.Missing(seen.File, seen.Person).Count > 0)
        {
            return "consent.give";
        }

        return seen.Verification switch
        {
            AwaitingChip => "verification.submit-chip",
            AwaitingCapture => "capture.open",
            CaptureOpened c => c.Session.ExpiresAt <= seen.Now ? "capture.open" : "capture.begin",
            CaptureRunning => "capture.finish",
            WithOfficer c => !c.File.HasProofPictures || c.File.IsSeenBy(Viewer(seen).Id) ? "identity.decide" : "evidence.view",
            _ => "verification.start",
        };
    }
}
