using System.Text.Json;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cli.Commands.Soak;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Development;

namespace RemoteVerify.Cli.Tests.Commands.Soak;

/// <summary>kill -9 under load. A long run is <c>./rv soak crash --kills 200</c>.</summary>
public sealed class SoakCrashTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Crash_FiveKillsOnSqlite_LosesNothing()
    {
        CommandAnswer run = await CommandLine.RunInstalledAsync("soak", "crash", "--kills", "5", "--lanes", "3", "--copies", "2", "--json");
        Assert.True(run.ExitCode == ExitCodes.Positive, run.ToString());
        Assert.Equal(5, run.Json.GetProperty("kills").GetInt32());
        Assert.Equal(0, run.Json.GetProperty("violations").GetArrayLength());
        Assert.True(run.Json.GetProperty("byKind").GetProperty("reserve").GetInt32() > 0, run.Output);
        Assert.True(run.Json.GetProperty("byKind").GetProperty("countersign").GetInt32() > 0, run.Output);
        JsonElement torn = run.Json.GetProperty("torn");
        Assert.True(torn.GetProperty("whole").GetInt32() + torn.GetProperty("earlier").GetInt32() > 0, run.Output);
    }

    [SkippableFact]
    public async Task Crash_OfServiceAndOfServerOnPostgres_LosesNothing()
    {
        Skip.IfNot(TemporaryPostgres.Missing is null, TemporaryPostgres.Missing);
        CommandAnswer run = await CommandLine.RunInstalledAsync("soak", "crash", "--database", "postgres", "--kills", "2", "--lanes", "3", "--json");
        Assert.True(run.ExitCode == ExitCodes.Positive, run.ToString());
        Assert.Equal((2, 1), (run.Json.GetProperty("kills").GetInt32(), run.Json.GetProperty("serverKills").GetInt32()));
        Assert.True(run.Json.GetProperty("byKind").GetProperty("open").GetInt32() > 0, run.Output);
    }

    [Fact]
    public async Task Judge_SeesWhatIsMissing()
    {
        await using CrashTarget target = await CrashTarget.CreateAsync(null, None);
        var ledger = new CrashLedger();
        await using (RelationalStorage storage = target.Open())
        {
            await storage.MigrateAsync(None);
            var acts = new CrashActs(storage);
            CaseId id = (await acts.OpenAsync(None)).Value;
            ledger.Add(new CrashAck(CrashAckKind.Open, id.Value));
            Sha256Digest document = (await acts.AttachAsync(id, [1, 2, 3], None)).Value;
            ledger.Add(new CrashAck(CrashAckKind.Attach, id.Value, 0, document.Hex));
            ReservedEntry entry = (await acts.ReserveAsync(id, None)).Value;
            ledger.Add(new CrashAck(CrashAckKind.Reserve, id.Value, entry.Number));
            BlobId identity = await acts.KeepIdentityAsync(id, None);
            ledger.Add(new CrashAck(CrashAckKind.Identity, id.Value, 0, identity.ToString()));
        }

        var judge = new CrashJudge(target, ledger);
        await judge.JudgeAsync(all: false, None);
        Assert.Empty(ledger.Violations);

        // Said, but never done.
        Guid known = ledger.Acks[0].Case;
        ledger.Add(new CrashAck(CrashAckKind.Open, Guid.NewGuid()));
        ledger.Add(new CrashAck(CrashAckKind.Use, known, 1, Sha256Digest.Of("x"u8).Hex));
        ledger.Add(new CrashAck(CrashAckKind.Destroy, known));
        ledger.Add(new CrashAck(CrashAckKind.Countersign, known, 1));
        await judge.JudgeAsync(all: true, None);
        Assert.Equal(["Open", "Use", "Destroy", "Countersign"], ledger.Violations.Select(v => v.Split(' ')[1]).OrderBy(v => v != "Open").ThenBy(v => v != "Use").ThenBy(v => v != "Destroy"));

        await judge.DrainAsync(None);
        Assert.Contains(ledger.Violations, v => v.StartsWith("never delivered: result.issued", StringComparison.Ordinal));
        Assert.Contains(("case.opened", known), ledger.Received);
    }

    [Fact]
    public void Ledger_OneNumberForTwoCases_IsAViolation()
    {
        var ledger = new CrashLedger();
        ledger.Add(new CrashAck(CrashAckKind.Reserve, Guid.NewGuid(), 7));
        Assert.Empty(ledger.Violations);
        ledger.Add(new CrashAck(CrashAckKind.Reserve, Guid.NewGuid(), 7));
        Assert.Contains("number 7 was given twice", Assert.Single(ledger.Violations), StringComparison.Ordinal);
        Assert.Null(CrashAck.Read("{\"Kind\":\"Open\",\"Cas"));
    }
}
