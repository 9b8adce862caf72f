using System.Security.Cryptography;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Tests;

/// <summary>The demo set out of the repository's <c>models/</c>, loaded once; a test that asks for it is skipped where it is not complete yet.</summary>
internal static class DemoModels
{
    private const string Set = "demo";
    private static readonly string Folder = Path.Combine(Repository.Root, "models");
    private static readonly Lazy<BiometricEngine> SharedEngine = new(() => new BiometricEngine(new ModelCatalog(StandardModels.Manifest, Set, Lookup)));

    /// <summary>Shared by all tests, never disposed.</summary>
    public static BiometricEngine Engine
    {
        get
        {
            Skip.IfNot(StandardModels.Manifest.Sets.Any(set => set.Name == Set), "models/manifest.json has no set demo yet");
            IReadOnlyList<ModelEntry> missing = new ModelCatalog(StandardModels.Manifest, Set, Lookup).Missing();
            Skip.If(missing.Count > 0, $"models/ lacks {string.Join(", ", missing.Select(entry => entry.FileName))}");
            return SharedEngine.Value;
        }
    }

    private static ReadOnlyMemory<byte>? Lookup(string sha256, string fileName)
    {
        string path = Path.Combine(Folder, fileName);
        byte[]? bytes = File.Exists(path) ? File.ReadAllBytes(path) : null;
        return bytes is not null && Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256 ? bytes : null;
    }
}
