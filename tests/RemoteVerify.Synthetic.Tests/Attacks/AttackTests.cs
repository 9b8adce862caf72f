using System.Numerics;
using RemoteVerify.Biometrics;
using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Synthetic.Tests.Attacks;

public class AttackTests
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(2.5);
    private static readonly Lazy<RenderedFrame> Face = new(() => Portrait.Render(CastList.WithRole(CastRole.Citizen).Looks, default));

    [Fact]
    public void Print_Turned_ItsPointsStayInOnePlane()
    {
        PrintAttack print = new(Face.Value, new() { Motion = new() { Tremor = 0, Blinks = false } });
        FacePoints straight = print.Capture(TimeSpan.Zero, 320, 240).Truth.Points;
        print.Ask(AskedMotion.TurnLeft, TimeSpan.Zero);
        RenderedFrame turned = print.Capture(Later, 320, 240);
        Assert.True(turned.Truth.State.YawDegrees > 25);
        // A living head turned like this moves its nose by a quarter of the distance from eyes to mouth; a sheet hardly.
        Assert.InRange(MathF.Abs(Asymmetry(turned.Truth.Points) - Asymmetry(straight)), 0, 0.06f);
        FacePoints head = HeadRenderer.Project(CastList.WithRole(CastRole.Citizen).Looks, turned.Truth.State, 320, 240);
        Assert.True(Asymmetry(head) > 0.15f);
        Assert.True(turned.Truth.Points.InterEyeDistancePixels < straight.InterEyeDistancePixels * 0.95f);
    }

    [Fact]
    public void Capture_SameSeed_SameBytesAndNextFrameDiffers()
    {
        byte[] Run(double at) => new PrintAttack(Face.Value, new()).Capture(TimeSpan.FromSeconds(at), 160, 120).Pixels;
        Assert.Equal(Run(1), Run(1));
        Assert.NotEqual(Run(1), Run(1.08));
    }

    [Fact]
    public void Print_Faded_PupilsAreGrey()
    {
        RenderedFrame frame = new PrintAttack(Face.Value, new() { Motion = new() { Tremor = 0 } }).Capture(TimeSpan.Zero, 320, 240);
        int source = DarkestAt(Face.Value, Face.Value.Truth.Points.RightEye), print = DarkestAt(frame, frame.Truth.Points.RightEye);
        Assert.True(source < 40, $"pupil of the portrait {source}");
        Assert.True(print > source + 15, $"pupil of the portrait {source}, of the print {print}");
    }

    [Fact]
    public void ScreenReplay_Recording_PlaysWithItsOwnSpeed()
    {
        RenderedFrame a = Face.Value;
        RenderedFrame b = new(a.WidthPixels, a.HeightPixels, [.. a.Pixels.Select(v => (byte)(v / 3))], a.Truth);
        ScreenReplayAttack replay = new([a, b], 2, new() { Motion = new() { Tremor = 0 } });
        double first = Brightness(replay.Capture(TimeSpan.FromSeconds(0.2), 160, 120));
        double second = Brightness(replay.Capture(TimeSpan.FromSeconds(0.7), 160, 120));
        double third = Brightness(replay.Capture(TimeSpan.FromSeconds(1.2), 160, 120));
        Assert.True(first > second * 1.1);
        Assert.InRange(third, first - 3, first + 3);
    }

    [Fact]
    public void ScreenReplay_Columns_AddFinePattern()
    {
        static double Columns(float contrast)
        {
            AttackOptions still = new() { Motion = new() { Tremor = 0 }, Camera = new() { Gain = 0.1f } };
            return Detail(new ScreenReplayAttack([Face.Value], 10, still, new() { PatternContrast = contrast }).Capture(TimeSpan.Zero, 320, 240));
        }

        // The same screen whose pattern the lens doesn't pass shows the face alone.
        double plain = Columns(0), screen = Columns(0.6f);
        Assert.True(screen > 1.3 * plain, $"screen {screen:F2}, the face alone {plain:F2}");
    }

    [SkippableFact]
    public void AttackDetector_CitizenLiveAndPrinted_TellsThemApart()
    {
        BiometricEngine engine = StandardEngine.Get();
        RenderedFrame live = HeadRenderer.Render(CastList.WithRole(CastRole.Citizen).Looks, HeadState.Neutral, SceneLight.Room, new(640, 480), default);
        CameraNoise.Add(live, 3);
        RenderedFrame print = new PrintAttack(Face.Value, new()).Capture(TimeSpan.FromSeconds(1), 640, 480);
        Assert.True(Score(engine, live) > 0.7f);
        Assert.True(Score(engine, print) < 0.3f);
    }

    private static float Score(BiometricEngine engine, RenderedFrame frame)
    {
        using Image image = frame.ToImage();
        return engine.AttackDetector.Score(image, engine.Detector.Detect(image)[0]).Value;
    }

    // Nose against the middle of the eyes, along the eyes, as a share of the distance from eyes to mouth.
    private static float Asymmetry(FacePoints points)
    {
        Vector2 eyes = (points.LeftEye + points.RightEye) / 2, mouth = (points.LeftMouthCorner + points.RightMouthCorner) / 2;
        Vector2 along = Vector2.Normalize(points.LeftEye - points.RightEye);
        return Vector2.Dot(points.NoseTip - eyes, along) / Vector2.Distance(eyes, mouth);
    }

    private static int DarkestAt(RenderedFrame frame, Vector2 at) => Enumerable.Range(0, 81)
        .Min(i => frame.Pixels[(3 * ((((int)at.Y + (i / 9) - 4) * frame.WidthPixels) + (int)at.X + (i % 9) - 4)) + 1]);

    private static double Brightness(RenderedFrame frame) => frame.Pixels.Average(v => (double)v);

    // Mean change of red against green from one column to the next, round the nose: skin hardly has any.
    private static double Detail(RenderedFrame frame)
    {
        Vector2 nose = frame.Truth.Points.NoseTip;
        double sum = 0;
        for (int y = -10; y < 10; y++)
        {
            for (int x = -20; x < 20; x++)
            {
                int i = 3 * ((((int)nose.Y + y) * frame.WidthPixels) + (int)nose.X + x);
                sum += Math.Abs(frame.Pixels[i + 2] - frame.Pixels[i + 1] - (frame.Pixels[i + 5] - frame.Pixels[i + 4]));
            }
        }

        return sum / 800;
    }
}
