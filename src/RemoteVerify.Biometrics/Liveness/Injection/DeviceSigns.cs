using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>What browser and camera say about themselves.</summary>
internal static class DeviceSigns
{
    private static readonly string[] SoftwareGpus = ["swiftshader", "llvmpipe", "softpipe", "software", "microsoft basic render"];
    private static readonly string[] EmulatorWords = ["emulator", "goldfish", "ranchu", "bluestacks", "genymotion", "virtualbox", "vmware", "virgl"];

    public static IEnumerable<InjectionFinding> Find(ClientHello hello) =>
    [
        new("software-gpu", 20, Names(hello.Device.Gpu, SoftwareGpus)),
        new("emulator-gpu", 30, hello.Device.Mobile && Names(hello.Device.Gpu, EmulatorWords)),
        new("webdriver", 40, hello.Device.WebDriver),
        new("patched-functions", 50, hello.Device.PatchedFunctions),
        new("phone-without-facing-mode", 15, hello.Device.Mobile && hello.Camera.FacingMode.Length == 0),
        new("phone-without-capabilities", 10, hello.Device.Mobile && hello.Camera.Capabilities.Count == 0),
        new("odd-frame-rate", 10, hello.Camera.FrameRate is > 0 and < 5 or > 120),
    ];

    private static bool Names(string gpu, string[] words) => words.Any(word => gpu.Contains(word, StringComparison.OrdinalIgnoreCase));
}
