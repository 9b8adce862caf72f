using System.Diagnostics;
using System.Text.Json;
using RemoteVerify.Cli.Commands.Fuzz;
using RemoteVerify.Storage.Development;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Cli.Commands.Soak;

/// <summary>What a run is asked for.</summary>
/// <param name="Kills">How many.</param>
/// <param name="Postgres">PostgreSQL instead of SQLite; every fourth kill and the last one is then the database server's.</param>
/// <param name="Lanes">Acts at once.</param>
/// <param name="Seed">Of the moments and the tears.</param>
/// <param name="KillsPerDatabase">After so many a new database is begun, so that the checks stay quick.</param>
/// <param name="Copies">Torn copies after each kill.</param>
internal sealed record CrashOptions(int Kills, bool Postgres, int Lanes, ulong Seed, int KillsPerDatabase, int Copies);

/// <summary>What a run found.</summary>
internal sealed record CrashReport(
    string Database, ulong Seed, int Kills, int ServerKills, long Acts, IReadOnlyDictionary<string, int> ByKind, long Deliveries, long Repeated, int FailedWhileServerWasAway,
    TornTotals? Torn, double Seconds, IReadOnlyList<string> Violations);

/// <summary>Starts a worker, kills it at a random moment, judges what it left, starts the next.</summary>
internal sealed class CrashRun(CrashOptions options)
{
    private const int MostViolations = 50;
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(120);

    private readonly List<string> _violations = [];
    private readonly Dictionary<string, int> _byKind = [];
    private readonly TornTotals _torn = new();
    private int _kills;
    private int _serverKills;
    private int _failures;
    private int _failuresAllowed;
    private long _deliveries;
    private long _received;

    /// <summary>Short leases, so that the next worker takes over what the killed one held.</summary>
    public static OutboxDeliveryOptions Delivery { get; } = new()
    {
        Batch = 20, Lease = TimeSpan.FromSeconds(3), Patience = TimeSpan.FromSeconds(1), FirstWait = TimeSpan.FromMilliseconds(200), LongestWait = TimeSpan.FromSeconds(1),
    };

    public async Task<CrashReport> RunAsync(Action<string> say, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await using TemporaryPostgres? server = options.Postgres ? await TemporaryPostgres.StartAsync(cancellationToken) : null;
        while (_kills < options.Kills && _violations.Count < MostViolations)
        {
            await OneDatabaseAsync(server, cancellationToken);
            say($"{_kills} kills, {_byKind.Values.Sum()} acts, {_violations.Count} violations, {clock.Elapsed.TotalSeconds:0} s");
        }

        return new CrashReport(
            options.Postgres ? "postgres" : "sqlite", options.Seed, _kills, _serverKills, _byKind.Values.Sum(), _byKind, _deliveries, _deliveries - _received, _failures,
            options.Postgres ? null : _torn, clock.Elapsed.TotalSeconds, _violations);
    }

    private async Task OneDatabaseAsync(TemporaryPostgres? server, CancellationToken cancellationToken)
    {
        await using CrashTarget target = await CrashTarget.CreateAsync(server, cancellationToken);
        var ledger = new CrashLedger();
        var judge = new CrashJudge(target, ledger);
        var torn = new TornWrites(target, ledger, _torn);
        int until = Math.Min(options.Kills, _kills + options.KillsPerDatabase);
        while (_kills < until && ledger.Violations.Count == 0)
        {
            var random = new FuzzRandom(options.Seed, _kills);
            int before = ledger.Acks.Count;
            bool killsServer = options.Postgres && (_kills % 4 == 3 || _kills == options.Kills - 1);
            await OneKillAsync(target, ledger, random, killsServer, cancellationToken);
            _kills++;
            if (!options.Postgres)
            {
                torn.Take(random, options.Copies);
            }

            IReadOnlyList<byte[]> leaves = await judge.JudgeAsync(_kills == until, cancellationToken);
            await torn.JudgeAsync(leaves, [.. ledger.Acks.Skip(before)], cancellationToken);
            if (!options.Postgres && !File.Exists(target.FilePath + "-wal"))
            {
                ledger.SafeLeaves = leaves.Count;
            }
        }

        await judge.DrainAsync(cancellationToken);
        Count(ledger);
    }

    private async Task OneKillAsync(CrashTarget target, CrashLedger ledger, FuzzRandom random, bool killsServer, CancellationToken cancellationToken)
    {
        string self = typeof(CrashRun).Assembly.Location;
        ProcessStartInfo start = new("dotnet", [self, "soak", "crash-worker"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process worker = Process.Start(start)!;
        try
        {
            await worker.StandardInput.WriteLineAsync(JsonSerializer.Serialize(target.Setup(random.NextBits(), options.Lanes)));
            await worker.StandardInput.FlushAsync(cancellationToken);
            await HearAsync(worker, ledger, 1, StartPatience, cancellationToken);

            // So many acts and then so many microseconds: the moment falls anywhere inside an act. In every third life some signature comes first, so
            // that it also falls inside the acts that follow one: seal, timestamp, storing, the next case.
            CrashAckKind? signature = _kills % 3 == 1 ? random.Pick<CrashAckKind>([CrashAckKind.Countersign, CrashAckKind.Seal, CrashAckKind.Store]) : null;
            await HearAsync(worker, ledger, signature is null ? random.Next(120) : int.MaxValue, TimeSpan.FromSeconds(30), cancellationToken, signature);
            SpinFor(TimeSpan.FromMicroseconds(random.Next(60_000)));
            if (killsServer)
            {
                await target.KillServerAsync();
                _serverKills++;
                await Task.Delay(random.Next(400), cancellationToken);
            }
        }
        finally
        {
            if (worker.HasExited)
            {
                ledger.Violations.Add($"the worker ended before it was killed, with {worker.ExitCode}");
            }

            worker.Kill();
        }

        await HearAsync(worker, ledger, int.MaxValue, StartPatience, cancellationToken);
        await worker.WaitForExitAsync(cancellationToken);
        if (killsServer)
        {
            await target.RestartServerAsync(cancellationToken);
        }
        else if (ledger.Failures > _failuresAllowed)
        {
            ledger.Violations.Add($"an act failed: {ledger.LastFailure}");
        }

        _failuresAllowed = ledger.Failures;
    }

    /// <summary>Writes down what the worker says: so many lines, or to the first of a kind, or until it ends, or until the patience does.</summary>
    private static async Task HearAsync(Process worker, CrashLedger ledger, int lines, TimeSpan patience, CancellationToken cancellationToken, CrashAckKind? last = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        for (int i = 0; i < lines; i++)
        {
            string? line;
            try
            {
                line = await worker.StandardOutput.ReadLineAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return;
            }

            if (line is null)
            {
                return;
            }

            if (CrashAck.Read(line) is { } ack)
            {
                ledger.Add(ack);
                if (ack.Kind == last)
                {
                    return;
                }
            }
        }
    }

    private static void SpinFor(TimeSpan time)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < time;)
        {
            Thread.SpinWait(50);
        }
    }

    private void Count(CrashLedger ledger)
    {
        foreach (IGrouping<CrashAckKind, CrashAck> kind in ledger.Acks.GroupBy(a => a.Kind))
        {
            string name = kind.Key.ToString().ToLowerInvariant();
            _byKind[name] = _byKind.GetValueOrDefault(name) + kind.Count();
        }

        _deliveries += ledger.Deliveries;
        _received += ledger.Received.Count;
        _failures += ledger.Failures;
        _failuresAllowed = 0;
        _violations.AddRange(ledger.Violations);
    }
}
