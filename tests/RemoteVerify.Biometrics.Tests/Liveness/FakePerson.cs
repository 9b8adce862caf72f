using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Landmarks;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Biometrics.Matching;

namespace RemoteVerify.Biometrics.Tests.Liveness;

/// <summary>One picture of the fake camera: what its JPEG bytes are and what an analyser would see in it.</summary>
internal sealed record Shot(byte[] Jpeg, IReadOnlyList<DetectedFace> Faces, FaceTemplate Template, float BonaFide, PictureFingerprint Fingerprint, ulong GridSum)
{
    /// <summary>Null: no landmark network looked.</summary>
    public Openness? Eyes { get; init; }

    /// <summary>Null: only the score is known.</summary>
    public AttackAssessment? Attack { get; init; }
}

/// <summary>Takes pictures for the client.</summary>
internal interface IFakeCamera
{
    Shot Take(FramePlan plan, CaptureClient client, TimeSpan now);
}

/// <summary>A head of five points in space that does what it is asked, or something else.</summary>
internal sealed class FakePerson(int seed) : IFakeCamera
{
    public const string Model = "fake-model";

    private readonly Random _random = new(seed);
    private int _number;
    private string? _step;
    private int _stepNumber;
    private TimeSpan _stepAt;

    /// <summary>A picture on a card: no depth.</summary>
    public bool IsFlat { get; init; }

    public double TurnDegrees { get; init; } = 30;

    public TimeSpan Reaction { get; init; } = TimeSpan.FromMilliseconds(450);

    public TimeSpan MoveTime { get; init; } = TimeSpan.FromMilliseconds(400);

    public int Identity { get; init; } = 1;

    public float BonaFide { get; init; } = 0.97f;

    /// <summary>What the person does for a step.</summary>
    public Func<string, string> Understands { get; init; } = step => step;

    /// <summary>Replaces a finished shot; the argument counts shots.</summary>
    public Func<int, Shot, Shot> Alter { get; init; } = (_, shot) => shot;

    public static FaceTemplate Template(int identity, Random? noise = null)
    {
        Random person = new(identity);
        float[] values = new float[128];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(person.NextDouble() - 0.5) + (noise is null ? 0 : (float)(noise.NextDouble() - 0.5) * 0.3f);
        }

        return FaceTemplate.FromRaw(values, Model);
    }

    public Shot Take(FramePlan plan, CaptureClient client, TimeSpan now)
    {
        if (client.Step is not null && client.Step.Number != _stepNumber)
        {
            _stepNumber = client.Step.Number;
            _step = Understands(client.Step.Step);
            _stepAt = now;
        }

        double share = 0;
        if (!client.IsStepActive)
        {
            _step = null;
        }

        if (_step is not null)
        {
            share = Math.Clamp((now - _stepAt - Reaction) / MoveTime, 0, 1);
        }

        byte[] jpeg = new byte[200];
        _random.NextBytes(jpeg);
        List<DetectedFace> faces = [Face(plan, share)];
        PictureFingerprint fingerprint = new((ulong)_random.NextInt64(), 1, 2, 3);
        Shot shot = new(jpeg, faces, Template(Identity, _random), BonaFide, fingerprint, (ulong)_random.NextInt64());
        return Alter(_number++, shot);
    }

    private DetectedFace Face(FramePlan plan, double share)
    {
        double yaw = (_step == "turn-left" ? 1 : _step == "turn-right" ? -1 : 0) * share * TurnDegrees * Math.PI / 180;
        double pitch = (_step == "nod-down" ? 25 : _step == "nod-up" ? -25 : 0) * share * Math.PI / 180;
        double scale = plan.Width * 0.13 * (_step == "closer" ? 1 + (0.35 * share) : _step == "farther" ? 1 - (0.25 * share) : 1);
        double depth = IsFlat ? 0 : 1;
        ImagePoint At(double x, double y, double z)
        {
            z *= depth;
            double x1 = (x * Math.Cos(yaw)) + (z * Math.Sin(yaw));
            double z1 = (z * Math.Cos(yaw)) - (x * Math.Sin(yaw));
            double y1 = (y * Math.Cos(pitch)) + (z1 * Math.Sin(pitch));
            double jitter = (_random.NextDouble() - 0.5) * 0.4;
            return new ImagePoint((float)((plan.Width / 2.0) + (x1 * scale) + jitter), (float)((plan.Height / 2.0) + ((y1 - 0.55) * scale) + jitter));
        }

        FivePoints points = new(At(-0.5, 0, 0), At(0.5, 0, 0), At(0, 0.6, 0.6), At(-0.4, 1.15, 0), At(0.4, 1.15, 0));
        float width = (float)(scale * 2.1);
        FaceBox box = new((plan.Width / 2f) - (width / 2), (plan.Height / 2f) - (width * 0.6f), width, width * 1.25f);
        return new DetectedFace(box, 0.93f, points);
    }
}

/// <summary>Shows recorded pictures again, in their order, whatever is asked.</summary>
internal sealed class ReplayedPictures(IReadOnlyList<(FrameKind Kind, Shot Shot)> recorded) : IFakeCamera
{
    private int _guide;
    private int _proof;

    public Shot Take(FramePlan plan, CaptureClient client, TimeSpan now)
    {
        List<Shot> kind = [.. recorded.Where(r => r.Kind == plan.Kind).Select(r => r.Shot)];
        int at = plan.Kind == FrameKind.Guide ? _guide++ : _proof++;
        return kind[Math.Min(at, kind.Count - 1)];
    }
}

/// <summary>Repeatable chance for tests.</summary>
internal sealed class SeededChance(int seed) : IChance
{
    private readonly Random _random = new(seed);

    public void Fill(Span<byte> target) => _random.NextBytes(target);

    public int Below(int exclusive) => _random.Next(exclusive);
}
