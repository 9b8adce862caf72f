using System.Text.Json;
using RemoteVerify.Synthetic.Agencies;

namespace RemoteVerify.Cli.Commands.Demo.Journeys;

/// <summary>What the demo's service must know for journey (a): two notaries, two rooms, and a prevention list on the line.</summary>
internal sealed class NotarisedPractice : IAsyncDisposable
{
    public const string Lead = "notary-lead", AtVenue = "notary-venue";

    /// <summary>Plots that exist nowhere; the second is under a made-up notice.</summary>
    public const string FreeAsset = "Thửa đất số 12, tờ bản đồ số 3, Xã Thử Nghiệm", FrozenAsset = "Thửa đất số 13, tờ bản đồ số 3, Xã Thử Nghiệm";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly PreventionListSimulator _prevention = PreventionListSimulator.Start(
        [new("45/TB-THADS", "Thi hành án dân sự Tỉnh Mẫu", new DateOnly(2026, 3, 2), "Thửa đất số 13 đang bị kê biên (dữ liệu không có thật)", null, "Thửa đất số 13")]);

    public OfficerKeys LeadKeys { get; } = new();

    public OfficerKeys VenueKeys { get; } = new();

    /// <summary>Accounts to register beside the demo's others.</summary>
    public IEnumerable<object> Clients(string tenant, string organisation) =>
    [
        new { id = Lead, kind = "officer", tenant, name = LeadName, publicKeyPem = LeadKeys.SignInKeyPem, organisation, title = "Công chứng viên" },
        new { id = AtVenue, kind = "officer", tenant, name = VenueName, publicKeyPem = VenueKeys.SignInKeyPem, organisation, title = "Công chứng viên" },
    ];

    public const string LeadName = "Lê Thị Công Chứng", VenueName = "Phạm Văn Điểm Cầu";

    /// <summary>Settings of the service; writes the file of service points into the folder.</summary>
    public IReadOnlyDictionary<string, string> Settings(string folder, string tenant, string organisation)
    {
        string file = Path.Combine(folder, "service-points.json");
        InputFiles.Write(file, JsonSerializer.SerializeToUtf8Bytes(
            new[]
            {
                new
                {
                    tenant,
                    agency = new
                    {
                        lines = new[] { "TỈNH MẪU", organisation }, place = "Tỉnh Mẫu", system = "RemoteVerify", desk = "room-1", messageAnswerWorkingDays = 2, messageBasis = "Dữ liệu thử nghiệm",
                    },
                    points = new[]
                    {
                        new { id = "room-1", name = "Trụ sở", address = "Số 1 Đường Thử Nghiệm, Tỉnh Mẫu", hours = "8:00-17:00", telephone = "0000 000 001" },
                        new { id = "room-2", name = "Điểm cầu xã Bên Sông", address = "Số 9 Đường Bờ Sông, Tỉnh Mẫu", hours = "8:00-17:00", telephone = "0000 000 002" },
                    },
                },
            },
            Json));
        return new Dictionary<string, string> { ["Service:ServicePointsFile"] = file, ["Service:Prevention:Address"] = _prevention.Address.ToString() };
    }

    public async ValueTask DisposeAsync()
    {
        await _prevention.DisposeAsync();
        LeadKeys.Dispose();
        VenueKeys.Dispose();
    }
}
