using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>What kind of camera a label names.</summary>
public enum CameraClass
{
    /// <summary>Nothing suspicious in the label.</summary>
    Ordinary,

    /// <summary>The browser gave no label.</summary>
    Unnamed,

    /// <summary>Software that shows what it likes.</summary>
    Virtual,

    /// <summary>A file or test pattern played by the browser.</summary>
    File,

    /// <summary>This project's own synthetic camera, which says so.</summary>
    Synthetic,
}

/// <summary>
/// Signs that pictures are fed in instead of taken. All of them can be forged, so they only add up to a score that sends a session to
/// an officer; the step revealed at the last moment is the real defence.
/// </summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Names">The signs found.</param>
internal sealed record InjectionSignals(int Score, IReadOnlyList<string> Names, CameraClass Camera)
{
    /// <summary>The label under which the project's own synthetic camera declares itself.</summary>
    public const string SyntheticLabel = "RemoteVerify synthetic camera";

    private const int CadenceFrames = 30;
    private const double ConstantCadence = 0.002;

    private static readonly string[] VirtualWords =
        ["virtual", "obs", "manycam", "snap camera", "droidcam", "splitcam", "xsplit", "iriun", "epoccam", "webcamoid", "v4l2loopback", "loopback", "avatarify", "deepfacelive", "mmhmm", "camo"];

    private static readonly string[] SoftwareGpus = ["swiftshader", "llvmpipe", "softpipe", "software", "microsoft basic render"];

    public bool IsDeclaredTestCamera => Camera is CameraClass.Synthetic or CameraClass.File;

    public static InjectionSignals Of(SessionRecord record)
    {
        ClientHello hello = record.Hello;
        CameraClass camera = Classify(hello.Camera.Label);
        List<(string Name, int Weight)> found = [];
        void Add(bool holds, string name, int weight)
        {
            if (holds)
            {
                found.Add((name, weight));
            }
        }

        Add(camera == CameraClass.Synthetic, "synthetic-camera", 100);
        Add(camera == CameraClass.File, "file-camera", 100);
        Add(camera == CameraClass.Virtual, "virtual-camera", 80);
        Add(camera == CameraClass.Unnamed, "no-camera-label", 15);
        Add(SoftwareGpus.Any(g => hello.Device.Gpu.Contains(g, StringComparison.OrdinalIgnoreCase)), "software-gpu", 20);
        Add(hello.Device.WebDriver, "webdriver", 40);
        Add(hello.Device.PatchedFunctions, "patched-functions", 50);
        Add(hello.Device.Mobile && hello.Camera.FacingMode.Length == 0, "phone-without-facing-mode", 15);
        Add(hello.Device.Mobile && hello.Camera.Capabilities.Count == 0, "phone-without-capabilities", 10);
        Add(hello.Camera.FrameRate is > 0 and < 5 or > 120, "odd-frame-rate", 10);
        Add(record.Events.Any(e => e.Name == ClientEvent.DeviceChange), "device-change", 30);
        Add(record.Events.Any(e => e.Name == ClientEvent.Hidden), "page-hidden", 15);
        Add(IsCadenceConstant(record), "constant-cadence", 10);
        return new InjectionSignals(Math.Min(100, found.Sum(f => f.Weight)), found.ConvertAll(f => f.Name), camera);
    }

    public static CameraClass Classify(string label)
    {
        if (string.IsNullOrWhiteSpace(label))
        {
            return CameraClass.Unnamed;
        }

        if (label.Contains(SyntheticLabel, StringComparison.OrdinalIgnoreCase))
        {
            return CameraClass.Synthetic;
        }

        string[] file = ["fake_device", "fake device", ".y4m", ".mjpeg", ".mp4"];
        if (label.StartsWith('/') || file.Any(f => label.Contains(f, StringComparison.OrdinalIgnoreCase)))
        {
            return CameraClass.File;
        }

        return VirtualWords.Any(v => HasWord(label, v)) ? CameraClass.Virtual : CameraClass.Ordinary;
    }

    /// <summary>Short names only count as whole words: "obs" must not be found inside another word.</summary>
    private static bool HasWord(string label, string word)
    {
        for (int at = label.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = label.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            bool start = at == 0 || !char.IsLetter(label[at - 1]);
            bool end = at + word.Length >= label.Length || !char.IsLetter(label[at + word.Length]);
            if (start && end)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Real cameras and browsers jitter by milliseconds; a loop with a timer of its own does not.</summary>
    private static bool IsCadenceConstant(SessionRecord record)
    {
        double[] gaps = [.. record.Frames.Zip(record.Frames.Skip(1), (a, b) => (double)b.Header.CaptureMilliseconds - a.Header.CaptureMilliseconds)];
        if (gaps.Length < CadenceFrames)
        {
            return false;
        }

        double mean = gaps.Average();
        double deviation = Math.Sqrt(gaps.Average(g => (g - mean) * (g - mean)));
        return mean > 0 && deviation / mean < ConstantCadence;
    }
}
