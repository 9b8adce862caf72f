using System.Security.Cryptography;
using RemoteVerify.Biometrics;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Synthetic.Tests;

/// <summary>Detector, recogniser and attack detector from the mirror folder; tests that ask for it are skipped where it is absent.</summary>
internal static class StandardEngine
{
    private static readonly Lazy<BiometricEngine> Shared = new(Load);

    public static BiometricEngine Get()
    {
        _ = TestMaterial.ModelMirror;
        return Shared.Value;
    }

    private static BiometricEngine Load()
    {
        Dictionary<string, string> paths = [];
        foreach (string path in Directory.EnumerateFiles(TestMaterial.ModelMirror, "*.onnx", SearchOption.AllDirectories))
        {
            paths[Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))] = path;
        }

        ModelManifest manifest = ModelManifest.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "models", "manifest.json")));
        return new(new ModelCatalog(manifest, "standard", (sha256, _) => paths.TryGetValue(sha256, out string? path) ? File.ReadAllBytes(path) : null));
    }
}
