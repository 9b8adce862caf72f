using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RemoteVerify.Storage.Development;

namespace RemoteVerify.Cli.Commands.Soak;

/// <summary><c>rv soak crash</c>: kill -9 at random moments under load; nothing acknowledged may be lost.</summary>
internal static class SoakCrashCommand
{
    private const string Explanation =
        """
        Starts a process that opens cases, attaches documents, reserves, uses and voids numbers of a register book, destroys keys, publishes checkpoints,
        delivers events and makes certified copies with an officer's signature, seal and timestamp, all at once; kills it (SIGKILL) at a random moment, opens the database as a restarted service does, and checks that no acknowledged act
        is lost, no number is given twice or missing, acts are whole or absent, signed documents have exactly the valid signatures that their state speaks of, the log is the one whose checkpoints were given out, everything encrypted opens,
        and every event is delivered at least once. With SQLite, copies with torn writes must open to a state that once was or say that they are damaged. With
        --database postgres it starts a PostgreSQL of its own, and every fourth kill and the last one is the server's.
        """;

    private static readonly Option<int> Kills = new("--kills") { Description = "How many.", DefaultValueFactory = _ => 20 };
    private static readonly Option<string> Database = new("--database") { Description = "sqlite or postgres.", DefaultValueFactory = _ => "sqlite" };
    private static readonly Option<int> Lanes = new("--lanes") { Description = "Acts at once.", DefaultValueFactory = _ => 4 };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Number that moments and tears are drawn from.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> PerDatabase = new("--per-database") { Description = "Kills before a new database is begun.", DefaultValueFactory = _ => 25 };
    private static readonly Option<int> Copies = new("--copies") { Description = "Torn copies after each kill (SQLite).", DefaultValueFactory = _ => 3 };

    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Command command = new("crash", Explanation.ReplaceLineEndings(" ")) { Kills, Database, Lanes, Seed, PerDatabase, Copies, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            CrashOptions options = Options(parsed);
            CrashReport report = await new CrashRun(options).RunAsync(Output.Message, cancellationToken);
            new Output(parsed.GetValue(json)).Answer(report, writer => Write(writer, report));
            return report.Violations.Count == 0 ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    /// <summary>The process that is killed; it is told everything on its standard input, so that no key is on a command line.</summary>
    public static Command CreateWorker()
    {
        Command command = new("crash-worker", "The process that rv soak crash kills.") { Hidden = true };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string? line = await Console.In.ReadLineAsync(cancellationToken);
            CrashWorkerSetup setup = line is null ? throw CommandException.WrongUse("This is for rv soak crash.") : JsonSerializer.Deserialize<CrashWorkerSetup>(line)!;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _ = Task.Run(async () =>
            {
                // Its parent is gone when its input ends.
                await Console.In.ReadToEndAsync(CancellationToken.None);
                Environment.Exit(ExitCodes.Environment);
            }, CancellationToken.None);
            await using Stream output = Console.OpenStandardOutput();
            await new CrashWorker(setup, output).RunAsync(stop.Token);
            return ExitCodes.Positive;
        });
        return command;
    }

    private static CrashOptions Options(ParseResult parsed)
    {
        string database = parsed.GetValue(Database)!;
        if (database is not ("sqlite" or "postgres"))
        {
            throw CommandException.WrongUse("--database takes sqlite or postgres.");
        }

        if (database == "postgres" && TemporaryPostgres.Missing is { } missing)
        {
            throw CommandException.Environment(missing);
        }

        var options = new CrashOptions(
            parsed.GetValue(Kills), database == "postgres", parsed.GetValue(Lanes), parsed.GetValue(Seed), parsed.GetValue(PerDatabase), parsed.GetValue(Copies));
        return options is { Kills: > 0, Lanes: > 0 and <= 64, KillsPerDatabase: > 0, Copies: >= 0 and <= 100 }
            ? options
            : throw CommandException.WrongUse("--kills, --lanes (at most 64) and --per-database take numbers above 0, --copies 0 to 100.");
    }

    private static void Write(TextWriter writer, CrashReport report)
    {
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Database}: {report.Kills} kills ({report.ServerKills} of the database server) in {report.Seconds:0} s, seed {report.Seed}; {report.Acts} acknowledged acts"));
        writer.WriteLine("  " + string.Join(", ", report.ByKind.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => $"{k.Key} {k.Value}")));
        writer.WriteLine($"  {report.Deliveries} deliveries of events, {report.Repeated} of them repeated; {report.FailedWhileServerWasAway} acts failed while the server was away");
        if (report.Torn is { } torn)
        {
            writer.WriteLine($"  {torn.Copies} torn copies: {torn.Whole} opened whole, {torn.Earlier} to an earlier state, {torn.Damaged} said that they are damaged");
        }

        foreach (string violation in report.Violations)
        {
            writer.WriteLine($"VIOLATION {violation}");
        }
    }
}
