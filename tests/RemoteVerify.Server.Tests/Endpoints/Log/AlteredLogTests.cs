using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Server.Endpoints.Log;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests;

/// <summary>Somebody who may write into the database alters the log; <c>rv log check</c>, as an outsider over HTTP, names the leaf.</summary>
public sealed class AlteredLogTests : IAsyncLifetime
{
    private const int Leaves = 300;

    private readonly string _folder = Directory.CreateTempSubdirectory("rv-altered-").FullName;
    private readonly SoftwareKey _key = SoftwareKey.CreateEcdsa(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
    private SqliteStorage _storage = null!;
    private WebApplication _app = null!;
    private string _address = "";

    public async Task InitializeAsync()
    {
        _storage = new SqliteStorage(Path.Combine(_folder, "store.db"), new MasterKey("k", new byte[32]), TimeProvider.System);
        await _storage.MigrateAsync(CancellationToken.None);
        await AppendAsync(Leaves);
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = ["--urls", "http://127.0.0.1:0"] });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<RelationalStorage>(_storage);
        builder.Services.AddSingleton(new CheckpointSigner("log.example/log", "log.example", _key));
        builder.Services.AddProblemDetails();
        _app = builder.Build();
        RouteGroupBuilder api = _app.MapGroup("/v1");
        api.MapLog();
        await _app.StartAsync();
        _address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public async Task DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _storage.DisposeAsync();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Check_OfAnUntouchedLog_IsGoodOverTilesAndEntries()
    {
        JsonElement found = await CheckAsync(0);
        Assert.Equal(("GOOD", Leaves, Leaves), (found.GetProperty("verdict").GetString(), found.GetProperty("leaves").GetInt32(), found.GetProperty("entries").GetInt32()));
    }

    /// <summary>A leaf with its entry is replaced, the rest forgotten.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(130)]
    [InlineData(299)]
    public async Task Check_AfterALeafWasReplacedWithItsEntry_NamesItByTheLogsOwnProofs(int altered)
    {
        await HeadAsync();
        await ReplaceAsync(altered);
        JsonElement found = await CheckAsync(1);
        Assert.Equal(("ROOT_DIFFERS", altered, "NotUnderSignedHead"), (found.GetProperty("verdict").GetString(), found.GetProperty("firstAltered").GetInt32(), found.GetProperty("firstAlteredBy").GetString()));
        Assert.Contains($"is {altered}.", found.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AfterALeafHashWasChangedAlone_NamesItByItsEntry()
    {
        await HeadAsync();
        await SqlAsync("UPDATE audit_leaves SET LeafHash = zeroblob(32) WHERE \"Index\" = 41");
        JsonElement found = await CheckAsync(1);
        Assert.Equal((41, "EntryDiffers"), (found.GetProperty("firstAltered").GetInt32(), found.GetProperty("firstAlteredBy").GetString()));
    }

    [Fact]
    public async Task Check_AfterAnEntryWasChangedAlone_SaysThatTheLeafStandsForAnother()
    {
        await SqlAsync("UPDATE audit_leaves SET Commitment = zeroblob(32) WHERE \"Index\" = 41");
        JsonElement found = await CheckAsync(1);
        Assert.Equal(("ENTRY_DIFFERS", 41), (found.GetProperty("verdict").GetString(), found.GetProperty("firstAltered").GetInt32()));
    }

    [Fact]
    public async Task Check_AfterALeafWasRemoved_NamesItsPlace()
    {
        await HeadAsync();
        await SqlAsync("DELETE FROM audit_leaves WHERE \"Index\" = 77");
        JsonElement found = await CheckAsync(1);
        Assert.Equal(("ROOT_DIFFERS", 77), (found.GetProperty("verdict").GetString(), found.GetProperty("firstAltered").GetInt32()));
    }

    /// <summary>The whole tree is computed anew and signed again: only who kept something can tell, and who kept the leaves can name it.</summary>
    [Fact]
    public async Task Check_AfterTheLogWasRewrittenAsAWhole_NamesTheLeafForWhoKeptTheLeaves_AndOnlySaysSoForWhoKeptTheHead()
    {
        string memory = Path.Combine(_folder, "memory.json"), headOnly = Path.Combine(_folder, "head.json");
        await CheckAsync(0, "--remember", memory);
        File.Copy(memory, headOnly);
        await ReplaceAsync(130);
        await RebuildAsync();
        await AppendAsync(5);

        Assert.Equal("GOOD", (await CheckAsync(0)).GetProperty("verdict").GetString());
        JsonElement named = await CheckAsync(1, "--remember", memory);
        Assert.Equal(("REWRITTEN", 130, "SeenBefore"), (named.GetProperty("verdict").GetString(), named.GetProperty("firstAltered").GetInt32(), named.GetProperty("firstAlteredBy").GetString()));
        JsonElement unnamed = await CheckAsync(1, "--remember", headOnly);
        Assert.Equal(("REWRITTEN", JsonValueKind.Null), (unnamed.GetProperty("verdict").GetString(), unnamed.GetProperty("firstAltered").ValueKind));
    }

    private async Task AppendAsync(int count)
    {
        await using IUnitOfWork unit = await _storage.BeginAsync(CancellationToken.None);
        for (int i = 0; i < count; i++)
        {
            unit.Audit.Append(new AuditEntry(new TenantId("t"), null, DateTimeOffset.UnixEpoch, ActorRole.Officer, "o", "case.approve", "done", new Dictionary<string, string>()));
        }

        Assert.Equal(CommitResult.Committed, await unit.CommitAsync(CancellationToken.None));
    }

    /// <summary>A head that was signed before the alteration.</summary>
    private Task HeadAsync() => _storage.Log.PublishCheckpointAsync(new CheckpointSigner("log.example/log", "log.example", _key), CancellationToken.None);

    private Task ReplaceAsync(int index)
    {
        byte[] commitment = AuditEncoding.Commit(new byte[32], "another story"u8);
        return SqlAsync(
            "UPDATE audit_leaves SET Commitment = $c, LeafHash = $l WHERE \"Index\" = $i", ("$c", commitment), ("$l", MerkleHash.Leaf(commitment)), ("$i", index));
    }

    private async Task RebuildAsync()
    {
        IReadOnlyList<byte[]> leaves = await _storage.Log.LeafHashesAsync(0, 1000, CancellationToken.None);
        MemoryNodes nodes = new();
        await SqlAsync("DELETE FROM audit_nodes; DELETE FROM checkpoints;");
        for (int i = 0; i < leaves.Count; i++)
        {
            foreach ((NodeId id, byte[] hash) in await MerkleTree.AppendAsync(nodes, i, leaves[i], CancellationToken.None))
            {
                await SqlAsync("INSERT INTO audit_nodes (Level, \"Index\", Hash) VALUES ($v, $i, $h)", ("$v", id.Level), ("$i", id.Index), ("$h", hash));
            }

            await nodes.AppendAsync(leaves[i], CancellationToken.None);
        }
    }

    private async Task SqlAsync(string sql, params (string Name, object Value)[] values)
    {
        await using SqliteConnection connection = new($"Data Source={Path.Combine(_folder, "store.db")}");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }

    private async Task<JsonElement> CheckAsync(int exitCode, params string[] options)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string program = Path.Combine(Repository.Root, "src", "RemoteVerify.Cli", "bin", configuration, "net10.0", "RemoteVerify.Cli.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, "log", "check", _address, "--json", .. options]) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == exitCode, $"{process.ExitCode}: {output}");
        return JsonDocument.Parse(output).RootElement;
    }
}
