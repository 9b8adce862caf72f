using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Biometrics.Liveness.Evidence;
using RemoteVerify.Cases.Engines;

namespace RemoteVerify.Cli.Commands.Liveness;

/// <summary>What <c>rv liveness check</c> answers.</summary>
/// <param name="Result"><c>valid</c>, <c>invalid</c>, or <c>undetermined</c> when nobody is trusted.</param>
/// <param name="Decision">What the liveness policy decided.</param>
/// <param name="Outcome">As the case took it; null in a package that no case completed.</param>
/// <param name="IsTest">Made under a test policy.</param>
internal sealed record EvidenceCheckReport(
    string Result, string SessionId, string Decision, string? Outcome, bool IsTest, string Sha256, string Signer, DateTimeOffset? SignedAt, DateTimeOffset? TimestampedAt,
    IReadOnlyList<EvidenceFinding> Findings)
{
    public const string Valid = "valid";
    public const string Invalid = "invalid";
    public const string Undetermined = "undetermined";

    public static EvidenceCheckReport Of(byte[] package, IReadOnlyList<EvidenceFinding> content, EvidenceSealVerdict seal)
    {
        using JsonDocument json = JsonDocument.Parse(package);
        JsonElement root = json.RootElement;
        EvidenceFinding[] all = [.. seal.Findings, .. content];
        string result = all.Any(finding => finding.IsFailed) ? Invalid
            : seal.Findings.All(finding => finding.Outcome == EvidenceFindingOutcome.Passed) ? Valid : Undetermined;
        return new EvidenceCheckReport(
            result,
            Text(root, "sessionId") ?? "",
            root.TryGetProperty("decision", out JsonElement decision) ? Text(decision, "result") ?? "" : "",
            root.TryGetProperty("outcome", out JsonElement outcome) ? Text(outcome, "verdict") : null,
            root.TryGetProperty("isTest", out JsonElement test) && test.ValueKind == JsonValueKind.True,
            Convert.ToHexStringLower(SHA256.HashData(package)),
            seal.Signer, seal.SignedAt, seal.TimestampedAt, all);
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
