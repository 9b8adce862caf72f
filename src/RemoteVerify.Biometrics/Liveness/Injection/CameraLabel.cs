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

/// <summary>The camera's name. Whoever writes a driver chooses it.</summary>
internal static class CameraLabel
{
    /// <summary>The label under which the project's own synthetic camera declares itself.</summary>
    public const string Synthetic = "RemoteVerify synthetic camera";

    private static readonly string[] VirtualWords =
        ["virtual", "obs", "manycam", "snap camera", "droidcam", "splitcam", "xsplit", "iriun", "epoccam", "webcamoid", "v4l2loopback", "loopback", "avatarify", "deepfacelive", "mmhmm", "camo"];

    public static IEnumerable<InjectionFinding> Find(CameraClass camera) =>
    [
        new("synthetic-camera", 100, camera == CameraClass.Synthetic),
        new("file-camera", 100, camera == CameraClass.File),
        new("virtual-camera", 80, camera == CameraClass.Virtual),
        new("no-camera-label", 15, camera == CameraClass.Unnamed),
    ];

    public static CameraClass Classify(string label)
    {
        if (string.IsNullOrWhiteSpace(label))
        {
            return CameraClass.Unnamed;
        }

        if (label.Contains(Synthetic, StringComparison.OrdinalIgnoreCase))
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
}
