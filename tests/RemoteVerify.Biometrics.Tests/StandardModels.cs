using System.Security.Cryptography;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Tests;

/// <summary>The standard model set from the mirror folder, loaded once for all tests; a test that asks for it is skipped where it is absent.</summary>
internal static class StandardModels
{
    private static readonly Lazy<Dictionary<string, string>> PathsByHash = new(FindFiles);
    private static readonly Lazy<BiometricEngine> SharedEngine = new(() => new BiometricEngine(Catalog("standard")));

    /// <summary>Shared by all tests, never disposed.</summary>
    public static BiometricEngine Engine
    {
        get
        {
            _ = TestMaterial.ModelMirror;
            return SharedEngine.Value;
        }
    }

    public static ModelManifest Manifest => ModelManifest.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "models", "manifest.json")));

    public static ModelCatalog Catalog(string set)
    {
        _ = TestMaterial.ModelMirror;
        return new ModelCatalog(Manifest, set, Lookup);
    }

    /// <summary>Decodes a picture of the test material.</summary>
    public static Image Load(params string[] path) => ImageCodec.Decode(File.ReadAllBytes(Path.Combine(path)), ImageLimits.Default);

    private static ReadOnlyMemory<byte>? Lookup(string sha256, string fileName) =>
        PathsByHash.Value.TryGetValue(sha256, out string? path) ? File.ReadAllBytes(path) : null;

    private static Dictionary<string, string> FindFiles()
    {
        Dictionary<string, string> paths = [];
        foreach (string path in Directory.EnumerateFiles(TestMaterial.ModelMirror, "*.onnx", SearchOption.AllDirectories))
        {
            if (!path.Contains("reference-only", StringComparison.Ordinal))
            {
                paths[Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))] = path;
            }
        }

        return paths;
    }
}
