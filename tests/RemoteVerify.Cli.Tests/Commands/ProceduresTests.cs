using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Development;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Cli.Tests.Commands;

public class ProceduresTests
{
    private const string Marital = "marital-certificate.procedure.json";

    [Fact]
    public async Task Check_OfTheExportedFiles_FindsThemThereAlready()
    {
        using ScratchFolder folder = new();
        JsonElement exported = (await CommandLine.RunAsync("procedures", "export", "--out", folder["data"], "--json")).Expect(0).Json;
        // Procedures, calendar, a template of every kind of paper, and the two schemas, which are not data themselves.
        int data = exported.GetProperty("files").GetArrayLength() - 2;
        Assert.True(data >= 5 + 1 + Cases.Papers.PaperKind.All.Count, $"{data} files");

        JsonElement report = (await CommandLine.RunAsync("procedures", "check", folder["data"], "--json")).Expect(0).Json;

        Assert.True(report.GetProperty("ok").GetBoolean());
        JsonElement[] files = [.. report.GetProperty("files").EnumerateArray()];
        Assert.Equal(data, files.Length);
        Assert.All(files, f => Assert.Equal("unchanged", f.GetProperty("verdict").GetString()));
        Assert.Contains(files, f => f.GetProperty("kind").GetString() == "calendar");
        Assert.Equal("partial", files.Single(f => f.GetProperty("code").GetString() == "notarised-contract").GetProperty("level").GetString());

        // Nobody has verified them: Production takes none.
        CommandAnswer production = (await CommandLine.RunAsync("procedures", "check", folder["data"], "--production")).Expect(1);
        Assert.Equal(data, production.Output.Split("/legalReview/status").Length - 1);
    }

    [Fact]
    public async Task Check_OfAFaultyFile_PrintsEveryPlace()
    {
        using ScratchFolder folder = new();
        string file = folder.Write("faulty.json", await ChangedAsync(folder, m =>
        {
            m["minimumAssurance"] = 7;
            m["steps"]![0]!["where"] = "AtHome";
            m["effectiveUntil"] = "2020-01-01";
        }));

        CommandAnswer answer = (await CommandLine.RunAsync("procedures", "check", file)).Expect(1);

        Assert.Contains("2 faults.", answer.Output, StringComparison.Ordinal);
        Assert.Contains("/minimumAssurance: Write 4 or less.", answer.Output, StringComparison.Ordinal);
        Assert.Contains("/steps/0/where: This is none of the possible values: Online, AtOffice, AtVenue.", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfNothing_IsWrongUse()
    {
        using ScratchFolder folder = new();
        (await CommandLine.RunAsync("procedures", "check", folder["none.json"])).ExpectMessage(2, "There is no file");
        (await CommandLine.RunAsync("procedures", "check", folder.Path)).ExpectMessage(2, "0 JSON files");
        (await CommandLine.RunAsync("procedures", "import", folder.Write("x.json", "{}"u8))).ExpectMessage(2, "--data");
        (await CommandLine.RunAsync("procedures", "import", folder["x.json"], "--data", folder.Path)).ExpectMessage(3, "Start the service once");
    }

    /// <summary>Into a real database of a service: new, then there already, then refused with other content.</summary>
    [Fact]
    public async Task Import_OfAVersion_IsKeptAndNeverReplaced()
    {
        using ScratchFolder folder = new();
        string data = await DatabaseAsync(folder);
        string file = folder.Write("new.json", await ChangedAsync(folder, m => (m["version"], m["effectiveFrom"]) = ("2027-01", "2027-01-01")));

        JsonElement first = (await OnStoreAsync("import", file, "--data", data, "--json")).Expect(0).Json;
        JsonElement second = (await OnStoreAsync("import", file, "--data", data, "--json")).Expect(0).Json;
        folder.Write("new.json", await ChangedAsync(folder, m => (m["version"], m["effectiveFrom"], m["titleEn"]) = ("2027-01", "2027-01-01", "Other")));
        JsonElement third = (await OnStoreAsync("import", file, "--data", data, "--json")).Expect(1).Json;

        Assert.Equal((1, "new"), Told(first));
        Assert.Equal((0, "unchanged"), Told(second));
        Assert.Equal((0, "faulty"), Told(third));
        Assert.Equal("version.changed", third.GetProperty("files")[0].GetProperty("faults")[0].GetProperty("rule").GetString());
        (await OnStoreAsync("check", file, "--data", data)).Expect(1);
    }

    /// <summary>The same settings as the service's: by options, or by the environment variables that configure it.</summary>
    [SkippableFact]
    public async Task Import_IntoPostgres_ByOptionsOrByTheServicesOwnSettings()
    {
        Skip.IfNot(TemporaryPostgres.Missing is null, TemporaryPostgres.Missing);
        using ScratchFolder folder = new();
        await using TemporaryPostgres server = await TemporaryPostgres.StartAsync(CancellationToken.None);
        string database = await server.CreateDatabaseAsync(CancellationToken.None);
        string postgres = "file:" + folder.Write("connection", Encoding.UTF8.GetBytes(database + "\n"));
        string masterKey = "file:" + folder.Write("key", Encoding.UTF8.GetBytes(RandomNumberGenerator.GetHexString(64)));
        string file = folder.Write("new.json", await ChangedAsync(folder, m => (m["version"], m["effectiveFrom"]) = ("2027-01", "2027-01-01")));

        JsonElement first = (await OnStoreAsync("import", file, "--postgres", postgres, "--master-key", masterKey, "--json")).Expect(0).Json;
        Dictionary<string, string> settings = new() { ["Service__Database__Postgres"] = postgres, ["Service__Database__MasterKey"] = masterKey };
        JsonElement second = (await OnStoreAsync(settings, "import", file, "--json")).Expect(0).Json;

        Assert.Equal((1, "new"), Told(first));
        Assert.Equal((0, "unchanged"), Told(second));
        CommandAnswer away = await OnStoreAsync("import", file, "--postgres", "file:" + folder.Write("away", "Host=127.0.0.1;Port=1;Username=u;Password=hidden;Database=d"u8), "--master-key", masterKey);
        away.ExpectMessage(3, "can't be opened");
        Assert.DoesNotContain("hidden", away.ToString(), StringComparison.Ordinal);
    }

    private static (int, string?) Told(JsonElement report) => (report.GetProperty("imported").GetInt32(), report.GetProperty("files")[0].GetProperty("verdict").GetString());

    /// <summary>Beside the tests some packages of the store are left out, because the tests' framework has them; so the command runs on that framework.</summary>
    private static Task<CommandAnswer> OnStoreAsync(params string[] arguments) => OnStoreAsync(new Dictionary<string, string>(), arguments);

    private static Task<CommandAnswer> OnStoreAsync(Dictionary<string, string> settings, params string[] arguments)
    {
        string tests = Path.Combine(AppContext.BaseDirectory, "RemoteVerify.Cli.Tests");
        return CommandLine.ToolAsync(
            settings, "dotnet", ["exec", "--runtimeconfig", tests + ".runtimeconfig.json", "--depsfile", tests + ".deps.json", Path.Combine(AppContext.BaseDirectory, "RemoteVerify.Cli.dll"), "procedures", .. arguments]);
    }

    private static async Task<string> DatabaseAsync(ScratchFolder folder)
    {
        string data = Directory.CreateDirectory(folder["service"]).FullName;
        byte[] key = RandomNumberGenerator.GetBytes(MasterKey.Length);
        await File.WriteAllBytesAsync(Path.Combine(data, "master.key"), key);
        using MasterKey master = new("file", key);
        await new SqliteStorage(Path.Combine(data, "remoteverify.db"), master, TimeProvider.System).MigrateAsync(CancellationToken.None);
        return data;
    }

    private static async Task<byte[]> ChangedAsync(ScratchFolder folder, Action<JsonObject> change)
    {
        if (!Directory.Exists(folder["exported"]))
        {
            (await CommandLine.RunAsync("procedures", "export", "--out", folder["exported"])).Expect(0);
        }

        JsonObject members = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(folder["exported"], Marital)))!.AsObject();
        change(members);
        return Encoding.UTF8.GetBytes(members.ToJsonString());
    }
}
