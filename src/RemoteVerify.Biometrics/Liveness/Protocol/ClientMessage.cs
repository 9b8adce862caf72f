using System.Text.Json.Serialization;

namespace RemoteVerify.Biometrics.Liveness.Protocol;

/// <summary>A text message of the client.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ClientHello), "hello")]
[JsonDerivedType(typeof(ClientResume), "resume")]
[JsonDerivedType(typeof(ClientEvent), "event")]
public abstract record ClientMessage;

/// <summary>The first message: the single-use ticket, what the person needs, and what the device says about itself (all forgeable).</summary>
public sealed record ClientHello : ClientMessage
{
    public int Version { get; init; } = ProtocolLimits.Version;

    /// <summary>A secret of the host; this room only carries it.</summary>
    public string Ticket { get; init; } = "";

    public int ScreenWidth { get; init; }

    public int ScreenHeight { get; init; }

    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>The client understands <see cref="ColourMessage"/>; who does not say so is never sent one.</summary>
    public bool ScreenColours { get; init; }

    /// <summary>The client can make guide frames as WebP, which a slow line carries in half the time; who does not say so is asked for JPEG.</summary>
    public bool WebP { get; init; }

    public ClientNeeds Needs { get; init; } = new();

    public CameraFacts Camera { get; init; } = new();

    public DeviceFacts Device { get; init; } = new();

    public override string ToString() => "hello";
}

/// <summary>The first message on a new line after the old one broke, in place of hello.</summary>
public sealed record ClientResume : ClientMessage
{
    /// <summary>The secret of the last <c>ready</c>.</summary>
    public string Secret { get; init; } = "";

    public override string ToString() => "resume";
}

/// <summary>What a person asked for before the camera started.</summary>
public sealed record ClientNeeds
{
    public bool NoHeadTurn { get; init; }

    public bool NoFlash { get; init; }

    public bool AudioPrompts { get; init; }

    /// <summary>1, 2 or 4 times the usual time.</summary>
    public int TimeFactor { get; init; } = 1;
}

/// <summary>What the browser says about the camera.</summary>
public sealed record CameraFacts
{
    /// <summary>The device label; only its class is kept.</summary>
    public string Label { get; init; } = "";

    public int Width { get; init; }

    public int Height { get; init; }

    public double FrameRate { get; init; }

    /// <summary><c>user</c>, <c>environment</c> or empty.</summary>
    public string FacingMode { get; init; } = "";

    /// <summary>Names of the capabilities that the track reports.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    public int Cameras { get; init; }
}

/// <summary>What the browser says about itself.</summary>
public sealed record DeviceFacts
{
    public string UserAgent { get; init; } = "";

    public bool Mobile { get; init; }

    /// <summary>The unmasked renderer of WebGL; empty when there is none.</summary>
    public string Gpu { get; init; } = "";

    public bool WebDriver { get; init; }

    /// <summary>getUserMedia or the canvas are not the browser's own functions.</summary>
    public bool PatchedFunctions { get; init; }
}

/// <summary>Something that happened on the client: <c>hidden</c>, <c>visible</c>, <c>device-change</c>, <c>camera-ended</c>, <c>cancel</c>.</summary>
public sealed record ClientEvent : ClientMessage
{
    public const string Hidden = "hidden";
    public const string Visible = "visible";
    public const string DeviceChange = "device-change";
    public const string CameraEnded = "camera-ended";
    public const string Cancel = "cancel";

    public string Name { get; init; } = "";
}
