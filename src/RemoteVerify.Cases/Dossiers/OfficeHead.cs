using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>What papers of the dossier say about the office: agency, desk, who prepared them.</summary>
public sealed class OfficeHead(IServicePointDirectory points, IOfficerDirectory officers, CheckPlace place)
{
    /// <summary>The agency; a refusal to the operator when the host has no data of it.</summary>
    public Outcome<AgencyProfile> Agency(TenantId tenant) => points.Agency(tenant) is { } agency
        ? agency
        : new Refusal(RefusalCode.AgencyNotKnown, "The service has no data of this agency, which papers name. Have the operator add it to the directory of service points.");

    /// <summary>
    /// The head of a paper that stays in the dossier or goes to its people. It has no verification code of its own: it names the
    /// case, and the place where signed papers are checked.
    /// </summary>
    public Outcome<PaperHead> OfDossier(CaseFile file, DateTimeOffset at) => Agency(file.Tenant).TryGet(out AgencyProfile? agency, out Refusal? refusal)
        ? new PaperHead(agency.Lines, agency.Place, at, file.Code, place.CheckAddress, file.IsTest) { IsOfDossier = true }
        : refusal;

    /// <summary>An officer as printed under a slip; an account that the directory doesn't know is printed by its id.</summary>
    /// <param name="tenant">The agency.</param>
    /// <param name="account">The officer.</param>
    /// <param name="title">The title where the directory has none.</param>
    public PaperSigner Signer(TenantId tenant, string account, string title)
    {
        OfficerProfile? profile = officers.Find(tenant, account);
        return new PaperSigner(profile?.FullName ?? account, string.IsNullOrWhiteSpace(profile?.Title) ? title : profile.Title);
    }

    /// <summary>The officer who decides, as printed; a refusal when the agency registered no such officer.</summary>
    public Outcome<PaperSigner> Decider(TenantId tenant, string account, string? slot = null) => officers.Find(tenant, account) is { } profile
        ? new PaperSigner(profile.FullName, profile.Title) { Slot = slot }
        : new Refusal(RefusalCode.ActorNotAssigned, "The named signer is not registered as an officer. Name the account of the officer who decides.");

    /// <summary>The dossier as slips name it.</summary>
    public Outcome<SlipDossier> Slip(CaseFile file, Procedure procedure)
    {
        if (!Agency(file.Tenant).TryGet(out AgencyProfile? agency, out Refusal? refusal))
        {
            return refusal;
        }

        if (points.Find(file.Tenant, agency.Desk) is not { } desk)
        {
            return new Refusal(RefusalCode.AgencyNotKnown, "The agency's main desk is not in the directory of service points. Have the operator add it.");
        }

        string applicant = string.Join("; ", file.Participants.Where(p => p.Kind is ParticipantKind.Applicant or ParticipantKind.Party).Select(p => p.FullName));
        return new SlipDossier(
            file.Code, procedure.NationalCode ?? procedure.Code, procedure.TitleVi, applicant, desk.Name, desk.Address, desk.Hours, desk.Telephone ?? "-");
    }
}
