using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Liveness.Evidence;

namespace RemoteVerify.Cli.Commands.Bench.Liveness;

/// <summary>Keeps the good proof pictures of simulated sessions as a list that <c>rv models calibrate-attacks</c> and <c>rv face evaluate-attacks</c> read.</summary>
internal sealed class ProofKeeper
{
    private readonly string _folder;
    private readonly ConcurrentBag<string> _rows = [];

    public ProofKeeper(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
    }

    /// <summary>Writes the pictures of one session.</summary>
    /// <param name="kind">The session's kind; <c>live</c> for living people.</param>
    public void Keep(string kind, int seed, CaptureOutcome outcome)
    {
        HashSet<uint> good = GoodOf(outcome.Evidence);
        LivenessCheck? turn = outcome.Checks.FirstOrDefault(c => c.Id == CheckIds.FlatTurn && c.Outcome != CheckOutcome.NotApplicable);
        foreach (EvidencePicture picture in outcome.Evidence.Pictures.Where(p => good.Contains(p.Sequence)))
        {
            string name = $"{kind}-{seed}-{picture.Sequence}.jpg";
            InputFiles.Write(Path.Combine(_folder, name), picture.Jpeg.ToArray());
            _rows.Add($"{name},{kind},{kind}-{seed},{turn?.Value.ToString("0.####", CultureInfo.InvariantCulture)}");
        }
    }

    /// <summary>Writes <c>attacks.csv</c>.</summary>
    public void Finish() => InputFiles.Write(
        Path.Combine(_folder, "attacks.csv"),
        Encoding.UTF8.GetBytes(string.Join('\n', _rows.Order(StringComparer.Ordinal).Prepend("file,species,session,flatTurn")) + "\n"));

    private static HashSet<uint> GoodOf(EvidencePackage evidence) =>
    [
        .. JsonNode.Parse(evidence.Json.Span)!["proofs"]!.AsArray()
            .Where(proof => proof!["good"]!.GetValue<bool>()).Select(proof => proof!["sequence"]!.GetValue<uint>()),
    ];
}
