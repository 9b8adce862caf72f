namespace RemoteVerify.Synthetic.Injection;

/// <summary>How the pictures get into the session: what browser and camera then say about themselves. All of it is the attacker's to choose.</summary>
public sealed record InjectionEntry
{
    /// <summary>Short name in lower case with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The label that the browser shows for the camera.</summary>
    public string CameraLabel { get; init; } = OrdinaryLabel;

    /// <summary>Frames per second that the camera claims.</summary>
    public double FrameRate { get; init; } = 30;

    /// <summary><c>user</c>, <c>environment</c> or empty.</summary>
    public string FacingMode { get; init; } = "";

    /// <summary>Names of the capabilities that the track reports.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = ["aspectRatio", "brightness", "contrast", "exposureMode", "frameRate", "height", "width"];

    public bool IsMobile { get; init; }

    /// <summary>Renderer that WebGL names.</summary>
    public string Gpu { get; init; } = "ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)";

    /// <summary>The browser says that it is driven by a program.</summary>
    public bool IsWebDriver { get; init; }

    /// <summary>A page that compares its functions with the browser's own finds them replaced.</summary>
    public bool HasPatchedFunctions { get; init; }

    /// <summary>When the list of cameras changes during the session, since its start; null when it does not.</summary>
    public TimeSpan? DeviceChangeAt { get; init; }

    /// <summary>Whether frames are taken on an exact beat, as by a program that talks the protocol itself, and not whenever a page gets to it.</summary>
    public bool HasPerfectCadence { get; init; }

    /// <summary>A label as ordinary cameras have it.</summary>
    public const string OrdinaryLabel = "Integrated Camera (04f2:b6be)";

    /// <summary>The usual program, under its own name.</summary>
    public static InjectionEntry VirtualCamera { get; } = new() { Name = "virtual-camera", CameraLabel = "OBS Virtual Camera" };

    /// <summary>A loop-back driver that was given the name of an ordinary camera, in an ordinary browser.</summary>
    public static InjectionEntry RenamedCamera { get; } = new() { Name = "renamed-camera", Capabilities = ["aspectRatio", "frameRate", "height", "width"] };

    /// <summary>A browser that plays a file in place of a camera.</summary>
    public static InjectionEntry FileCamera { get; } = new() { Name = "file-camera", CameraLabel = "fake_device_0", Capabilities = ["frameRate", "height", "width"] };

    /// <summary>A script in the page replaces the camera's functions and does not hide it.</summary>
    public static InjectionEntry HookedPage { get; } = new() { Name = "hooked-page", HasPatchedFunctions = true };

    /// <summary>A browser built anew: the page finds nothing, and every fact is that of an ordinary camera.</summary>
    public static InjectionEntry RebuiltBrowser { get; } = new() { Name = "rebuilt-browser" };

    /// <summary>A telephone that runs inside a computer.</summary>
    public static InjectionEntry EmulatedPhone { get; } = new()
    {
        Name = "emulated-phone", CameraLabel = "camera2 1, facing front", IsMobile = true, Gpu = "Android Emulator OpenGL ES Translator (Google SwiftShader)", Capabilities = [],
    };

    /// <summary>No browser: a program that talks the protocol, on the beat of a clock.</summary>
    public static InjectionEntry ScriptedClient { get; } = new() { Name = "scripted-client", IsWebDriver = true, HasPerfectCadence = true };
}
