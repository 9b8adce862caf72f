using System.Numerics;
using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Synthetic.Cameras;

/// <summary>
/// One camera over time: rolling shutter, lens, exposure, white balance, colour mosaic, tone, noise, sharpening, too few
/// pixels, JPEG, in this order. It remembers the exposure and where the subject was: times must not run backwards. The same
/// camera that sees the same frames at the same times delivers the same bytes.
/// </summary>
/// <param name="options">What kind of camera.</param>
/// <param name="seed">Noise and drift.</param>
public sealed class CameraModel(CameraOptions options, ulong seed)
{
    private const float UsualRows = 360;
    private readonly AutoExposure _exposure = new(options, seed);
    private readonly RollingShutter _shutter = new(options);
    private readonly CameraTone _tone = new(options);
    private readonly float _balancePhase = new SeededGenerator(SeededGenerator.Mix(seed, 78)).NextBetween(0, MathF.Tau);

    /// <summary>The frame as the camera delivers it; the truth moves with the picture, the screen's response is dropped.</summary>
    /// <param name="frame">As rendered; it is not changed.</param>
    /// <param name="at">Time since the camera was switched on.</param>
    public RenderedFrame Apply(RenderedFrame frame, TimeSpan at)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return Develop(LightField.FromFrame(frame.Pixels, frame.WidthPixels, frame.HeightPixels), frame.Truth, at);
    }

    /// <summary>The same from linear light, which is used up.</summary>
    internal RenderedFrame Develop(LightField light, GroundTruth truth, TimeSpan at)
    {
        int width = light.Width, height = light.Height;
        float size = height / UsualRows;
        GroundTruth seen = truth.Moved(_shutter.Apply(light, truth.Points, at), truth.State);
        Lens.Blur(light, options.BlurPixels * size);
        Lens.Spread(light, options.Flare);
        Lens.Expose(light, WhiteBalanceAt(at) * _exposure.Next(light, at), options.Vignetting);
        if (options.Mosaic)
        {
            BayerMosaic.Apply(light);
        }

        _tone.Apply(light);
        SensorNoise.Add(light, options.Gain, options.GrainSize, SeededGenerator.Mix(seed, (ulong)at.Ticks));
        Finishing.Saturate(light, options.Saturation);
        Finishing.Sharpen(light, options.Sharpening, 1.3f * size);
        Finishing.Coarsen(light, options.ResolutionShare);
        return new(width, height, ThroughJpeg(light.ToBytes(), width, height), seen);
    }

    private Vector3 WhiteBalanceAt(TimeSpan at)
    {
        float drift = options.WhiteBalanceDrift * MathF.Sin((0.2f * (float)at.TotalSeconds) + _balancePhase);
        return options.WhiteBalance * new Vector3(1 + drift, 1, 1 - drift);
    }

    private byte[] ThroughJpeg(byte[] pixels, int width, int height)
    {
        if (options.JpegQuality is not { } quality)
        {
            return pixels;
        }

        using Image image = Image.FromBgr24(pixels, width, height);
        using Image decoded = ImageCodec.Decode(ImageCodec.EncodeJpeg(image, quality), ImageLimits.Default);
        decoded.Pixels.CopyTo(pixels);
        return pixels;
    }
}
