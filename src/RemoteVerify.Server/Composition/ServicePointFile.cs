using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;

namespace RemoteVerify.Server.Composition;

/// <summary>Agencies and their service points from a file of the operator; the tenant <c>*</c> stands for every tenant that has no entry.</summary>
public sealed class ServicePointFile : IServicePointDirectory
{
    private const string Anyone = "*";
    private const string Example = "RemoteVerify.Server.Data.service-points.example.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    private readonly Dictionary<string, AgencyEntry> _agencies;

    private ServicePointFile(IReadOnlyList<AgencyEntry> agencies) => _agencies = agencies.ToDictionary(agency => agency.Tenant, StringComparer.Ordinal);

    /// <summary>Nobody: for Production without a file.</summary>
    public static ServicePointFile None { get; } = new([]);

    /// <summary>The delivered example, with places that don't exist.</summary>
    public static ServicePointFile DeliveredExample()
    {
        using Stream data = typeof(ServicePointFile).Assembly.GetManifestResourceStream(Example) ?? throw new InvalidOperationException("The example of service points is missing from the build.");
        using MemoryStream bytes = new();
        data.CopyTo(bytes);
        return Read(bytes.ToArray());
    }

    /// <exception cref="InvalidDataException">The file is not what it should be; the message says what.</exception>
    public static ServicePointFile Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            FileEntry file = JsonSerializer.Deserialize<FileEntry>(utf8, Json) ?? throw new InvalidDataException("The file of service points is empty.");
            foreach (AgencyEntry agency in file.Agencies)
            {
                Check(agency);
            }

            return new ServicePointFile(file.Agencies);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"The file of service points can't be read: {e.Message}", e);
        }
    }

    public AgencyProfile? Agency(TenantId tenant) => Entry(tenant) is { } entry
        ? new AgencyProfile(entry.Lines, entry.Place, entry.System, entry.Desk, entry.MessageAnswerWorkingDays, entry.MessageBasis)
        : null;

    public IReadOnlyList<ServicePoint> List(TenantId tenant) => Entry(tenant) is { } entry
        ? [.. entry.ServicePoints.OrderBy(point => point.Id == entry.Desk ? 0 : 1)]
        : [];

    private AgencyEntry? Entry(TenantId tenant) => _agencies.GetValueOrDefault(tenant.Value) ?? _agencies.GetValueOrDefault(Anyone);

    private static void Check(AgencyEntry agency)
    {
        string? fault = agency.Lines.Count == 0 || agency.Lines.Any(string.IsNullOrWhiteSpace) ? "lines"
            : agency.ServicePoints.All(point => point.Id != agency.Desk) ? "desk"
            : agency.ServicePoints.Any(point => point.SlotMinutes is < 5 or > 480 || point.SlotCapacity is < 1 or > 100 || point.Opening.Any(open => open.Until <= open.From)) ? "opening"
            : agency.MessageAnswerWorkingDays is < 1 or > 30 ? "messageAnswerWorkingDays"
            : null;
        if (fault is not null)
        {
            throw new InvalidDataException($"The agency '{agency.Tenant}' of the file of service points is wrong in '{fault}'.");
        }
    }

    private sealed record FileEntry(string Source, IReadOnlyList<AgencyEntry> Agencies);

    private sealed record AgencyEntry(
        string Tenant, IReadOnlyList<string> Lines, string Place, string System, string Desk, int MessageAnswerWorkingDays, string MessageBasis, IReadOnlyList<ServicePoint> ServicePoints);
}
