using System.Diagnostics;
using System.Security.Cryptography;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Development;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Cli.Commands.Bench.Cases;

/// <summary>How flows over one kind of database went.</summary>
/// <param name="Storage">Kind of database.</param>
/// <param name="Flows">Flows that ended in the time.</param>
/// <param name="PerSecond">Flows per second.</param>
/// <param name="MedianMilliseconds">Half of the flows were quicker.</param>
/// <param name="P99Milliseconds">99 of 100 flows were quicker.</param>
/// <param name="SigningShare">Part of the flows' time inside signatures and timestamps, 0 to 1.</param>
/// <param name="ProcessorMilliseconds">Processor time of one flow, which other work on the machine changes little; a database server's own is not in it.</param>
/// <param name="ScanBytes">Size of the scan.</param>
/// <param name="ResultBytes">Size of the copy.</param>
internal sealed record CaseFigures(
    string Storage, int Flows, double PerSecond, double MedianMilliseconds, double P99Milliseconds, double SigningShare, double ProcessorMilliseconds, int ScanBytes, int ResultBytes);

/// <summary>Runs whole certified-copy flows, several at a time, over a database of their own.</summary>
internal sealed class CaseBench(DocumentFonts fonts, int lanes, int pages, TimeSpan time)
{
    private const int WarmUps = 2;

    public async Task<CaseFigures> OnSqliteAsync(CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("rv-bench-cases-").FullName;
        try
        {
            await using SqliteStorage storage = new(Path.Combine(folder, "bench.db"), Master(), TimeProvider.System);
            return await MeasureAsync(storage, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public async Task<CaseFigures> OnPostgresAsync(CancellationToken cancellationToken)
    {
        await using TemporaryPostgres server = await TemporaryPostgres.StartAsync(cancellationToken);
        await using PostgresStorage storage = new(await server.CreateDatabaseAsync(cancellationToken), Master(), TimeProvider.System);
        return await MeasureAsync(storage, cancellationToken);
    }

    private static MasterKey Master() => new("bench", RandomNumberGenerator.GetBytes(32));

    private async Task<CaseFigures> MeasureAsync(RelationalStorage storage, CancellationToken cancellationToken)
    {
        using CopyOffice office = new(storage, fonts, pages);
        await office.StartAsync(cancellationToken);
        for (int i = 0; i < WarmUps; i++)
        {
            await office.RunAsync(cancellationToken);
        }

        TimeSpan before = Environment.CpuUsage.TotalTime;
        Stopwatch watch = Stopwatch.StartNew();
        FlowTime[][] taken = await Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => Task.Run(() => LaneAsync(office, watch, cancellationToken), cancellationToken)));
        double seconds = watch.Elapsed.TotalSeconds;
        FlowTime[] flows = [.. taken.SelectMany(lane => lane)];
        double[] milliseconds = [.. flows.Select(flow => flow.Total.TotalMilliseconds).Order()];
        return new CaseFigures(
            storage.Kind, flows.Length, Math.Round(flows.Length / seconds, 2), Percentile(milliseconds, 0.5), Percentile(milliseconds, 0.99),
            Math.Round(flows.Sum(flow => flow.Signing.TotalSeconds) / flows.Sum(flow => flow.Total.TotalSeconds), 3),
            Math.Round((Environment.CpuUsage.TotalTime - before).TotalMilliseconds / flows.Length, 1), office.ScanBytes, office.ResultBytes);
    }

    private async Task<FlowTime[]> LaneAsync(CopyOffice office, Stopwatch watch, CancellationToken cancellationToken)
    {
        List<FlowTime> flows = [];
        do
        {
            flows.Add(await office.RunAsync(cancellationToken));
        }
        while (watch.Elapsed < time);

        return [.. flows];
    }

    /// <summary>The smallest value that this part of all values does not exceed.</summary>
    internal static double Percentile(double[] sorted, double part) =>
        sorted.Length == 0 ? double.NaN : Math.Round(sorted[Math.Clamp((int)Math.Ceiling(sorted.Length * part) - 1, 0, sorted.Length - 1)], 1);
}
