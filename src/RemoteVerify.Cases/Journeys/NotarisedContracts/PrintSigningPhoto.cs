// Law 46/2024/QH15 article 50(1), Decree 104/2025/ND-CP article 46: the photo of the moment of signing is printed for the notarial dossier.
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>
/// Gives the print of the photo that shows one participant signing, to the notary who leads or the one of that venue. It is a download and no
/// paper of the dossier: the dossier has the photo itself, byte by byte, from which the same sheet is made whenever it is asked for; another copy
/// of a face would prove nothing more. Each print is recorded like every look at evidence.
/// </summary>
public sealed class PrintSigningPhoto(Desk desk, ProcedureLibrary procedures, IPaperComposer composer, IOfficerDirectory officers, OfficeHead office)
{
    /// <param name="actor">The notary.</param>
    /// <param name="reference">The case.</param>
    /// <param name="participant">Who signs on the photo.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<ComposedPaper>> DoAsync(Actor actor, CaseReference reference, ParticipantId participant, CancellationToken cancellationToken) =>
        desk.DoAsync<ComposedPaper>(Act.PrintSigningPhoto, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            return await ComposeAsync(work, current, participant, ct);
        }, cancellationToken);

    /// <summary>The same inside another act, which has loaded the case.</summary>
    internal async Task<Outcome<ComposedPaper>> ComposeAsync(Work work, Case current, ParticipantId participant, CancellationToken cancellationToken)
    {
        CaseFile file = current.File;
        if (file.Session is not { } session || session.VenueOf(participant) is not { } venue
            || file.Dossier.Papers.FirstOrDefault(paper => paper.Id == session.FactsOf(participant).Photo) is not { } photo)
        {
            return new Refusal(RefusalCode.SigningPhotoNotFound, "There is no photo of this participant signing in the present session. The notary at the venue takes it.");
        }

        if (work.Actor.Id != session.Lead && work.Actor.Id != venue.Notary)
        {
            return SessionRules.NotAssigned("Only the notary who leads and the notary at the venue print its photos.");
        }

        Procedure procedure = await procedures.OfCaseAsync(work.Unit, file, cancellationToken);
        if (!office.OfDossier(file, work.Now).TryGet(out PaperHead? head, out Refusal? refusal)
            || !(await work.BlobAsync(file.Id, photo.Blob, cancellationToken)).TryGet(out ReadOnlyMemory<byte> bytes, out refusal))
        {
            return refusal;
        }

        work.Note("paper", $"{photo.Id} {photo.Need} {photo.Sha256.Hex}");
        work.Note("participant", participant.Value);
        return composer.Compose(new SigningPhotoPrintOrder(
            head with { TemplateId = procedure.Templates.GetValueOrDefault(PaperKind.SigningPhotoPrint.Code) }, file.Code, file.Title, bytes, photo.Sha256,
            session.FactsOf(participant).PhotoAt ?? photo.At, venue.PrintedPlace, Names(file, photo), officers.Find(file.Tenant, venue.Notary)?.FullName ?? venue.Notary));
    }

    /// <summary>Everybody who signs on the photo.</summary>
    internal static string Names(CaseFile file, DossierPaper photo) =>
        string.Join("; ", (photo.About ?? "").Split(' ').Select(id => file.Find(new ParticipantId(id))?.FullName).OfType<string>());
}
