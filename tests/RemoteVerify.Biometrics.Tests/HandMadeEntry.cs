using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Tests;

/// <summary>Entries of a manifest for tests that need no file.</summary>
internal static class HandMadeEntry
{
    /// <summary>A network with one square input and these outputs.</summary>
    public static ModelEntry Of(string task, string crop, long[] input, params (string Name, long[] Shape)[] outputs) => new(
        "hand-made", task, "hand-made.onnx", new string('0', 64), 1, "development", "none", "none", new ModelSource("published", "", "", "", null),
        [new TensorContract("input", input)],
        [.. outputs.Select(output => new TensorContract(output.Name, output.Shape))],
        new ModelPreprocessing("RGB", 1, [0, 0, 0], [1, 1, 1], crop),
        []);

    /// <summary>A catalogue of one set with these networks and no files.</summary>
    public static ModelCatalog Catalog(params ModelEntry[] entries) =>
        new(new ModelManifest(1, [new ModelSet("hand-made", "", [.. entries.Select(e => e.Id)], [], [])], entries), "hand-made", (_, _) => null);
}
