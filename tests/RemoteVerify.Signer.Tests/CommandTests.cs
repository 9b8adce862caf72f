using RemoteVerify.TestKit;

namespace RemoteVerify.Signer.Tests;

public class CommandTests
{
    [SkippableFact]
    public async Task Run_WithoutATerminal_DoesNotStart()
    {
        using SoftHsm token = SoftHsm.Create();
        (int code, _, string error) = await SignerProgram.CommandAsync(token, "run", "--key", SoftHsm.Address("none"), "--certificate", "none.pem");
        Assert.Equal(3, code);
        Assert.Contains("no terminal", error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Request_WithAWrongPinOrNoKey_SaysWhatToDoWithoutThePin()
    {
        using SoftHsm token = SoftHsm.Create();
        token.MakeKey("officer", "EC:prime256v1");
        string[] arguments = ["request", "--name", "A", "--out", token.PathOf("a.csr"), "--key"];
        (int code, _, string error) = await SignerProgram.CommandWithPinAsync(token, "11111111", [.. arguments, SoftHsm.Address("officer")]);
        Assert.True(code == 3, error);
        Assert.Contains("PIN is wrong or locked", error, StringComparison.Ordinal);
        Assert.DoesNotContain("11111111", error, StringComparison.Ordinal);

        (code, _, error) = await SignerProgram.CommandWithPinAsync(token, SoftHsm.Pin, [.. arguments, SoftHsm.Address("none")]);
        Assert.True(code == 3, error);
        Assert.Contains("No token shows", error, StringComparison.Ordinal);
        Assert.False(File.Exists(token.PathOf("a.csr")));
    }
}
