using Microsoft.Playwright;
using RemoteVerify.Biometrics.Liveness.Checks;
using Xunit.Abstractions;

namespace RemoteVerify.Browser.Tests.Camera;

/// <summary>The camera check in a real browser, with networks, protocol and page as people have them; only the person is rendered.</summary>
[Collection(BrowserCollection.Name)]
public class CameraCheckTests(BrowserFixture browser, ITestOutputHelper output)
{
    /// <summary>The way of most people, with what happens to many on it: the line breaks once, in the middle of a step.</summary>
    [SkippableFact]
    public async Task Check_OfTheHolderWhoseLineBreaksOnce_PassesUnderTheSignedTestPolicy()
    {
        int sockets = 0;
        await using SlowLine line = new(browser.Service.Address);
        CheckRun run = await CheckRun.EnterAsync(browser, output, CameraWorld.Alive(11), line: line);
        run.Page.WebSocket += (_, _) => sockets++;
        await run.Page.Locator("#capture-flash").CheckAsync();
        await run.Page.Locator("#capture-start").ClickAsync();
        await run.Page.WaitForFunctionAsync("() => document.getElementById('capture-arrow').dataset.step");
        line.Break();
        CheckEnd end = await run.EndUntilJudgedAsync();
        Assert.Equal(("pass", "passed"), (end.Outcome, end.Result));
        Assert.Empty(end.Reasons);
        Assert.True(sockets > 1, "the line did not break");
        Assert.Equal("Khuôn mặt của bạn đã được xác minh. Cảm ơn bạn.", end.Told);

        await run.Page.Locator("#capture-go-on").ClickAsync();
        await run.Page.WaitForURLAsync(url => !url.Contains("/camera", StringComparison.Ordinal));
        await run.Page.Context.CloseAsync();
    }

    /// <summary>The same stream, honest about itself, before the default policy.</summary>
    [SkippableFact]
    public async Task Check_OfAPageSideStream_IsFlaggedByTheDefaultPolicy()
    {
        CheckRun run = await CheckRun.EnterAsync(browser, output, CameraWorld.Alive(41), CameraWorld.DefaultTenant);
        CheckEnd end = await run.TryUntilJudgedAsync();
        Assert.Equal(("officer", "officer"), (end.Outcome, end.Result));
        Assert.Contains(CheckIds.InjectionSignals, end.Reasons);
        await run.LeaveAsync();
    }

    /// <summary>The test policy lets a declared test camera pass and nothing else: a stream that claims to be a webcam is judged by everything else that it shows.</summary>
    [SkippableFact]
    [Trait("Category", "Journeys")]
    public async Task Check_LyingLabel_IsNotAcceptedByTheTestPolicyEither()
    {
        CheckRun run = await CheckRun.EnterAsync(browser, output, CameraWorld.Alive(42), label: "Integrated Camera (5986:2113)");
        CheckEnd end = await run.TryUntilJudgedAsync();
        Assert.NotEqual("passed", end.Result);
        Assert.Contains(CheckIds.InjectionSignals, end.Reasons);
        await run.LeaveAsync();
    }

    [SkippableFact]
    public async Task Check_OfAPrintedPhoto_DoesNotPassAndSaysWhatToDo()
    {
        CheckRun run = await CheckRun.EnterAsync(browser, output, CameraWorld.Print(3));
        CheckEnd end = await run.TryAsync();
        Assert.NotEqual("pass", end.Outcome);
        Assert.Contains(end.Reasons, reason => reason is CheckIds.StepAnswers or CheckIds.FlatTurn or CheckIds.AttackScore);
        AssertHelps(end);
        await run.LeaveAsync();
    }

    [SkippableFact]
    public async Task Check_OfAnotherPerson_DoesNotPassAndSaysWhatToDo()
    {
        CheckRun run = await CheckRun.EnterAsync(browser, output, CameraWorld.SomebodyElse(2));
        CheckEnd end = await run.TryAsync();
        Assert.NotEqual("pass", end.Outcome);
        Assert.Contains(CheckIds.PortraitMatch, end.Reasons);
        AssertHelps(end);
        Assert.DoesNotContain("người khác", end.Told, StringComparison.OrdinalIgnoreCase);
        await run.LeaveAsync();
    }

    /// <summary>A film of the holder on a tablet: alive in every frame, but it does not do what is asked.</summary>
    [SkippableFact]
    public async Task Check_OfAReplayedClip_DoesNotPassAndSaysWhatToDo()
    {
        CheckRun run = await CheckRun.EnterAsync(browser, output, CameraWorld.ReplayedClip(5));
        CheckEnd end = await run.TryAsync();
        Assert.NotEqual("pass", end.Outcome);
        Assert.NotEmpty(end.Reasons);
        AssertHelps(end);
        await run.LeaveAsync();
    }

    /// <summary>Whoever meets this may be honest: one sentence that says what to do, no word of a suspicion, no number.</summary>
    private static void AssertHelps(CheckEnd end)
    {
        Assert.Matches("[Hh]ãy|cán bộ", end.Told);
        Assert.DoesNotMatch("giả|lừa|[0-9]", end.Told);
        Assert.NotEqual("passed", end.Result);
    }
}
