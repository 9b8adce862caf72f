using System.CommandLine;
using System.Diagnostics;
using RemoteVerify.Biometrics;
using RemoteVerify.Cli.Commands.Face;

namespace RemoteVerify.Cli.Commands.Demo;

/// <summary><c>rv demo</c>: the main job, end to end, over HTTP and WebSocket only, and the frauds that must be refused.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        Option<string> folder = new("--out") { Description = "Folder for the files of the demo.", DefaultValueFactory = _ => "demo-out" };
        Option<string> set = FaceInput.Set();
        Option<DemoPart[]> skip = new("--skip") { Description = "Parts to leave out: frauds, procedures. The main job always runs.", AllowMultipleArgumentsPerToken = true };
        Option<bool> json = CommandTable.Json();
        Command command = new("demo", "The main job, end to end: a person verified, a document signed, countersigned, sealed, copied and checked; frauds refused; and the procedures (a) to (d).") { folder, set, skip, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = Path.GetFullPath(parsed.GetValue(folder)!);
            Directory.CreateDirectory(path);
            long started = Stopwatch.GetTimestamp();
            DemoJournal journal = new();
            Uri address;
            using (BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!))
            {
                Output.Message($"Starting the service on a fresh data directory, with the model set {engine.Catalog.Set.Name}.");
                await using DemoWorld world = await DemoWorld.StartAsync(path, engine, cancellationToken);
                address = world.Address;
                try
                {
                    await new DemoScript(world, journal, parsed.GetValue(skip) ?? []).RunAsync(cancellationToken);
                }
                finally
                {
                    InputFiles.Write(world.FileOf("service.log"), System.Text.Encoding.UTF8.GetBytes(world.ServiceLog));
                }
            }

            TimeSpan took = Stopwatch.GetElapsedTime(started);
            new Output(parsed.GetValue(json)).Answer(Document(journal, path, took), writer => Write(writer, journal, path, address, took));
            return journal.AllAsExpected ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static object Document(DemoJournal journal, string folder, TimeSpan took) => new
    {
        passed = journal.AllAsExpected,
        seconds = Math.Round(took.TotalSeconds, 1),
        folder,
        files = Files(folder),
        steps = journal.Steps.Select(step => new { name = step.Name, seconds = Math.Round(step.Took.TotalSeconds, 2), expected = step.Expected, actual = step.Actual, detail = step.Detail }),
    };

    private static void Write(TextWriter writer, DemoJournal journal, string folder, Uri address, TimeSpan took)
    {
        journal.WriteTable(writer);
        writer.WriteLine($"{(journal.AllAsExpected ? "Every step came out as expected" : "NOT every step came out as expected")}, in {took.TotalSeconds:0} s.");
        writer.WriteLine($"Files in {folder}:");
        foreach (string file in Files(folder))
        {
            writer.WriteLine($"  {file}");
        }

        writer.WriteLine();
        writer.WriteLine($"The service ran at {address} and has ended. To look at its pages with the same data:");
        writer.WriteLine($"  Service__DataDirectory={Path.Combine(folder, "service-data")} ./rv serve --urls http://127.0.0.1:5080");
        writer.WriteLine("  http://127.0.0.1:5080/check   the public check: upload a PDF of the demo, or type a code from its papers");
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
