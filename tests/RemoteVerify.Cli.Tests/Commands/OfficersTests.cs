using System.Text.Json;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Cli.Tests.Commands;

public class OfficersTests
{
    [Fact]
    public async Task Codes_ForAnAppAndOnPaper_AreGivenOnceAndUnlocked()
    {
        using ScratchFolder folder = new();
        byte[] key = new byte[32];
        folder.Write("master.key", key);
        await using (SqliteStorage storage = new(folder["remoteverify.db"], new MasterKey("file", key), TimeProvider.System))
        {
            await storage.MigrateAsync(CancellationToken.None);
        }

        string[] common = ["--tenant", "xa-mot", "--data", folder.Path];
        (await CommandLine.RunInstalledAsync(["officers", "codes", "officer", "--unlock", .. common])).ExpectMessage(3, "one-time-code.not-enrolled");
        JsonElement app = (await CommandLine.RunInstalledAsync(["officers", "codes", "officer", "--json", .. common])).Expect(0).Json;
        Assert.Matches("^otpauth://totp/RemoteVerify:officer\\?secret=[A-Z2-7]{32}&issuer=RemoteVerify$", app.GetProperty("appAddress").GetString());
        CommandAnswer paper = (await CommandLine.RunInstalledAsync(["officers", "codes", "officer", "--list", "40", .. common])).Expect(0);
        Assert.Equal(41, paper.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.True((await CommandLine.RunInstalledAsync(["officers", "codes", "officer", "--unlock", "--json", .. common])).Expect(0).Json.GetProperty("unlocked").GetBoolean());
        Assert.Equal(2, (await CommandLine.RunInstalledAsync(["officers", "codes", "officer", "--list", "201", .. common])).ExitCode);
    }
}
