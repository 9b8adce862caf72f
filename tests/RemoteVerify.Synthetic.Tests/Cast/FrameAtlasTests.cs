using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Tests.Cast;

public class FrameAtlasTests
{
    private static readonly AtlasOptions Small = new() { WidthPixels = 80, HeightPixels = 60 };
    private static readonly HeadState[] States = [HeadState.Neutral, new() { YawDegrees = 9 }, new() { Blink = 1 }];
    private static readonly CastMember Member = CastList.WithRole(CastRole.Citizen);

    [Fact]
    public void Prepare_Twice_SecondRendersNothingAndReadsTheSameBytes()
    {
        using TemporaryFolder folder = new();
        FrameAtlas first = FrameAtlas.Prepare(Member, States, folder.Path, Small, null, default);
        FrameAtlas second = FrameAtlas.Prepare(Member, States, folder.Path, Small, null, default);
        Assert.Equal(3, first.RenderedCount);
        Assert.Equal(0, second.RenderedCount);
        RenderedFrame direct = HeadRenderer.Render(Member.Looks, States[1], Small.Light, new(80, 60) { WithScreenResponse = true }, default);
        Assert.Equal(direct.Pixels, second.Frame(1).Pixels);
        Assert.Equal(direct.ScreenResponse, second.Frame(1).ScreenResponse);
        Assert.Equal(direct.Truth, second.Frame(1).Truth);
    }

    [Fact]
    public void Prepare_Interrupted_GoesOnWhereItStopped()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource stop = new();
        // Stops while the second frame is due.
        Report report = new(progress => stop.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() => FrameAtlas.Prepare(Member, States, folder.Path, Small, report, stop.Token));
        Assert.Empty(Directory.GetFiles(folder.Path, "*.partial"));
        Assert.Equal(2, FrameAtlas.Prepare(Member, States, folder.Path, Small, null, default).RenderedCount);
    }

    [Fact]
    public void Prepare_OtherLooksOrLight_AreOtherFiles()
    {
        using TemporaryFolder folder = new();
        HeadState[] one = [HeadState.Neutral];
        FrameAtlas.Prepare(Member, one, folder.Path, Small, null, default);
        CastMember changed = Member with { Looks = Member.Looks with { NoseWidth = Member.Looks.NoseWidth + 0.01f } };
        Assert.Equal(1, FrameAtlas.Prepare(changed, one, folder.Path, Small, null, default).RenderedCount);
        AtlasOptions dark = Small with { Light = SceneLight.Room with { KeyStrength = 0.5f } };
        Assert.Equal(1, FrameAtlas.Prepare(Member, one, folder.Path, dark, null, default).RenderedCount);
    }

    [Fact]
    public void Prepare_DamagedFile_IsRenderedAgain()
    {
        using TemporaryFolder folder = new();
        FrameAtlas first = FrameAtlas.Prepare(Member, States, folder.Path, Small, null, default);
        byte[] good = first.Frame(0).Pixels;
        foreach (string file in Directory.GetFiles(folder.Path))
        {
            File.WriteAllBytes(file, File.ReadAllBytes(file)[..40]);
        }

        FrameAtlas second = FrameAtlas.Prepare(Member, States, folder.Path, Small, null, default);
        Assert.Equal(good, second.Frame(0).Pixels);
    }

    [Fact]
    public void Prepare_Progress_CountsToTheTotal()
    {
        using TemporaryFolder folder = new();
        List<AtlasProgress> seen = [];
        FrameAtlas.Prepare(Member, States, folder.Path, Small, new Report(seen.Add), default);
        Assert.Equal([1, 2, 3], seen.Select(progress => progress.Done));
        Assert.All(seen, progress => Assert.Equal(3, progress.Total));
    }

    [Fact]
    public void NearestIndex_BetweenFrames_TakesTheNearer()
    {
        using TemporaryFolder folder = new();
        FrameAtlas atlas = FrameAtlas.Prepare(Member, States, folder.Path, Small, null, default);
        Assert.Equal(1, atlas.NearestIndex(new() { YawDegrees = 6 }));
        Assert.Equal(0, atlas.NearestIndex(new() { YawDegrees = 3 }));
        Assert.Equal(2, atlas.NearestIndex(new() { Blink = 0.9f }));
        Assert.Equal(1, atlas.NearestIndex(new() { Blink = 1, YawDegrees = 10 }));
    }

    [Fact]
    public void Full_Plan_CoversTheMotions()
    {
        Assert.Contains(AtlasPlan.Full, state => state.YawDegrees >= 33);
        Assert.Contains(AtlasPlan.Full, state => state.YawDegrees <= -33);
        Assert.Contains(AtlasPlan.Full, state => state.PitchDegrees >= 21);
        Assert.Contains(AtlasPlan.Full, state => state.DistanceMillimetres <= 340);
        Assert.Equal(AtlasPlan.Full.Count, AtlasPlan.Full.Distinct().Count());
    }

    private sealed class Report(Action<AtlasProgress> action) : IProgress<AtlasProgress>
    {
        void IProgress<AtlasProgress>.Report(AtlasProgress value) => action(value);
    }
}
