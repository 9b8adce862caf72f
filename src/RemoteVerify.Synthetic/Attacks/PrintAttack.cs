using System.Numerics;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>A printed picture of someone, held before the camera and turned, tilted and moved as asked.</summary>
public sealed class PrintAttack : IFrameSource
{
    private readonly HeldInstrument _held;
    private readonly RenderedFrame _portrait;
    private readonly PrintOptions _print;

    /// <param name="portrait">The picture that is printed.</param>
    /// <param name="options">Hand and camera.</param>
    /// <param name="print">Printer and paper; null for a home print.</param>
    public PrintAttack(RenderedFrame portrait, AttackOptions options, PrintOptions? print = null)
    {
        ArgumentNullException.ThrowIfNull(portrait);
        ArgumentNullException.ThrowIfNull(options);
        (_portrait, _print) = (portrait, print ?? new());
        _held = new(options);
    }

    /// <inheritdoc/>
    public void Ask(AskedMotion motion, TimeSpan at) => _held.Ask(motion, at);

    /// <inheritdoc/>
    public void ShowScreenColour(Vector3 colour, TimeSpan at) => _held.ShowScreenColour(colour, at);

    /// <inheritdoc/>
    public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels) =>
        _held.Capture(sighting => InstrumentMaker.Print(_portrait, _print, sighting), at, widthPixels, heightPixels);
}
