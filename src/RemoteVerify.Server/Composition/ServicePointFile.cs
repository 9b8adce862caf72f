using System.Text.Json;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Composition;

/// <summary>An agency of the file with its service points.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Agency">How it names itself.</param>
/// <param name="Points">Where people are served, the main desk first.</param>
public sealed record AgencyEntry(string Tenant, AgencyProfile Agency, IReadOnlyList<ServicePoint> Points);

/// <summary>Agencies and service points as the operator wrote them down (<c>Service:ServicePointsFile</c>).</summary>
public sealed class ServicePointFile : IServicePointDirectory
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Dictionary<string, AgencyEntry> _agencies;

    private ServicePointFile(IEnumerable<AgencyEntry> agencies) => _agencies = agencies.ToDictionary(agency => agency.Tenant, StringComparer.Ordinal);

    /// <summary>Reads the file; anything wrong with it stops the start.</summary>
    public static ServicePointFile Read(byte[] json)
    {
        IReadOnlyList<AgencyEntry> agencies;
        try
        {
            agencies = JsonSerializer.Deserialize<IReadOnlyList<AgencyEntry>>(json, Json) ?? [];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The file of service points can't be read at {e.Path}. Compare it with the README of the service.");
        }

        foreach (AgencyEntry agency in agencies)
        {
            if (agency.Agency.Lines.Count == 0 || agency.Points.All(point => point.Id != agency.Agency.Desk) || agency.Points.DistinctBy(point => point.Id).Count() != agency.Points.Count)
            {
                throw new InvalidDataException($"In the file of service points the agency of {agency.Tenant} needs a name, points with ids of their own, and its desk among them.");
            }
        }

        return new ServicePointFile(agencies);
    }

    public static byte[] Write(IReadOnlyList<AgencyEntry> agencies) => JsonSerializer.SerializeToUtf8Bytes(agencies, Json);

    /// <summary>For a start without the file: each tenant has one desk with an address that says that it is none.</summary>
    public static ServicePointFile OfClients(ClientRegistry clients) => new(clients.All
        .GroupBy(client => client.Tenant)
        .Select(tenant => new AgencyEntry(
            tenant.Key,
            new AgencyProfile(
                [tenant.Select(client => client.Organisation).FirstOrDefault(name => name is not null) ?? DevelopmentClients.Organisation],
                "Thử Nghiệm", "RemoteVerify", "tru-so", 2, "Dữ liệu thử nghiệm"),
            [new ServicePoint("tru-so", "Trụ sở (thử nghiệm)", "Chưa khai báo địa chỉ", "8:00-17:00")])));

    public AgencyProfile? Agency(TenantId tenant) => _agencies.GetValueOrDefault(tenant.Value)?.Agency;

    public IReadOnlyList<ServicePoint> List(TenantId tenant) => _agencies.GetValueOrDefault(tenant.Value)?.Points ?? [];
}
