using System.Numerics;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Datasets;

/// <summary>A webcam's frame with every place of the face in it.</summary>
public sealed record WebcamFrame(RenderedFrame Frame, FaceTruth Truth);

/// <summary>Makes the pictures of a data set, each from its own numbers: any one of them can be made again alone.</summary>
public static class FrameDraw
{
    /// <summary>Side of a face cut-out in units of the longer side of the face's box: the landmark crop (1.5) with room for jitter.</summary>
    private const float FaceMargin = 1.875f;
    private const int WebcamWidth = 480;
    private const int WebcamHeight = 360;

    /// <summary>A square cut-out round a face, as large as it would be in a 480x360 frame and then scaled to <paramref name="sidePixels"/>.</summary>
    public static TrainingFrame Face(SyntheticSubject subject, int view, int sidePixels, CancellationToken cancellationToken)
    {
        SeededGenerator draw = Generator(subject.Number, view, FrameKind.Faces);
        PersonParameters person = subject.On(view);
        HeadState state = ViewDraw.Wide(draw);
        SceneLight light = SceneLights.Draw(draw.NextBits());
        CameraView whole = CameraView.Whole(WebcamWidth, WebcamHeight);
        FaceTruth truth = HeadRenderer.Measure(person, state, whole);
        float side = FaceMargin * MathF.Max(truth.BoxSize.X, truth.BoxSize.Y);
        Vector2 corner = truth.BoxCorner + ((truth.BoxSize - new Vector2(side)) / 2) + (side * 0.02f * new Vector2(draw.NextBell(), draw.NextBell()));
        return Render(subject, person, state, light, whole.Cut(corner, sidePixels / side), sidePixels, sidePixels, cancellationToken);
    }

    /// <summary>A whole webcam frame of a person in a capture; view 0 is a photographer's portrait as on a chip.</summary>
    public static WebcamFrame Capture(SyntheticSubject subject, int view, EdgeCare edges, CancellationToken cancellationToken)
    {
        SeededGenerator draw = Generator(subject.Number, view, FrameKind.Captures);
        return view == 0
            ? Webcam(subject, view, new() { DistanceMillimetres = draw.NextBetween(430, 560) }, SceneLight.Studio, edges, cancellationToken)
            : Webcam(subject, view, ViewDraw.Capture(draw), SceneLights.Draw(draw.NextBits()), edges, cancellationToken);
    }

    /// <summary>A whole webcam frame of a person who turns as far as 64 degrees, shuts the eyes, opens the mouth.</summary>
    public static WebcamFrame Wide(SyntheticSubject subject, int view, CancellationToken cancellationToken)
    {
        SeededGenerator draw = Generator(subject.Number, view, FrameKind.Wide);
        return Webcam(subject, view, ViewDraw.Wide(draw), SceneLights.Draw(draw.NextBits()), EdgeCare.All, cancellationToken);
    }

    private static WebcamFrame Webcam(SyntheticSubject subject, int view, HeadState state, SceneLight light, EdgeCare edges, CancellationToken cancellationToken)
    {
        PersonParameters person = subject.On(view);
        CameraView whole = CameraView.Whole(WebcamWidth, WebcamHeight);
        RenderedFrame frame = HeadRenderer.Render(person, state, light, new(WebcamWidth, WebcamHeight) { Threads = 1, Edges = edges }, cancellationToken);
        // The camera stands still and reads all rows at once, so that the truth stays exact.
        ulong seed = SeededGenerator.Mix(SeededGenerator.Mix((ulong)subject.Number, (ulong)view), 0xCA3E4A);
        CameraOptions camera = CameraOptions.Draw(seed) with { Readout = TimeSpan.Zero, ShakePixelsPerSecond = default };
        return new(new CameraModel(camera, seed).Apply(frame, TimeSpan.FromSeconds(1)), HeadRenderer.Measure(person, state, whole));
    }

    /// <summary>A whole small frame with a face of any size anywhere; one in eight shows nobody.</summary>
    public static TrainingFrame Scene(SyntheticSubject subject, int view, int widthPixels, int heightPixels, CancellationToken cancellationToken)
    {
        SeededGenerator draw = Generator(subject.Number, view, FrameKind.Scenes);
        PersonParameters person = subject.On(view);
        bool nobody = draw.NextChance(0.125f);
        HeadState state = ViewDraw.Wide(draw) with { DistanceMillimetres = MathF.Exp(draw.NextBetween(MathF.Log(260), MathF.Log(1500))) };
        CameraView whole = CameraView.Whole(widthPixels, heightPixels);
        // The person sits left or right of the middle; far ones may sit farther out.
        float reach = Math.Clamp(state.DistanceMillimetres / 1500, 0.05f, 0.4f);
        Vector2 shift = new(draw.NextBetween(-reach, reach) * widthPixels, draw.NextBetween(-0.6f * reach, 0.6f * reach) * heightPixels);
        CameraView seen = whole with { PrincipalPoint = whole.PrincipalPoint + shift };
        SceneLight light = SceneLights.Draw(draw.NextBits());
        return nobody
            ? new(HeadRenderer.RenderRoom(light, widthPixels, heightPixels), -1, 0, HeadState.Neutral, Nowhere, [.. IdentityParameters.ValuesOf(subject.Face)])
            : Render(subject, person, state, light, seen, widthPixels, heightPixels, cancellationToken);
    }

    private static FaceTruth Nowhere { get; } = new(new(default, default, default, default, default), new Vector2[FaceOutline.PointCount], default, default);

    private static SeededGenerator Generator(int person, int view, FrameKind kind) =>
        new(SeededGenerator.Mix(SeededGenerator.Mix((ulong)person, (ulong)view), 0xF4A3E + (ulong)kind));

    private static TrainingFrame Render(
        SyntheticSubject subject, PersonParameters person, HeadState state, SceneLight light, CameraView view, int width, int height, CancellationToken cancellationToken)
    {
        RenderedFrame frame = HeadRenderer.Render(person, state, light, new(width, height) { View = view, Threads = 1, Edges = EdgeCare.Outlines }, cancellationToken);
        FaceTruth truth = HeadRenderer.Measure(person, state, view);
        return new(frame.Pixels, subject.Number, 0, state, truth, [.. IdentityParameters.ValuesOf(subject.Face)]);
    }
}
