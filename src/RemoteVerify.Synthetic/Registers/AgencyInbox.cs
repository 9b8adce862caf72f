using System.Text.Json;

namespace RemoteVerify.Synthetic.Registers;

/// <summary>
/// An agency that takes messages under their own ids, such as a province's database of notarised transactions or the keeper of a register: each is
/// kept once, its receipt is the same at every repetition, and one without purpose and legal basis is refused.
/// </summary>
public sealed class AgencyInbox : LoopbackServer
{
    private readonly Dictionary<string, (string Receipt, JsonElement Message)> _kept = [];

    private AgencyInbox() { }

    /// <summary>Bearer key that callers must have; null for none.</summary>
    public string? Key { get; set; }

    /// <summary>Messages by path, each once.</summary>
    public IReadOnlyList<JsonElement> Messages => [.. _kept.Values.Select(kept => kept.Message)];

    /// <summary>How often a message came again.</summary>
    public int Repetitions { get; private set; }

    public static AgencyInbox Start() => new();

    protected override (int Status, object Body) Answer(HeardRequest request)
    {
        if (Key is { } key && request.Headers.GetValueOrDefault("Authorization") != $"Bearer {key}")
        {
            return (401, new { });
        }

        JsonElement body = request.Json;
        string id = request.Headers.GetValueOrDefault("Idempotency-Key") ?? string.Empty;
        if (request.Method != "POST" || id.Length == 0 || body.ValueKind != JsonValueKind.Object || !Has(body, "purpose") || !Has(body, "legalBasis"))
        {
            return (400, new { });
        }

        if (_kept.TryGetValue(id, out (string Receipt, JsonElement Message) known))
        {
            Repetitions++;
            return (409, new { receipt = known.Receipt });
        }

        string receipt = $"TN-{_kept.Count + 1}";
        _kept[id] = (receipt, body.Clone());
        return (201, new { receipt });
    }

    private static bool Has(JsonElement body, string name) => body.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0;
}
