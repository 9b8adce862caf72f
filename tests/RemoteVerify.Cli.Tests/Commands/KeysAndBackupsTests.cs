using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cli.Tests.Commands;

/// <summary>Backups, shares of the master key and its change, as an operator types them.</summary>
public class KeysAndBackupsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableFact]
    public async Task Backup_RestoredUnderAKeyFromPapers_IsTheSameService()
    {
        Skip.IfNot(File.Exists("/usr/bin/pdftotext"), "pdftotext (poppler-utils) is not installed");
        using ScratchFolder folder = new();
        await using Service service = await Service.CreateAsync(folder["service"]);
        (CaseId id, BlobId blob) = await service.AddAsync("mot", [4, 5, 6]);

        JsonElement escrow = (await RunAsync("keys", "escrow", "--shares", "3", "--threshold", "2", "--organisation", "UBND phường Thử Nghiệm", "--out", folder["papers"], "--data", service.Data, "--json")).Expect(0).Json;
        string[] papers = [.. escrow.GetProperty("files").EnumerateArray().Select(f => f.GetString()!)];
        Assert.Equal(3, papers.Length);
        string[] shares = [.. await Task.WhenAll(papers.Select(paper => ShareOfAsync(folder, paper)))];
        Assert.DoesNotContain((await File.ReadAllLinesAsync(shares[0]))[1], escrow.ToString(), StringComparison.Ordinal);
        (await RunAsync("keys", "escrow", "--shares", "3", "--threshold", "2", "--organisation", "x", "--out", folder["papers"], "--data", service.Data)).ExpectMessage(2, "not empty");
        (await RunAsync("keys", "escrow", "--shares", "3", "--threshold", "4", "--organisation", "x", "--out", folder["more"], "--data", service.Data)).ExpectMessage(2, "--threshold");

        string backup = folder["backup.rv"];
        JsonElement manifest = (await RunAsync("backup", "--out", backup, "--destroyed", folder["list.txt"], "--data", service.Data, "--json")).Expect(0).Json.GetProperty("manifest");
        Assert.Equal(1, manifest.GetProperty("keys").GetInt32());

        Assert.Equal("TooFewShares", Fault((await RunAsync("keys", "recover", shares[1], "--out", folder["few.hex"], "--json")).Expect(1)));
        Assert.False(File.Exists(folder["few.hex"]));
        (await RunAsync("keys", "recover", shares[2], shares[0], "--out", folder["key.hex"])).Expect(0);
        Assert.Equal(Convert.ToHexStringLower(service.Key), (await File.ReadAllTextAsync(folder["key.hex"])).Trim());
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(folder["key.hex"]) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        (await RunAsync("keys", "recover", shares[2], shares[0], "--out", folder["key.hex"])).ExpectMessage(2, "exists already");

        string[] into = ["--data", folder["copy"], "--master-key", $"file:{folder["key.hex"]}"];
        Assert.Equal("DestroyedListMissing", Fault((await RunAsync(["restore", backup, .. into, "--json"])).Expect(1)));
        Assert.Equal("READABLE", (await RunAsync(["restore", backup, .. into, "--check", "--json"])).Expect(0).Json.GetProperty("outcome").GetString());
        byte[] changed = await File.ReadAllBytesAsync(backup);
        changed[^1] ^= 1;
        Assert.Equal("Changed", Fault((await RunAsync(["restore", folder.Write("changed.rv", changed), .. into, "--without-list", "--json"])).Expect(1)));
        Assert.Equal("RESTORED", (await RunAsync(["restore", backup, .. into, "--destroyed", folder["list.txt"], "--json"])).Expect(0).Json.GetProperty("outcome").GetString());
        Assert.Equal("TargetNotEmpty", Fault((await RunAsync(["restore", backup, .. into, "--destroyed", folder["list.txt"], "--json"])).Expect(1)));

        await using SqliteStorage copy = new(Path.Combine(folder["copy"], "remoteverify.db"), new MasterKey("file", await File.ReadAllBytesAsync(Path.Combine(folder["copy"], "master.key"))), TimeProvider.System);
        await copy.MigrateAsync(None);
        await using IUnitOfWork unit = await copy.BeginAsync(None);
        Assert.Equal([4, 5, 6], (await unit.Blobs.GetAsync(id, blob, None))!.Value.ToArray());
    }

    [Fact]
    public async Task Rotate_KilledInTheMiddle_GoesOnAndLeavesNoServiceUnderTheOldKey()
    {
        using ScratchFolder folder = new();
        await using Service service = await Service.CreateAsync(folder["service"]);
        List<(CaseId Case, BlobId Blob)> added = [];
        for (int i = 0; i < 40; i++)
        {
            added.Add(await service.AddAsync($"xa-{i}", [(byte)i]));
        }

        await service.CloseAsync();
        await KillAfterAsync("tenant 3 of 40", "keys", "rotate", "--data", service.Data);

        StorageIntegrityException refused = await Assert.ThrowsAsync<StorageIntegrityException>(() => OpenAsync(service, service.Key));
        Assert.Contains("not finished", refused.Message, StringComparison.Ordinal);
        byte[] next = await File.ReadAllBytesAsync(Path.Combine(service.Data, "master.key.next"));
        await Assert.ThrowsAsync<StorageIntegrityException>(() => OpenAsync(service, next));
        (await RunAsync("backup", "--out", folder["half.rv"], "--data", service.Data)).ExpectMessage(3, "keys rotate");

        JsonElement done = (await RunAsync("keys", "rotate", "--data", service.Data, "--json")).Expect(0).Json;
        Assert.InRange(done.GetProperty("keys").GetInt32(), 1, 37);
        Assert.Equal(next, await File.ReadAllBytesAsync(Path.Combine(service.Data, "master.key")));
        Assert.Equal(service.Key, await File.ReadAllBytesAsync(done.GetProperty("formerKey").GetString()!));
        Assert.False(File.Exists(Path.Combine(service.Data, "master.key.next")));

        Assert.Contains("another master key", (await Assert.ThrowsAsync<StorageIntegrityException>(() => OpenAsync(service, service.Key))).Message, StringComparison.Ordinal);
        await using SqliteStorage rotated = await OpenAsync(service, next);
        await using IUnitOfWork unit = await rotated.BeginAsync(None);
        for (int i = 0; i < added.Count; i++)
        {
            Assert.Equal([(byte)i], (await unit.Blobs.GetAsync(added[i].Case, added[i].Blob, None))!.Value.ToArray());
        }
    }

    [Fact]
    public async Task Doctor_OfAServiceOutOfTheBox_NamesWhatProductionRefusesAndMakesNothing()
    {
        using ScratchFolder folder = new();
        CommandAnswer answer = (await RunAsync("doctor", "--production", "--data", folder["none"], "--json")).Expect(1);
        Assert.False(answer.Json.GetProperty("startsInProduction").GetBoolean());
        string[] stops = [.. answer.Json.GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("stopsProduction").GetBoolean()).Select(f => f.GetProperty("area").GetString()!)];
        Assert.Contains("keys", stops);
        Assert.Contains("clients", stops);
        Assert.Contains("models", stops);
        Assert.False(Directory.Exists(folder["none"]));

        // Demo grade alone is no fault where Production is not asked for.
        Assert.True((await RunAsync("doctor", "--data", folder["none"], "--json")).Expect(0).Json.GetProperty("ok").GetBoolean());
        Assert.Contains("--backup-days", (await RunAsync("doctor", "--backup-days", "0")).Expect(2).Messages, StringComparison.Ordinal);
    }

    private static string Fault(CommandAnswer answer) => answer.Json.GetProperty("fault").GetString()!;

    private static Task<CommandAnswer> RunAsync(params string[] arguments) => CommandLine.RunInstalledAsync(arguments);

    private static async Task<SqliteStorage> OpenAsync(Service service, byte[] key)
    {
        SqliteStorage storage = new(Path.Combine(service.Data, "remoteverify.db"), new MasterKey("file", key), TimeProvider.System);
        try
        {
            await storage.MigrateAsync(None);
            return storage;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    /// <summary>The lines of a paper that a person would copy, in a file of their own.</summary>
    private static async Task<string> ShareOfAsync(ScratchFolder folder, string paper)
    {
        string text = (await CommandLine.ToolAsync("pdftotext", "-layout", paper, "-")).Expect(0).Output;
        string[] lines = [.. text.Split('\n').Select(line => System.Text.RegularExpressions.Regex.Match(line, "^ *[1-5] +((?:[0-9A-Z]{4} ){4}[0-9A-Z]{2})")).Where(match => match.Success).Select(match => match.Groups[1].Value)];
        Assert.Equal(5, lines.Length);
        Assert.Contains("MẢNH KHÓA CHỦ", text, StringComparison.Ordinal);
        string information = (await CommandLine.ToolAsync("pdfinfo", paper)).Expect(0).Output;
        Assert.Matches("Tagged: +yes", information);
        Assert.Matches("Pages: +1\n", information);
        return folder.Write(Path.GetFileNameWithoutExtension(paper) + ".txt", Encoding.UTF8.GetBytes(string.Join('\n', lines)));
    }

    /// <summary>Starts the installed command and kills it (SIGKILL) at a line of its messages.</summary>
    private static async Task KillAfterAsync(string line, params string[] arguments)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string installed = Path.Combine(Repository.Root, "src", "RemoteVerify.Cli", "bin", configuration, "net10.0", "RemoteVerify.Cli.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [installed, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        while (await process.StandardError.ReadLineAsync() is { } said)
        {
            if (said == line)
            {
                process.Kill();
                break;
            }
        }

        await process.WaitForExitAsync();
        Assert.Equal(137, process.ExitCode);
    }

    /// <summary>A data directory as a service leaves it.</summary>
    private sealed class Service : IAsyncDisposable
    {
        private readonly SqliteStorage _storage;

        private Service(string data, byte[] key)
        {
            (Data, Key) = (data, key);
            _storage = new SqliteStorage(Path.Combine(data, "remoteverify.db"), new MasterKey("file", key), TimeProvider.System);
        }

        public string Data { get; }

        public byte[] Key { get; }

        public static async Task<Service> CreateAsync(string data)
        {
            Directory.CreateDirectory(data);
            byte[] key = RandomNumberGenerator.GetBytes(MasterKey.Length);
            await File.WriteAllBytesAsync(Path.Combine(data, "master.key"), key);
            Service service = new(data, key);
            await service._storage.MigrateAsync(None);
            using var log = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            await using IUnitOfWork unit = await service._storage.BeginAsync(None);
            await unit.Secrets.PutAsync("log-signing-key", log.ExportPkcs8PrivateKey(), None);
            await unit.CommitAsync(None);
            return service;
        }

        public async Task<(CaseId Case, BlobId Blob)> AddAsync(string tenant, byte[] content)
        {
            CaseId id = CaseId.New(TimeProvider.System.GetUtcNow());
            await using IUnitOfWork unit = await _storage.BeginAsync(None);
            BlobId blob = await unit.Blobs.PutAsync(new TenantId(tenant), id, DataClass.Dossier, content, None);
            Assert.Equal(CommitResult.Committed, await unit.CommitAsync(None));
            return (id, blob);
        }

        public ValueTask CloseAsync() => _storage.DisposeAsync();

        public ValueTask DisposeAsync() => _storage.DisposeAsync();
    }
}
