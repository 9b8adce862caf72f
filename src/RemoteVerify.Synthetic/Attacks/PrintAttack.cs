using System.Numerics;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>A printed picture of someone, held before the camera and turned, tilted and moved as asked.</summary>
public sealed class PrintAttack : IFrameSource
{
    private readonly HeldPlane _plane;
    private readonly PrintedSheet _sheet;
    private readonly GroundTruth _shown;

    /// <param name="portrait">The picture that is printed.</param>
    /// <param name="options">Hand and camera.</param>
    public PrintAttack(RenderedFrame portrait, AttackOptions options)
    {
        ArgumentNullException.ThrowIfNull(portrait);
        ArgumentNullException.ThrowIfNull(options);
        _sheet = new(portrait);
        _shown = portrait.Truth;
        _plane = new(options);
    }

    /// <inheritdoc/>
    public void Ask(AskedMotion motion, TimeSpan at) => _plane.Ask(motion, at);

    /// <inheritdoc/>
    public void ShowScreenColour(Vector3 colour, TimeSpan at) => _plane.ShowScreenColour(colour, at);

    /// <inheritdoc/>
    public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels) => _plane.Capture(_sheet, _shown, at, widthPixels, heightPixels);
}
