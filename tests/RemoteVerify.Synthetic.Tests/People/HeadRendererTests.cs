using System.Numerics;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Synthetic.Tests.People;

public class HeadRendererTests
{
    private static readonly PersonParameters Looks = CastList.WithRole(CastRole.Citizen).Looks;

    [Fact]
    public void Render_SameInput_SameBytesWhateverTheThreads()
    {
        RenderOptions options = new(96, 80) { WithScreenResponse = true };
        RenderedFrame one = HeadRenderer.Render(Looks, new() { YawDegrees = 12 }, SceneLight.Room, options with { Threads = 1 }, default);
        RenderedFrame all = HeadRenderer.Render(Looks, new() { YawDegrees = 12 }, SceneLight.Room, options, default);
        Assert.Equal(one.Pixels, all.Pixels);
        Assert.Equal(one.ScreenResponse, all.ScreenResponse);
    }

    [Fact]
    public void Render_OtherPerson_OtherPicture()
    {
        RenderOptions options = new(64, 64);
        RenderedFrame a = HeadRenderer.Render(Looks, HeadState.Neutral, SceneLight.Room, options, default);
        RenderedFrame b = HeadRenderer.Render(CastList.WithRole(CastRole.Impostor).Looks, HeadState.Neutral, SceneLight.Room, options, default);
        Assert.NotEqual(a.Pixels, b.Pixels);
    }

    [Fact]
    public void Render_Cancelled_Throws()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => HeadRenderer.Render(Looks, HeadState.Neutral, SceneLight.Room, new(64, 64), stop.Token));
    }

    [Fact]
    public void Project_YawPitchRoll_MoveAsDocumented()
    {
        FacePoints neutral = HeadRenderer.Project(Looks, HeadState.Neutral, 640, 480);
        float NoseOff(HeadState state)
        {
            FacePoints points = HeadRenderer.Project(Looks, state, 640, 480);
            return points.NoseTip.X - ((points.RightEye.X + points.LeftEye.X) / 2);
        }

        Assert.True(neutral.RightEye.X < neutral.LeftEye.X, "the subject's right eye lies left in the picture");
        Assert.True(NoseOff(new() { YawDegrees = 20 }) > NoseOff(HeadState.Neutral) + 8, "turning to the subject's left moves the nose to the picture's right");
        Assert.True(NoseOff(new() { YawDegrees = -20 }) < NoseOff(HeadState.Neutral) - 8);
        Assert.True(HeadRenderer.Project(Looks, new() { PitchDegrees = 15 }, 640, 480).NoseTip.Y < neutral.NoseTip.Y - 8, "chin up moves the nose up");
        FacePoints tilted = HeadRenderer.Project(Looks, new() { RollDegrees = 10 }, 640, 480);
        Assert.True(tilted.LeftEye.Y < tilted.RightEye.Y - 5, "tilting to the subject's right lifts the left eye");
    }

    [Fact]
    public void Project_Closer_FaceGrowsAndPerspectiveChanges()
    {
        FacePoints near = HeadRenderer.Project(Looks, new() { DistanceMillimetres = 300 }, 640, 480);
        FacePoints far = HeadRenderer.Project(Looks, new() { DistanceMillimetres = 700 }, 640, 480);
        Assert.InRange(near.InterEyeDistancePixels / far.InterEyeDistancePixels, 1.9f, 2.7f);
        // The nose is nearer than the eyes: with the head a little turned it moves farther off when the camera is near.
        float Share(float distance)
        {
            FacePoints points = HeadRenderer.Project(Looks, new() { DistanceMillimetres = distance, YawDegrees = 15 }, 640, 480);
            return (points.NoseTip.X - ((points.RightEye.X + points.LeftEye.X) / 2)) / points.InterEyeDistancePixels;
        }

        Assert.True(Share(300) > Share(700) * 1.03f);
    }

    [Fact]
    public void Render_Blink_ChangesOnlyTheEyes()
    {
        RenderOptions options = new(160, 160) { Edges = EdgeCare.None };
        RenderedFrame open = HeadRenderer.Render(Looks with { Glasses = GlassesStyle.None }, HeadState.Neutral, SceneLight.Room, options, default);
        RenderedFrame shut = HeadRenderer.Render(Looks with { Glasses = GlassesStyle.None }, new() { Blink = 1 }, SceneLight.Room, options, default);
        Assert.True(open.Truth.EyesOpen);
        Assert.False(shut.Truth.EyesOpen);
        float reach = open.Truth.Points.InterEyeDistancePixels * 0.5f;
        int near = 0, away = 0;
        for (int i = 0; i < open.Pixels.Length; i += 3)
        {
            if (Math.Abs(open.Pixels[i + 1] - shut.Pixels[i + 1]) > 12)
            {
                Vector2 at = new((i / 3 % 160) + 0.5f, (i / 3 / 160) + 0.5f);
                bool atEye = MathF.Min(Vector2.Distance(at, open.Truth.Points.LeftEye), Vector2.Distance(at, open.Truth.Points.RightEye)) < reach;
                _ = atEye ? near++ : away++;
            }
        }

        Assert.True(near > 30, $"{near} pixels changed at the eyes");
        Assert.True(away < near / 5, $"{away} pixels changed elsewhere");
    }

    [SkippableTheory]
    [InlineData(0, 0, 0, 480)]
    [InlineData(33, 0, 0, 480)]
    [InlineData(-33, 0, 0, 480)]
    [InlineData(0, 22, 0, 480)]
    [InlineData(0, -22, 0, 480)]
    [InlineData(0, 0, 15, 480)]
    [InlineData(0, 0, 0, 300)]
    [InlineData(0, 0, 0, 770)]
    public void Render_AnyPose_DetectorFindsTheTruth(float yaw, float pitch, float roll, float distance)
    {
        BiometricEngine engine = StandardEngine.Get();
        HeadState state = new() { YawDegrees = yaw, PitchDegrees = pitch, RollDegrees = roll, DistanceMillimetres = distance };
        foreach (CastRole role in (CastRole[])[CastRole.Citizen, CastRole.Impostor])
        {
            RenderedFrame frame = HeadRenderer.Render(CastList.WithRole(role).Looks, state, SceneLight.Room, new(480, 360), default);
            using Image image = frame.ToImage();
            DetectedFace face = Assert.Single(engine.Detector.Detect(image));
            Assert.True(face.Confidence > 0.8f);
            FacePoints truth = frame.Truth.Points;
            // In shares of the eye distance; mouth corners are what YuNet finds least surely, also on photographs.
            float tolerance = 0.30f * HeadRenderer.Project(CastList.WithRole(role).Looks, state with { YawDegrees = 0 }, 480, 360).InterEyeDistancePixels;
            float mean = (Off(truth.RightEye, face.Points.RightEye) + Off(truth.LeftEye, face.Points.LeftEye) + Off(truth.NoseTip, face.Points.NoseTip)
                + Off(truth.RightMouthCorner, face.Points.RightMouthCorner) + Off(truth.LeftMouthCorner, face.Points.LeftMouthCorner)) / 5;
            Assert.True(mean <= tolerance * 0.6f, $"mean {mean:F1} px off, at most {tolerance * 0.6f:F1}");
            Near(truth.RightEye, face.Points.RightEye, tolerance, "right eye");
            Near(truth.LeftEye, face.Points.LeftEye, tolerance, "left eye");
            Near(truth.NoseTip, face.Points.NoseTip, tolerance, "nose");
            Near(truth.RightMouthCorner, face.Points.RightMouthCorner, tolerance, "right corner");
            Near(truth.LeftMouthCorner, face.Points.LeftMouthCorner, tolerance, "left corner");
        }
    }

    private static float Off(Vector2 truth, ImagePoint found) => Vector2.Distance(truth, new(found.X, found.Y));

    private static void Near(Vector2 truth, ImagePoint found, float tolerance, string what)
    {
        float distance = Off(truth, found);
        Assert.True(distance <= tolerance, $"{what}: {distance:F1} px off, at most {tolerance:F1}");
    }
}
