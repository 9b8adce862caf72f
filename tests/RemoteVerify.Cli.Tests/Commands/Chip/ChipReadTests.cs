using System.Diagnostics;
using System.Text.Json;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cli.Tests;

/// <summary>chip simulate and chip read as two programs that meet over a real pcscd; chip show of what was read.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public class ChipReadTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [SkippableTheory]
    [InlineData("pace", "mrz", "PACE")]
    [InlineData("pace", "can", "PACE")]
    [InlineData("bac", "qr", "BAC")]
    public async Task Read_SimulatedCard_IsAcceptedAndWrittenForItsOwnerOnly(string access, string printed, string opened)
    {
        using PcscDaemon daemon = PcscDaemon.Start();
        using ScratchFolder folder = new();
        await using SimulatedCard card = await SimulatedCard.LayDownAsync(daemon, folder["card"], "--access", access, "--active", access == "bac" ? "rsa" : "ecdsa");
        string option = printed == "qr" ? "--qr" : $"--{printed}-file";

        CommandAnswer answer = (await RunAsync(
            daemon, "read", option, Path.Combine(folder["card"], printed + ".txt"), "--csca", Path.Combine(folder["card"], "csca.cer"), "--out", folder["read"], "--json")).Expect(0);

        Assert.StartsWith("accept", answer.Json.GetProperty("verdict").GetString(), StringComparison.Ordinal);
        Assert.Equal("VALID", answer.Json.GetProperty("activeAuthentication").GetString());
        Assert.Equal("VALID", answer.Json.GetProperty("chipAuthentication").GetString());
        Assert.Equal(opened, answer.Json.GetProperty("reading").GetProperty("accessControl").GetString());
        Assert.Contains("EF_DG2.bin", answer.Messages, StringComparison.Ordinal);
        string[] files = Directory.GetFiles(folder["read"]);
        Assert.Contains(files, file => file.EndsWith("possession-evidence.json", StringComparison.Ordinal));
        Assert.All(files, file => Assert.Equal(Owner, File.GetUnixFileMode(file)));
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["read"]));
        CommandAnswer again = await CommandLine.RunAsync(
            "chip", "verify", folder["read"], "--evidence", Path.Combine(folder["read"], "possession-evidence.json"), "--csca", Path.Combine(folder["card"], "csca.cer"), "--json");
        Assert.Equal("VALID", again.Expect(0).Json.GetProperty("chipAuthentication").GetString());
    }

    [SkippableFact]
    public async Task Read_WrongKeyAndNoPortraitAndNoTrust_SayWhatTheyAre()
    {
        using PcscDaemon daemon = PcscDaemon.Start();
        using ScratchFolder folder = new();
        (await RunAsync(daemon, "read", "--number", "123456789", "--birth", "1990-01-01", "--expiry", "never", "--wait", "0")).ExpectMessage(3, "no card on the reader");
        await using SimulatedCard card = await SimulatedCard.LayDownAsync(daemon, folder["card"], "--access", "bac");
        string mrz = Path.Combine(folder["card"], "mrz.txt");

        (await RunAsync(daemon, "read", "--number", "123456789", "--birth", "1990-01-01", "--expiry", "never")).Expect(2);
        (await RunAsync(daemon, "read", "--mrz-file", mrz, "--reader", "no such reader", "--wait", "0")).ExpectMessage(3, "no such reader");
        JsonElement untrusted = (await RunAsync(daemon, "read", "--mrz-file", mrz, "--no-portrait", "--json")).Expect(1).Json;
        Assert.Equal(JsonValueKind.Null, untrusted.GetProperty("portrait").ValueKind);
        JsonElement list = (await RunAsync(daemon, "read", "--list", "--json")).Expect(0).Json;
        Assert.Contains(list.GetProperty("readers").EnumerateArray(), reader => reader.GetProperty("card").GetBoolean());
    }

    [SkippableFact]
    public async Task Show_FilesOfACard_SaysThemInTheOrderOfTheCardAndNamesWhatCantBeRead()
    {
        using PcscDaemon daemon = PcscDaemon.Start();
        using ScratchFolder folder = new();
        await using SimulatedCard card = await SimulatedCard.LayDownAsync(daemon, folder["card"]);
        (await RunAsync(daemon, "read", "--mrz-file", Path.Combine(folder["card"], "mrz.txt"), "--out", folder["read"])).Expect(1);

        CommandAnswer text = (await CommandLine.RunAsync("chip", "show", folder["read"], "--portrait", folder["portrait.jpg"])).Expect(0);
        string[] order = ["Số / No.", "Họ và tên", "Ngày sinh", "Giới tính", "Quốc tịch", "Quê quán", "Nơi thường trú", "Có giá trị đến"];
        int[] places = [.. order.Select(label => text.Output.IndexOf(label, StringComparison.Ordinal))];
        Assert.All(places, place => Assert.True(place >= 0));
        Assert.Equal(places.Order(), places);
        Assert.Equal(Owner, File.GetUnixFileMode(folder["portrait.jpg"]));
        Assert.Equal([0xFF, 0xD8, 0xFF], File.ReadAllBytes(folder["portrait.jpg"])[..3]);

        byte[] broken = File.ReadAllBytes(Path.Combine(folder["read"], "EF_DG13.bin"));
        broken[^1] ^= 0xFF;
        File.WriteAllBytes(Path.Combine(folder["read"], "EF_DG13.bin"), broken[..^3]);
        File.WriteAllBytes(Path.Combine(folder["read"], "EF_DG5.bin"), new byte[] { 0x65, 0 });
        JsonElement shown = (await CommandLine.RunAsync("chip", "show", folder["read"], "--json")).Expect(0).Json;
        Dictionary<string, string?> problems = shown.GetProperty("files").EnumerateArray()
            .ToDictionary(file => file.GetProperty("file").GetString()!, file => file.GetProperty("problem").GetString());
        Assert.Equal("malformed", problems["EF.DG13"]);
        Assert.Equal("not-interpreted", problems["EF.DG5"]);
        Assert.Null(problems["EF.DG1"]);
    }

    [Fact]
    public async Task Read_WithoutServiceOrKey_SaysWhatToDo()
    {
        using ScratchFolder folder = new();
        Dictionary<string, string> nowhere = new() { ["PCSCLITE_CSOCK_NAME"] = folder["no-such-socket"] };
        (await CommandLine.RunWithAsync(nowhere, "chip", "read")).ExpectMessage(2, "what opens the chip");
        (await CommandLine.RunWithAsync(nowhere, "chip", "read", "--list")).ExpectMessage(3, "install the package");
        (await CommandLine.RunWithAsync(nowhere, "chip", "read", "--qr", folder.Write("qr.txt", "1|2|3"u8))).ExpectMessage(2, "no QR code");
        (await CommandLine.RunWithAsync(nowhere, "chip", "read", "--can-file", folder.Write("can.txt", "12"u8))).ExpectMessage(2, "six digits");
        (await CommandLine.RunAsync("chip", "simulate", "--holder", "nobody", "--out", folder["card"])).ExpectMessage(2, "nobody");
    }

    private static Task<CommandAnswer> RunAsync(PcscDaemon daemon, params string[] arguments) =>
        CommandLine.RunWithAsync(new Dictionary<string, string> { ["PCSCLITE_CSOCK_NAME"] = daemon.SocketPath }, ["chip", .. arguments]);

    /// <summary>chip simulate as a program of its own, ended by its process id.</summary>
    private sealed class SimulatedCard(Process process) : IAsyncDisposable
    {
        public static async Task<SimulatedCard> LayDownAsync(PcscDaemon daemon, string folder, params string[] options)
        {
            ProcessStartInfo start = new("dotnet",
            [
                "exec", Path.Combine(AppContext.BaseDirectory, "RemoteVerify.Cli.dll"), "chip", "simulate", "--out", folder,
                "--port", daemon.VirtualPort.ToString(System.Globalization.CultureInfo.InvariantCulture), .. options,
            ])
            {
                RedirectStandardOutput = true,
            };
            start.Environment["RV_ROOT"] = Repository.Root;
            start.Environment["PCSCLITE_CSOCK_NAME"] = daemon.SocketPath;
            Process process = Process.Start(start)!;
            Assert.Contains("lies on the virtual reader", await process.StandardOutput.ReadLineAsync() ?? "", StringComparison.Ordinal);
            return new SimulatedCard(process);
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
