namespace RemoteVerify.Cli.Tests.Commands.Log;

public sealed class LogCheckCommandTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly WrittenLog _log = new();
    private readonly byte[][] _leaves = [.. Enumerable.Range(0, 11).Select(number => WrittenLog.Leaf($"entry {number}"))];

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Check_LogThatOnlyGrew_IsGoodBothTimes()
    {
        _log.Write(_folder.Path, _leaves[..5]);
        CommandAnswer first = await Check();
        Assert.Equal((0, "GOOD", 5), (first.ExitCode, Verdict(first), first.Json.GetProperty("size").GetInt32()));
        Assert.True(first.Json.GetProperty("keyTakenFromLog").GetBoolean());
        _log.Write(_folder.Path, _leaves);
        CommandAnswer second = await Check();
        Assert.Equal((0, "GOOD", 5), (second.ExitCode, Verdict(second), second.Json.GetProperty("olderSize").GetInt32()));
        Assert.False(second.Json.GetProperty("keyTakenFromLog").GetBoolean());
    }

    [Fact]
    public async Task Check_LeafChangedOrKeptBack_RootDiffers()
    {
        byte[][] changed = [.. _leaves[..4], WrittenLog.Leaf("another"), .. _leaves[5..]];
        _log.Write(_folder.Path, _leaves, changed);
        CommandAnswer altered = await Check();
        Assert.Equal((1, "ROOT_DIFFERS"), (altered.ExitCode, Verdict(altered)));
        _log.Write(_folder.Path, _leaves, _leaves[..10]);
        CommandAnswer kept = await Check();
        Assert.Equal((1, "ROOT_DIFFERS"), (kept.ExitCode, Verdict(kept)));
        Assert.Contains("10 leaves", kept.Json.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AfterOneWasSeen_FindsShrinkingAndRewriting()
    {
        _log.Write(_folder.Path, _leaves);
        Assert.Equal(0, (await Check()).ExitCode);
        _log.Write(_folder.Path, _leaves[..7]);
        CommandAnswer shrunk = await Check();
        Assert.Equal((1, "SHRUNK"), (shrunk.ExitCode, Verdict(shrunk)));
        _log.Write(_folder.Path, [WrittenLog.Leaf("other beginning"), .. _leaves[1..], WrittenLog.Leaf("more")]);
        CommandAnswer rewritten = await Check();
        Assert.Equal((1, "REWRITTEN"), (rewritten.ExitCode, Verdict(rewritten)));
    }

    [Fact]
    public async Task Check_KeyReplaced_IsNotSignedByTheRememberedKey()
    {
        _log.Write(_folder.Path, _leaves);
        Assert.Equal(0, (await Check()).ExitCode);
        using WrittenLog other = new();
        other.Write(_folder.Path, _leaves);
        CommandAnswer answer = await Check();
        Assert.Equal((1, "NOT_SIGNED_BY_THIS_KEY"), (answer.ExitCode, Verdict(answer)));
    }

    [Fact]
    public async Task Check_NoLogOrNoAnswer_SaysSoInOneSentence()
    {
        CommandAnswer empty = await CommandLine.RunAsync("log", "check", _folder.Path, "--json");
        Assert.Equal((2, ""), (empty.ExitCode, empty.Output));
        _log.Write(_folder.Path, _leaves);
        await File.WriteAllTextAsync(_folder["leaves.json"], "[\"not base64!\"]");
        Assert.Equal(2, (await CommandLine.RunAsync("log", "check", _folder.Path)).ExitCode);
        CommandAnswer nobody = await CommandLine.RunAsync("log", "check", "http://127.0.0.1:1");
        Assert.Equal((3, ""), (nobody.ExitCode, nobody.Output));
        Assert.DoesNotContain("   at ", nobody.Messages, StringComparison.Ordinal);
    }

    private Task<CommandAnswer> Check() => CommandLine.RunAsync("log", "check", _folder.Path, "--remember", _folder["remembered.json"], "--json");

    private static string? Verdict(CommandAnswer answer) => answer.Json.GetProperty("verdict").GetString();
}
