using System.Text.Json;

namespace RemoteVerify.Synthetic.Registers;

/// <summary>An agency that issued papers that don't exist, and says of each number whether it is genuine.</summary>
public sealed class IssuerSimulator : LoopbackServer
{
    private readonly IReadOnlyDictionary<string, string> _papers;

    private IssuerSimulator(IReadOnlyDictionary<string, string> papers) => _papers = papers;

    /// <param name="papers"><c>genuine</c>, <c>not-genuine</c> or <c>withdrawn</c> by number; any other number has no record.</param>
    public static IssuerSimulator Start(IReadOnlyDictionary<string, string> papers) => new(papers);

    protected override (int Status, object Body) Answer(HeardRequest request)
    {
        JsonElement body = request.Json;
        if (request is not { Method: "POST", Path: "/confirmations" } || body.ValueKind != JsonValueKind.Object || Text(body, "purpose").Length == 0 || Text(body, "legalBasis").Length == 0)
        {
            return (400, new { });
        }

        string number = Text(body, "number");
        return (200, new { finding = _papers.GetValueOrDefault(number) ?? "no-record", answeredBy = "Sở Giáo dục Tỉnh Mẫu (mô phỏng)", reference = $"XM-{number}", number });
    }

    private static string Text(JsonElement of, string name) => of.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
}
