namespace RemoteVerify.Cases.Dossiers;

/// <summary>How an agency names itself on papers and serves people; data of the host.</summary>
/// <param name="Lines">Lines of the issuing body, the superior one first.</param>
/// <param name="Place">Name of the place in front of the date.</param>
/// <param name="System">Name of its system, in official QR codes.</param>
/// <param name="Desk">Id of the service point that takes dossiers in and gives results out.</param>
/// <param name="MessageAnswerWorkingDays">Working days in which the office answers a message.</param>
/// <param name="MessageBasis">The rule or promise that this rests on.</param>
public sealed record AgencyProfile(
    IReadOnlyList<string> Lines, string Place, string System, string Desk, int MessageAnswerWorkingDays, string MessageBasis);

/// <summary>The agencies and service points of this service; the host fills it from its data.</summary>
public interface IServicePointDirectory
{
    /// <summary>The tenant's agency, or null when the host has no data of it.</summary>
    AgencyProfile? Agency(TenantId tenant);

    /// <summary>Where people are served, the main desk first.</summary>
    IReadOnlyList<ServicePoint> List(TenantId tenant);

    /// <summary>The service point with this id, or null.</summary>
    ServicePoint? Find(TenantId tenant, string id) => List(tenant).FirstOrDefault(point => point.Id == id);
}
