using System.Text.Json.Nodes;
using RemoteVerify.Biometrics.AttackDetection;

namespace RemoteVerify.Biometrics.Liveness.Evidence;

/// <summary>What was looked at on one proof picture to tell a living face from an attack.</summary>
internal static class AttackEvidence
{
    public static JsonObject Of(AttackAssessment attack)
    {
        JsonObject cues = [];
        foreach (string name in AttackCueNames.All)
        {
            cues[name] = attack.Cues.Value(name) is { } value ? EvidenceWriter.Number(value) : null;
        }

        return new JsonObject
        {
            ["network"] = EvidenceWriter.Number(attack.Network.Value),
            ["fused"] = attack.Fused is null ? null : EvidenceWriter.Number(attack.Fused.Score.Value),
            ["decides"] = attack.FusionDecides ? "fused" : "network",
            ["cues"] = cues,
            ["votes"] = attack.Fused is null ? null : Votes(attack.Fused),
        };
    }

    private static JsonObject Votes(FusedScore fused)
    {
        JsonObject votes = [];
        foreach (FusionContribution vote in fused.Contributions)
        {
            votes[vote.Name] = EvidenceWriter.Number(vote.Logit);
        }

        return votes;
    }
}
