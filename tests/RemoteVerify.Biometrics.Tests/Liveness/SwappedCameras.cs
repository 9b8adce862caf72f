using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Tests.Liveness;

/// <summary>In one proof picture somebody else stands there.</summary>
internal sealed class StrangerInOneProof(int seed) : IFakeCamera
{
    private readonly FakePerson _person = new(seed);

    public Shot Take(FramePlan plan, CaptureClient client, TimeSpan now)
    {
        Shot shot = _person.Take(plan, client, now);
        return plan.ProofNumber == 1 ? shot with { Template = FakePerson.Template(2) } : shot;
    }
}

/// <summary>Sends for every proof picture one that was not taken at that moment.</summary>
internal sealed class SwappedProofs(int seed) : IFakeCamera
{
    private readonly FakePerson _person = new(seed);

    public Shot Take(FramePlan plan, CaptureClient client, TimeSpan now)
    {
        Shot shot = _person.Take(plan, client, now);
        if (plan.Kind == FrameKind.Guide)
        {
            return shot;
        }

        FivePoints p = shot.Faces[0].Points;
        ImagePoint Shift(ImagePoint point) => new(point.X, point.Y + (0.6f * p.InterEyeDistancePixels));
        FivePoints moved = new(Shift(p.RightEye), Shift(p.LeftEye), Shift(p.NoseTip), Shift(p.RightMouthCorner), Shift(p.LeftMouthCorner));
        return shot with { Faces = [shot.Faces[0] with { Points = moved }] };
    }
}
