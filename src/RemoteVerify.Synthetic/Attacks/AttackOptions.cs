using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>How an attack instrument is held before the camera, and the camera.</summary>
public sealed record AttackOptions
{
    /// <summary>Two attacks with the same seed deliver the same bytes for the same questions.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How a hand moves it: slower to start than a head, and never still.</summary>
    public MotionOptions Motion { get; init; } = new() { Blinks = false, Tremor = 2.5f };

    public CameraOptions Camera { get; init; } = new();

    /// <summary>The room behind.</summary>
    public SceneLight Light { get; init; } = SceneLight.Room;
}
