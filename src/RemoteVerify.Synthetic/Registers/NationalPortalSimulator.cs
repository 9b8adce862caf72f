using System.Text.Json;

namespace RemoteVerify.Synthetic.Registers;

/// <summary>A case as the simulated portal has it.</summary>
/// <param name="Code">MaHoSo.</param>
/// <param name="Whole">The last DongBoHoSoMC.</param>
/// <param name="Statuses">Statuses of CapNhatTienDoHoSoMC in the order in which they came; repetitions of the same instant left out.</param>
public sealed record PortalEntry(string Code, JsonElement Whole, IReadOnlyList<string> Statuses)
{
    /// <summary>How often a repetition came.</summary>
    public int Repetitions { get; init; }

    public override string ToString() => $"PortalEntry {Code}";
}

/// <summary>
/// The national portal's adapter with the services that a province uses: sign-in, DongBoHoSoMC, CapNhatTienDoHoSoMC, TraCuuHoSo. It refuses to make a
/// case twice, takes no progress of a case that it does not have, and knows a repetition.
/// </summary>
public sealed class NationalPortalSimulator : LoopbackServer
{
    public const string User = "rv-test";
    public const string Password = "rv-test-password";

    private readonly Dictionary<string, PortalEntry> _cases = [];
    private readonly HashSet<string> _seen = [];
    private string _session = "s-1";
    private int _sessions = 1;

    private NationalPortalSimulator() { }

    /// <summary>Cases by their code.</summary>
    public IReadOnlyDictionary<string, PortalEntry> Cases => _cases;

    /// <summary>An error code that every service answers while it is set.</summary>
    public string? ErrorCode { get; set; }

    public static NationalPortalSimulator Start() => new();

    /// <summary>Sessions that were given out are not taken any more.</summary>
    public void EndSessions() => _session = $"s-{++_sessions}";

    protected override (int Status, object Body) Answer(HeardRequest request)
    {
        JsonElement body = request.Json;
        if (request.Method != "POST" || body.ValueKind != JsonValueKind.Object)
        {
            return (400, Error("02"));
        }

        if (request.Path == "/login")
        {
            return Text(body, "username") == User && Text(body, "password") == Password ? (200, new { error_code = 0, session = _session }) : (200, Error("01"));
        }

        if (request.Path != "/mapi/g")
        {
            return (404, Error("04"));
        }

        if (Text(body, "session") != _session || string.IsNullOrEmpty(Text(body, "madonvi")))
        {
            return (200, Error("03"));
        }

        return ErrorCode is { } code ? (200, Error(code)) : Text(body, "service") switch
        {
            "TraCuuHoSo" => (200, new { error_code = "00", result = _cases.TryGetValue(Text(body, "mahoso"), out PortalEntry? found) ? new[] { found.Whole } : [] }),
            "DongBoHoSoMC" => Sync(body),
            "CapNhatTienDoHoSoMC" => Progress(body),
            _ => (200, Error("05")),
        };
    }

    private (int Status, object Body) Sync(JsonElement body)
    {
        bool isUpdating = Text(body, "isUpdating") == "True";
        foreach (JsonElement one in Data(body))
        {
            string code = Text(one, "MaHoSo");
            if (code.Length == 0 || Text(one, "MaTTHC").Length == 0 || Text(one, "ChuHoSo").Length == 0 || Text(one, "TrangThaiHoSo").Length == 0)
            {
                return (200, Error("06"));
            }

            if (_cases.ContainsKey(code) != isUpdating)
            {
                // Made twice, or changed before it was made.
                return (200, Error("07"));
            }

            _cases[code] = isUpdating ? _cases[code] with { Whole = one.Clone() } : new PortalEntry(code, one.Clone(), []);
        }

        return (200, new { error_code = "00" });
    }

    private (int Status, object Body) Progress(JsonElement body)
    {
        foreach (JsonElement one in Data(body))
        {
            if (!_cases.TryGetValue(Text(one, "MaHoSo"), out PortalEntry? entry))
            {
                return (200, Error("08"));
            }

            string status = Text(one, "TrangThai");
            bool isNew = _seen.Add($"{entry.Code} {Text(one, "ThoiDiemXuLy")} {status}");
            _cases[entry.Code] = isNew ? entry with { Statuses = [.. entry.Statuses, status] } : entry with { Repetitions = entry.Repetitions + 1 };
        }

        return (200, new { error_code = "00" });
    }

    private static IEnumerable<JsonElement> Data(JsonElement body) =>
        body.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Array ? data.EnumerateArray() : [];

    private static string Text(JsonElement of, string name) => of.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;

    private static object Error(string code) => new { error_code = code };
}
