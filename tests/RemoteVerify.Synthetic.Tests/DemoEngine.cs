using RemoteVerify.Biometrics;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Synthetic.Tests;

/// <summary>Our own networks, which are part of the repository.</summary>
internal static class DemoEngine
{
    private static readonly Lazy<BiometricEngine> Shared = new(Load);

    public static BiometricEngine Get() => Shared.Value;

    private static BiometricEngine Load()
    {
        string folder = Path.Combine(Repository.Root, "models");
        ModelManifest manifest = ModelManifest.Read(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
        return new(new ModelCatalog(manifest, "demo", (_, name) => File.ReadAllBytes(Path.Combine(folder, name))));
    }
}
