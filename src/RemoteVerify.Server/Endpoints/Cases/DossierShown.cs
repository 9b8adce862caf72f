using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <summary>A dossier as its reader may see it.</summary>
internal static class DossierShown
{
    public static DossierResponse Of(DossierView view, Actor actor)
    {
        Dossier dossier = view.Case.File.Dossier;
        bool own(string? about) => actor.Role != ActorRole.Citizen || about is null || about == actor.Id;
        return new DossierResponse(
            [.. dossier.Fields.Select(FieldResponse.Of)],
            [.. dossier.Papers.Where(paper => ReadPaper.Sees(actor, paper)).Select(DossierPaperResponse.Of)],
            [.. view.Needs.Where(need => own(need.Participant)).Select(need => new PaperNeedResponse(
                need.Paper.Id, need.Paper.TitleVi, need.Paper.TitleEn, need.Paper.Required, need.Participant, need.Demand.ToString(), need.ShowsUpload, need.AsksForCorrection))],
            [.. dossier.OpenLookups.Where(open => own(open.About)).Select(open => new OpenLookupResponse(open.Need, open.Basis.Provider, open.Reason, open.Tries, open.LastAskedAt))],
            [.. dossier.Corrections.Select(CorrectionResponse.Of)],
            [.. view.Procedure.Consents.Select(text => new ConsentTextResponse(text.Purpose, text.TextVersion, text.TextVi, text.TextEn, text.Required))],
            [.. dossier.Consents.Where(consent => own(consent.Participant.Value)).Select(ConsentResponse.Of)],
            [.. dossier.Appointments.Select(AppointmentResponse.Of)],
            dossier.Clock.ReceivedAt,
            dossier.Clock.IsPaused,
            view.DueAt,
            [.. DossierActs.Of(view.Case).Where(act => act.Permits(actor.Role)).Select(act => act.Code)]);
    }
}
