using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Tests.Cast;

/// <summary>A small atlas of the citizen that the tests share.</summary>
public sealed class SmallAtlas : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SmallAtlas()
    {
        List<HeadState> states = [HeadState.Neutral, new() { Blink = 1 }];
        for (int angle = 6; angle <= 30; angle += 6)
        {
            states.Add(new() { YawDegrees = angle });
            states.Add(new() { YawDegrees = -angle });
        }

        states.Add(new() { PitchDegrees = 12 });
        states.Add(new() { PitchDegrees = -12 });
        states.Add(new() { DistanceMillimetres = 330 });
        states.Add(new() { DistanceMillimetres = 680 });
        Atlas = FrameAtlas.Prepare(CastList.WithRole(CastRole.Citizen), states, _folder.Path, new() { WidthPixels = 240, HeightPixels = 180 }, null, default);
    }

    public FrameAtlas Atlas { get; }

    public void Dispose() => _folder.Dispose();
}
