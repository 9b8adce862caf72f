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

    [SkippableTheory]
    [InlineData("--p12 officer.p12", "--development")]
    [InlineData("--key pkcs11:token=T;object=K", "--certificate")]
    [InlineData("--windows-store", "Windows only")]
    [InlineData("", "at least one key")]
    [InlineData("--p12 officer.p12 --development --seconds 4", "--seconds")]
    public async Task Run_WithWrongOptions_SaysWhichBeforeAnybodyIsAsked(string options, string said)
    {
        using SoftHsm token = SoftHsm.Create();
        (int code, _, string error) = await SignerProgram.CommandAsync(token, ["run", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.True(code == 2, error);
        Assert.Contains(said, error, StringComparison.Ordinal);
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
