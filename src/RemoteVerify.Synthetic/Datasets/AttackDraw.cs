using System.Numerics;
using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Datasets;

/// <summary>Makes pictures for the attack detector: living people and instruments that show or cover a face, through webcams.</summary>
public static class AttackDraw
{
    private const int WebcamWidth = 480;
    private const int WebcamHeight = 360;

    /// <summary>Side of the cut-out in units of the longer side of the face's box: the network's crop (2.7) with room for jitter.</summary>
    private const float Margin = 3.2f;

    /// <summary>A whole webcam frame of an attack with somebody's picture.</summary>
    /// <param name="subject">Who is shown.</param>
    /// <param name="species">The instrument.</param>
    /// <param name="number">Another number is another picture, scene and camera.</param>
    /// <param name="cancellationToken">Ends the rendering.</param>
    public static RenderedFrame Frame(SyntheticSubject subject, AttackSpecies species, int number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ulong seed = SeededGenerator.Mix(SeededGenerator.Mix((ulong)subject.Number, (ulong)number), 0xA77AC4 + (ulong)species);
        SeededGenerator draw = new(seed);
        AttackScene scene = AttackScene.Draw(species, draw.NextBits());
        RenderedFrame picture = Picture(subject, number, draw, cancellationToken);
        RenderedFrame? wearer = scene.IsWorn ? Wearer(subject, number, scene, cancellationToken) : null;
        return scene.RenderStill(picture, WebcamWidth, WebcamHeight, wearer);
    }

    /// <summary>A square cut-out of an attack, or of a living person in front of a webcam where the species is null.</summary>
    /// <param name="subject">Who is shown.</param>
    /// <param name="species">The instrument; null for a living person.</param>
    /// <param name="number">Another number is another picture.</param>
    /// <param name="sidePixels">Rows and columns.</param>
    /// <param name="cancellationToken">Ends the rendering.</param>
    public static TrainingFrame CutOut(SyntheticSubject subject, AttackSpecies? species, int number, int sidePixels, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        RenderedFrame frame = species is { } kind
            ? Frame(subject, kind, number, cancellationToken)
            : FrameDraw.Capture(subject, 1 + number, EdgeCare.Outlines, cancellationToken).Frame;
        (Vector2 corner, Vector2 size) = BoxOf(frame.Truth.Points);
        float side = Margin * MathF.Max(size.X, size.Y), scale = sidePixels / side;
        Vector2 origin = corner + ((size - new Vector2(side)) / 2);
        FaceTruth truth = new(frame.Truth.Points.Move(point => (point - origin) * scale), new Vector2[FaceOutline.PointCount], (corner - origin) * scale, size * scale);
        return new(Cut(frame, origin, 1 / scale, sidePixels), subject.Number, species is { } one ? (int)one : 0, frame.Truth.State, truth, [.. IdentityParameters.ValuesOf(subject.Face)]);
    }

    /// <summary>
    /// The box of a face as its five points tell it, for living faces and pictures of faces alike: 2.29 times as high as eyes and
    /// mouth are apart, the eyes at a third.
    /// </summary>
    private static (Vector2 Corner, Vector2 Size) BoxOf(FacePoints points)
    {
        Vector2 eyes = (points.RightEye + points.LeftEye) / 2, mouth = (points.RightMouthCorner + points.LeftMouthCorner) / 2;
        float height = 2.29f * Vector2.Distance(eyes, mouth);
        Vector2 size = new(0.85f * height, height);
        return (Vector2.Lerp(eyes, mouth, 0.36f) - (size / 2), size);
    }

    // Single points of the frame, as the network's own crop takes them: grain and moire stay.
    private static byte[] Cut(RenderedFrame frame, Vector2 origin, float step, int side)
    {
        byte[] pixels = new byte[side * side * 3];
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                Vector2 at = origin + (new Vector2(x + 0.5f, y + 0.5f) * step);
                int blue = 0, green = 0, red = 0, i = 3 * ((y * side) + x);
                PixelSampler.AddBilinear(frame.Pixels, frame.WidthPixels, frame.HeightPixels, at.X, at.Y, ref blue, ref green, ref red);
                (pixels[i], pixels[i + 1], pixels[i + 2]) = ((byte)(blue >> 8), (byte)(green >> 8), (byte)(red >> 8));
            }
        }

        return pixels;
    }

    // The photograph of a document, or a picture from a webcam.
    private static RenderedFrame Picture(SyntheticSubject subject, int number, SeededGenerator draw, CancellationToken cancellationToken)
    {
        PersonParameters person = subject.On(number);
        if (draw.NextChance(0.4f))
        {
            return Portrait.Render(person, cancellationToken);
        }

        HeadState state = ViewDraw.Capture(draw) with { DistanceMillimetres = draw.NextBetween(380, 560) };
        return HeadRenderer.Render(person, state, SceneLights.Draw(draw.NextBits()), new(WebcamWidth, WebcamHeight) { Threads = 1, Edges = EdgeCare.Outlines }, cancellationToken);
    }

    // The attacker: the next person of the same block of numbers.
    private static RenderedFrame Wearer(SyntheticSubject subject, int number, AttackScene scene, CancellationToken cancellationToken) =>
        HeadRenderer.Render(
            SyntheticSubject.Draw(subject.Number ^ 1).On(number), scene.Pose, scene.Light, new(WebcamWidth, WebcamHeight) { Threads = 1, Edges = EdgeCare.Outlines }, cancellationToken);
}
