using System.Numerics;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Cameras;

/// <summary>
/// What a camera does to the light that reaches it. The defaults are a quiet, sharp camera with a little grain: everything
/// else is off. Lengths in pixels hold for a frame of 360 rows and grow with the frame.
/// </summary>
public sealed record CameraOptions
{
    /// <summary>Amplification: 1 in a bright room, 4 in a dark one. Noise grows with it.</summary>
    public float Gain { get; init; } = 1.3f;

    /// <summary>0: every pixel has noise of its own; 1: noise hangs together over neighbours, as after demosaicing and denoising.</summary>
    public float GrainSize { get; init; }

    /// <summary>How far the exposure wanders by itself: 0.04 is four percent of the light.</summary>
    public float ExposureDrift { get; init; } = 0.04f;

    /// <summary>Constant error of the exposure as a factor on the light; below 1 is too dark.</summary>
    public float ExposureBias { get; init; } = 1;

    /// <summary>How much of a change in brightness the automatic exposure makes up for: 0 none, 1 all.</summary>
    public float AutoExposure { get; init; }

    /// <summary>Time in which the automatic exposure comes two thirds of the way.</summary>
    public TimeSpan ExposureLag { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Error of the white balance: factors on red, green, blue light.</summary>
    public Vector3 WhiteBalance { get; init; } = Vector3.One;

    /// <summary>How far red and blue wander against each other in half a minute.</summary>
    public float WhiteBalanceDrift { get; init; }

    /// <summary>Standard deviation of the lens's blur, in pixels.</summary>
    public float BlurPixels { get; init; }

    /// <summary>Share of the light that a dirty lens spreads over the neighbourhood.</summary>
    public float Flare { get; init; }

    /// <summary>Share of the light that is lost in the corners.</summary>
    public float Vignetting { get; init; }

    /// <summary>Share of a pixel's width that collects light: small ones show moire, 1 the least.</summary>
    public float ApertureShare { get; init; } = 0.6f;

    /// <summary>Whether red and blue are measured at every second pixel only (Bayer pattern).</summary>
    public bool Mosaic { get; init; }

    /// <summary>Strength of the halo that cheap cameras put round edges; 0 none, 1 strong.</summary>
    public float Sharpening { get; init; }

    /// <summary>Steepness of the tone curve in its middle; 1 neutral.</summary>
    public float Contrast { get; init; } = 1;

    /// <summary>Exponent on the shown value; above 1 darkens the middle.</summary>
    public float Gamma { get; init; } = 1;

    /// <summary>0 grey, 1 neutral.</summary>
    public float Saturation { get; init; } = 1;

    /// <summary>Columns really measured as a share of the columns delivered.</summary>
    public float ResolutionShare { get; init; } = 1;

    /// <summary>Quality of the JPEG that the picture went through, or null for none.</summary>
    public int? JpegQuality { get; init; }

    /// <summary>Time between reading the first and the last row.</summary>
    public TimeSpan Readout { get; init; }

    /// <summary>Movement of the subject in a single frame, pixels per second, when no earlier frame shows it.</summary>
    public Vector2 ShakePixelsPerSecond { get; init; }

    /// <summary>A camera as people have them: from a good telephone to a ten-year-old webcam in the evening.</summary>
    public static CameraOptions Draw(ulong seed)
    {
        SeededGenerator draw = new(SeededGenerator.Mix(seed, 0xCA3E4A));
        // One number for how poor the camera is, so that faults come together.
        float poor = draw.NextUnit() * draw.NextUnit();
        float warm = 0.10f * draw.NextBell() * (0.5f + poor);
        bool small = draw.NextChance(0.25f + (0.4f * poor));
        return new()
        {
            Gain = draw.NextBetween(0.7f, 1.8f) + (3.2f * poor * draw.NextUnit()),
            GrainSize = draw.NextUnit(),
            ExposureDrift = draw.NextBetween(0, 0.06f),
            ExposureBias = MathF.Exp(Math.Clamp(0.20f * draw.NextBell(), -0.5f, 0.45f)),
            AutoExposure = draw.NextBetween(0.3f, 0.9f),
            ExposureLag = TimeSpan.FromMilliseconds(draw.NextBetween(150, 900)),
            WhiteBalance = new(1 + Math.Clamp(warm, -0.2f, 0.25f), 1 + (0.025f * draw.NextBell()), 1 - Math.Clamp(1.2f * warm, -0.25f, 0.28f)),
            WhiteBalanceDrift = draw.NextBetween(0, 0.02f),
            BlurPixels = draw.NextBetween(0.15f, 0.55f) + (1.0f * poor * draw.NextUnit()),
            Flare = draw.NextBetween(0, 0.03f) + (draw.NextChance(0.2f) ? draw.NextBetween(0.02f, 0.08f) : 0),
            Vignetting = draw.NextBetween(0, 0.35f),
            ApertureShare = draw.NextBetween(0.25f, 0.8f),
            Mosaic = draw.NextChance(0.45f),
            Sharpening = draw.NextChance(0.6f) ? draw.NextBetween(0.1f, 0.9f) : 0,
            Contrast = draw.NextBetween(0.9f, 1.18f),
            Gamma = MathF.Exp(0.08f * draw.NextBell()),
            Saturation = draw.NextBetween(0.78f, 1.2f),
            ResolutionShare = small ? draw.NextBetween(0.5f, 0.95f) : 1,
            JpegQuality = draw.NextChance(0.9f) ? 55 + draw.NextIndex(41) : null,
            Readout = TimeSpan.FromMilliseconds(draw.NextBetween(8, 33)),
            ShakePixelsPerSecond = draw.NextChance(0.4f) ? new(60 * draw.NextBell(), 25 * draw.NextBell()) : Vector2.Zero,
        };
    }
}
