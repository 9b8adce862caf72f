namespace RemoteVerify.Cli.Tests;

public class CommandTableTests
{
    [Theory]
    [InlineData("")]
    [InlineData("pdf")]
    [InlineData("pdf sign")]
    [InlineData("pdf validate")]
    [InlineData("trust sign")]
    [InlineData("trust check")]
    [InlineData("pdf renew")]
    [InlineData("pdf fields add")]
    [InlineData("pdf fields list")]
    [InlineData("pdf normalize")]
    [InlineData("chip")]
    [InlineData("chip verify")]
    [InlineData("chip show")]
    [InlineData("chip read")]
    [InlineData("chip simulate")]
    [InlineData("mrz parse")]
    [InlineData("corpus emrtd")]
    [InlineData("face detect")]
    [InlineData("face compare")]
    [InlineData("face attack")]
    [InlineData("models list")]
    [InlineData("models check")]
    [InlineData("models pull")]
    [InlineData("models calibrate")]
    [InlineData("models calibrate-attacks")]
    [InlineData("models accept")]
    [InlineData("procedures check")]
    [InlineData("procedures import")]
    [InlineData("procedures export")]
    [InlineData("webhooks list")]
    [InlineData("webhooks replay")]
    [InlineData("people atlas")]
    [InlineData("demo")]
    [InlineData("pdf inspect")]
    [InlineData("pdf revisions")]
    [InlineData("corpus pdf")]
    [InlineData("fuzz pdf")]
    [InlineData("fuzz chip")]
    [InlineData("bench chip")]
    [InlineData("log check")]
    [InlineData("liveness check")]
    [InlineData("liveness record")]
    [InlineData("liveness replay")]
    [InlineData("face quality")]
    [InlineData("face evaluate")]
    [InlineData("face evaluate-attacks")]
    [InlineData("face evaluate-landmarks")]
    [InlineData("face evaluate-transactions")]
    [InlineData("face evaluate-morphs")]
    [InlineData("bench face")]
    [InlineData("people portraits")]
    [InlineData("soak crash")]
    [InlineData("papers samples")]
    public async Task Help_OfEveryCommand_ExplainsIt(string command)
    {
        CommandAnswer run = (await CommandLine.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])).Expect(0);
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
        Assert.Contains("Description:", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Messages);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("pdf nothing")]
    [InlineData("pdf validate")]
    [InlineData("pdf normalize")]
    [InlineData("pdf validate a.pdf --no-such-option")]
    [InlineData("")]
    public async Task UnknownOrIncompleteCommand_Anywhere_IsWrongUse(string command) =>
        (await CommandLine.RunAsync(command.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Expect(2);
}
