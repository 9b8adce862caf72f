using System.Numerics;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>
/// A cut-out or a bent mask, worn by a living person who does what is asked, or a cut-out held by a hand. Where there are
/// holes for the eyes, the wearer's own eyes are seen.
/// </summary>
public sealed class CutOutAttack : IFrameSource
{
    private readonly AttackOptions _options;
    private readonly CutOptions _cut;
    private readonly bool _mask;
    private readonly RenderedFrame _picture;
    private readonly IFrameSource? _wearer;
    private readonly HeldInstrument _held;
    private readonly CameraModel _camera;
    private readonly ScreenGlow _glow = new();

    /// <param name="species"><see cref="AttackSpecies.CutOut"/> or <see cref="AttackSpecies.BentMask"/>.</param>
    /// <param name="picture">What is printed.</param>
    /// <param name="wearer">Who wears it, seen through a camera without noise of its own; null for a cut-out that a hand holds.</param>
    /// <param name="options">Hand and camera.</param>
    /// <param name="cut">Print and scissors; null for the usual ones.</param>
    public CutOutAttack(AttackSpecies species, RenderedFrame picture, IFrameSource? wearer, AttackOptions options, CutOptions? cut = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(options);
        _mask = species == AttackSpecies.BentMask;
        if (!_mask && species != AttackSpecies.CutOut)
        {
            throw new ArgumentOutOfRangeException(nameof(species));
        }

        if (_mask && wearer is null)
        {
            throw new ArgumentNullException(nameof(wearer), "A bent mask needs a head.");
        }

        CutOptions chosen = cut ?? new();
        bool worn = wearer is not null;
        _cut = chosen with { Worn = worn, Print = worn || chosen.Print.Hands.Count > 0 ? chosen.Print : chosen.Print with { Hands = [new() { At = 0.1f }] } };
        (_picture, _wearer, _options) = (picture, wearer, options);
        _held = new(options);
        _camera = new(options.Camera, options.Seed);
    }

    /// <inheritdoc/>
    public void Ask(AskedMotion motion, TimeSpan at)
    {
        _held.Ask(motion, at);
        _wearer?.Ask(motion, at);
    }

    /// <inheritdoc/>
    public void ShowScreenColour(Vector3 colour, TimeSpan at)
    {
        _held.ShowScreenColour(colour, at);
        _wearer?.ShowScreenColour(colour, at);
        _glow.Show(colour, at);
    }

    /// <inheritdoc/>
    public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels)
    {
        if (_wearer is null)
        {
            return _held.Capture(sighting => InstrumentMaker.CutOut(_picture, _cut, sighting), at, widthPixels, heightPixels);
        }

        RenderedFrame behind = _wearer.Capture(at, widthPixels, heightPixels);
        LightField light = LightField.FromFrame(behind.Pixels, widthPixels, heightPixels);
        Sighting sighting = new(widthPixels, heightPixels, _options.Camera.ApertureShare, HeadState.Neutral, at);
        GroundTruth truth = new WornInstrument(_cut, _mask).Paint(light, _picture, behind.Truth, new(_options.Light, _glow.At(at)), sighting);
        return _camera.Develop(light, truth, at);
    }
}
