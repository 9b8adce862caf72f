using System.CommandLine;
using System.Globalization;
using RemoteVerify.Storage.Development;

namespace RemoteVerify.Cli.Commands.Bench.Cases;

/// <summary><c>rv bench cases</c>: certified copies from paper per second, from the opened case to the stored result.</summary>
internal static class BenchCasesCommand
{
    private const string Explanation =
        """
        Time whole certified copies from a paper original, in process over the real acts, engines and storage: open, fill in, submit, accept, present, scan,
        compare, number, compose, read, approve, countersign with an officer's key (P-256), seal, timestamp, store: 16 acts, each a transaction that is on disk before the next.
        The scan is one A4 page at 200 dpi in colour. Over SQLite, and over a PostgreSQL that the command starts for itself where it is installed. Tells
        flows per second, median and 99th percentile of a flow, and which part of it was inside signatures and timestamps (of an authority in the same process).
        """;

    public static Command Create()
    {
        Option<int> seconds = new("--seconds") { Description = "Time for each database.", DefaultValueFactory = _ => 20 };
        Option<int> lanes = new("--lanes") { Description = "Flows at a time; as many as there are processors by default.", DefaultValueFactory = _ => Environment.ProcessorCount };
        Option<int> pages = new("--pages") { Description = "Pages of the scan.", DefaultValueFactory = _ => 1 };
        Option<string> storage = new("--storage") { Description = "sqlite, postgres or both.", DefaultValueFactory = _ => "both" };
        storage.AcceptOnlyFromAmong("sqlite", "postgres", "both");
        Option<bool> json = CommandTable.Json();
        Command command = new("cases", Explanation.ReplaceLineEndings(" ")) { seconds, lanes, pages, storage, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            (int time, int flows, int sheets) = (parsed.GetValue(seconds), parsed.GetValue(lanes), parsed.GetValue(pages));
            if (time is < 1 or > 3600 || flows is < 1 or > 64 || sheets is < 1 or > 50)
            {
                throw CommandException.WrongUse("--seconds takes 1 to 3600, --lanes 1 to 64, --pages 1 to 50.");
            }

            CaseBenchReport report = await MeasureAsync(
                new CaseBench(PaperFonts.Read(PaperFonts.DefaultFolder), flows, sheets, TimeSpan.FromSeconds(time)), parsed.GetValue(storage)!, flows, sheets, cancellationToken);
            new Output(parsed.GetValue(json)).Answer(report, report.Write);
            return ExitCodes.Positive;
        });
        return command;
    }

    private static async Task<CaseBenchReport> MeasureAsync(CaseBench bench, string storage, int lanes, int pages, CancellationToken cancellationToken)
    {
        IReadOnlyList<double> before = Load();
        List<CaseFigures> figures = [];
        List<string> left = [];
        if (storage is "sqlite" or "both")
        {
            Output.Message("Certified copies over SQLite.");
            figures.Add(await bench.OnSqliteAsync(cancellationToken));
        }

        if (storage is "postgres" or "both")
        {
            if (TemporaryPostgres.Missing is { } missing)
            {
                left.Add(storage == "postgres" ? throw CommandException.Environment(missing) : missing);
            }
            else
            {
                Output.Message("Certified copies over PostgreSQL.");
                figures.Add(await bench.OnPostgresAsync(cancellationToken));
            }
        }

        return new CaseBenchReport(figures, left, lanes, pages, Environment.ProcessorCount, before, Load());
    }

    /// <summary>The machine's load of the last 1, 5 and 15 minutes; empty where it tells none.</summary>
    private static IReadOnlyList<double> Load() => File.Exists("/proc/loadavg")
        ? [.. File.ReadAllText("/proc/loadavg").Split(' ').Take(3).Select(part => double.Parse(part, CultureInfo.InvariantCulture))]
        : [];
}

/// <summary>The figures of one run.</summary>
internal sealed record CaseBenchReport(
    IReadOnlyList<CaseFigures> Figures, IReadOnlyList<string> LeftOut, int Lanes, int Pages, int Processors, IReadOnlyList<double> LoadBefore, IReadOnlyList<double> LoadAfter)
{
    public void Write(TextWriter writer)
    {
        foreach (CaseFigures found in Figures)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{found.Storage,-10} {found.PerSecond:0.00} copies/s, flow p50 {found.MedianMilliseconds:0} ms, p99 {found.P99Milliseconds:0} ms, signing {100 * found.SigningShare:0.0} %, {found.ProcessorMilliseconds:0} ms of processor a flow ({found.Flows} flows, scan {found.ScanBytes / 1024} KiB, copy {found.ResultBytes / 1024} KiB)"));
        }

        foreach (string missing in LeftOut)
        {
            writer.WriteLine($"left out: {missing}");
        }

        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Lanes} flows at a time, {Pages} page(s), {Processors} processors, load before {string.Join(' ', LoadBefore)}, after {string.Join(' ', LoadAfter)}"));
    }
}
