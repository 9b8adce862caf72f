using RemoteVerify.TestKit;

namespace RemoteVerify.Cli.Tests.Commands.Pdf;

public sealed class RevisionsCommandTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Revisions_ExtractSigned_GivesTheBytesThatWereSigned()
    {
        string changed = Path.Combine(TestMaterial.Corpus, "pdf", "ds-modified_after_signature.pdf");
        CommandAnswer answer = await CommandLine.RunAsync("pdf", "revisions", changed, "--extract", "3", "--out", _folder["signed.pdf"], "--json");
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal("Signature1", answer.Json.GetProperty("revisions")[2].GetProperty("signedBy")[0].GetString());
        byte[] extracted = await File.ReadAllBytesAsync(_folder["signed.pdf"]);
        Assert.Equal((await File.ReadAllBytesAsync(changed))[..extracted.Length], extracted);
        CommandAnswer verdict = await CommandLine.RunAsync("pdf", "validate", _folder["signed.pdf"], "--trust-embedded", "--json");
        Assert.True(verdict.Json.GetProperty("signatures")[0].GetProperty("coversWholeDocument").GetBoolean());
        Assert.Equal("NONE", verdict.Json.GetProperty("signatures")[0].GetProperty("modification").GetString());
    }

    [SkippableFact]
    public async Task Revisions_WrongNumberOrNoTarget_IsWrongUse()
    {
        string file = Path.Combine(TestMaterial.Corpus, "pdf", "ph-minimal.pdf");
        Assert.Equal(2, (await CommandLine.RunAsync("pdf", "revisions", file, "--extract", "2", "--out", _folder["x.pdf"])).ExitCode);
        Assert.Equal(2, (await CommandLine.RunAsync("pdf", "revisions", file, "--extract", "1")).ExitCode);
        Assert.False(File.Exists(_folder["x.pdf"]));
    }

    [SkippableFact]
    public async Task Inspect_EncryptedFile_NeedsItsPassword()
    {
        CommandAnswer answer = await CommandLine.RunAsync("pdf", "inspect", Path.Combine(TestMaterial.Corpus, "pdf", "ph-minimal-aes256.pdf"), "--json");
        Assert.Equal((2, ""), (answer.ExitCode, answer.Output));
        Assert.Contains("--pdf-password-env", answer.Messages, StringComparison.Ordinal);
    }
}
