using RemoteVerify.Synthetic.Registers;

namespace RemoteVerify.Cli.Commands.Demo.Journeys;

/// <summary>What the demo's service must know for journey (a): two notaries, and a prevention list on the line.</summary>
internal sealed class NotarisedPractice : IAsyncDisposable
{
    /// <summary>Rooms of the delivered example of service points.</summary>
    public const string LeadRoom = "mot-cua", VenueRoom = "to-dan-pho-1";

    public const string Lead = "notary-lead", AtVenue = "notary-venue";

    /// <summary>Plots that exist nowhere; the second is under a made-up notice.</summary>
    public const string FreeAsset = "Thửa đất số 12, tờ bản đồ số 3, Xã Thử Nghiệm", FrozenAsset = "Thửa đất số 13, tờ bản đồ số 3, Xã Thử Nghiệm";

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

    /// <summary>Setting of the service: where it asks for notices.</summary>
    public string PreventionAddress => _prevention.Address.ToString();

    public async ValueTask DisposeAsync()
    {
        await _prevention.DisposeAsync();
        LeadKeys.Dispose();
        VenueKeys.Dispose();
    }
}
