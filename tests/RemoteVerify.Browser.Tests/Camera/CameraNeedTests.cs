using RemoteVerify.Synthetic.Cast;
using Xunit.Abstractions;

namespace RemoteVerify.Browser.Tests.Camera;

/// <summary>The check for people who can't do it as usual, each with twice and four times the time.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Journeys")]
public class CameraNeedTests(BrowserFixture browser, ITestOutputHelper output)
{
    /// <summary>Who takes seconds to begin, as people do who need the time.</summary>
    private static MotionOptions Slow(int factor) => new()
    {
        LeastReaction = TimeSpan.FromMilliseconds(1000 * factor), MostReaction = TimeSpan.FromMilliseconds(1500 * factor),
    };

    [SkippableTheory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Check_WithoutHeadTurn_Passes(int factor)
    {
        CheckRun run = await CheckRun.EnterAsync(browser, output, CameraWorld.Alive(21, Slow(factor)));
        await run.NeedAsync("capture-no-head-turn", $"capture-time-{factor}");
        await PassesAsync(run);
        Assert.All(run.Camera.Asked, step => Assert.True(step is "closer" or "farther", step));
    }

    /// <summary>Without the box nobody's screen changes its colour.</summary>
    [SkippableTheory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Check_WithoutFlash_Passes(int factor)
    {
        CheckRun run = await CheckRun.EnterAsync(browser, output, CameraWorld.Alive(22, Slow(factor)));
        await run.Page.EvaluateAsync("""
            () => { window.rvLit = 0; new MutationObserver(() => { window.rvLit += document.getElementById('capture-light').hidden ? 0 : 1; }).observe(document.getElementById('capture-light'), { attributes: true }); }
            """);
        await run.NeedAsync($"capture-time-{factor}");
        await PassesAsync(run, leave: false);
        Assert.Equal(0, await run.Page.EvaluateAsync<int>("() => window.rvLit"));
        await run.LeaveAsync();
    }

    /// <summary>A person who sees nothing and follows what is said: the picture tells this one nothing at all.</summary>
    [SkippableTheory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Check_WithoutSight_IsDoneByEarAlone(int factor)
    {
        CheckRun run = await CheckRun.EnterAsync(browser, output, CameraWorld.Alive(23), sense: Sense.Hearing);
        await run.NeedAsync("capture-no-sight", $"capture-time-{factor}");
        await PassesAsync(run, leave: false);
        double[] at = await run.Page.EvaluateAsync<double[]>("() => window.rvSpoken.map(one => one.at)");
        Assert.True(at.Length > 4);
        Assert.All(at.Zip(at.Skip(1), (a, b) => b - a), gap => Assert.True(gap >= 1400, $"{gap} ms between two prompts"));
        Assert.All(await run.Page.EvaluateAsync<string[]>("() => window.rvSpoken.map(one => one.lang)"), language => Assert.Equal("vi", language));
        Assert.True(await run.Page.EvaluateAsync<int>("() => window.rvTones") > 3);
        await run.LeaveAsync();
    }

    /// <summary>Nothing is said aloud, and nothing needs to be: everything stands on the screen.</summary>
    [SkippableTheory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Check_WithoutHearing_SaysEverythingOnTheScreen(int factor)
    {
        CheckRun run = await CheckRun.EnterAsync(browser, output, CameraWorld.Alive(24, Slow(factor)));
        await run.NeedAsync($"capture-time-{factor}");
        await PassesAsync(run, leave: false);
        Assert.Equal(0, await run.Page.EvaluateAsync<int>("() => window.rvSpoken.length + window.rvTones"));
        await run.LeaveAsync();
    }

    [SkippableTheory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Check_WithUnsteadyHands_Passes(int factor)
    {
        CheckRun run = await CheckRun.EnterAsync(browser, output, CameraWorld.Alive(25, Slow(factor) with { Tremor = 2.5f }));
        await run.NeedAsync("capture-hands-free", $"capture-time-{factor}");
        await PassesAsync(run);
    }

    private static async Task PassesAsync(CheckRun run, bool leave = true)
    {
        CheckEnd end = await run.TryUntilJudgedAsync();
        Assert.Equal(("pass", "passed"), (end.Outcome, end.Result));
        if (leave)
        {
            await run.LeaveAsync();
        }
    }
}
