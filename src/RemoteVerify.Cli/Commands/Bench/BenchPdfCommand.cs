using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using RemoteVerify.Cli.Commands.Bench.PdfSigning;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Cli.Commands.Bench;

/// <summary><c>rv bench pdf</c>: signatures and validations a second on one core, beside the bare cost of the key and beside other programs.</summary>
internal static class BenchPdfCommand
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(500);

    public static Command Create()
    {
        Option<bool> peers = new("--peers") { Description = "Also race PDFBox 2, iText 5, @signpdf, mutool, pdfsig and openssl cms, as far as they are installed." };
        Option<int> seconds = new("--seconds") { Description = "Time for each figure, in slices of half a second.", DefaultValueFactory = _ => 4 };
        Option<bool> json = CommandTable.Json();
        Command command = new("pdf", "Time PDF signing and validation on one core: 1 page, 50 KB and 10 MB, RSA-2048 and P-256, beside OpenSSL and .NET alone.") { peers, seconds, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            int rounds = 2 * parsed.GetValue(seconds);
            if (rounds is < 2 or > 1200)
            {
                throw CommandException.WrongUse("--seconds takes 1 to 600.");
            }

            PdfBenchReport report = Measure(rounds, parsed.GetValue(peers), cancellationToken);
            new Output(parsed.GetValue(json)).Answer(report.ToJson(), report.Write);
            return Task.FromResult(ExitCodes.Positive);
        });
        return command;
    }

    private static PdfBenchReport Measure(int rounds, bool withPeers, CancellationToken cancellationToken)
    {
        int core = PinToOneCore();
        using BenchMaterial material = new();
        OwnLoops own = new(material);
        OutsideProgram programs = new(material.Folder);
        OpenSslSpeed openSsl = new(programs);
        string? version = openSsl.Version();
        double[] loadBefore = LoadAverage();

        Output.Message($"bench: {rounds} rounds of our loops beside the bare cost");
        SliceTimer timer = new(Slice, rounds);
        timer.Run([.. own.Contenders()], cancellationToken);
        SliceTimer bare = new(Slice, Math.Clamp(rounds / 2, 2, 8));
        if (version is not null)
        {
            Output.Message("bench: our loops beside openssl speed");
            bare.Run(
                [
                    .. openSsl.Contenders(),
                    Contender.Loop("own rsa2048", () => own.Sign("rsa2048", "50KB")),
                    Contender.Loop("dotnet rsa2048", () => ((SoftwareKey)material.Signers["rsa2048"].Key).SignHash(new byte[32])),
                    Contender.Loop("own p256", () => own.Sign("p256", "50KB")),
                ],
                cancellationToken);
        }

        PeerRace? race = null;
        List<PeerFigures> peers = [];
        PdfsigRace? pdfsig = PdfsigRace.Run(material, own, programs, Slice, Math.Max(2, rounds / 2), cancellationToken);
        if (withPeers)
        {
            Output.Message("bench: our loop beside the peers");
            race = new PeerRace(material, own, programs, Slice, Math.Clamp(rounds / 2, 2, 8));
            peers = race.Run(cancellationToken);
        }

        return new PdfBenchReport(
            timer, version is null ? null : bare, version, race, peers, pdfsig,
            material.Signers.Keys.ToDictionary(key => key, key => own.AllocatedBeyondOutput(key, "50KB")),
            new BenchPlace(core, Environment.ProcessorCount, loadBefore, LoadAverage(), rounds, Slice.TotalSeconds));
    }

    /// <summary>This thread, the threads it starts and the programs it runs share one core. The number of the core; -1 where the system can't.</summary>
    private static int PinToOneCore()
    {
        if (!OperatingSystem.IsLinux())
        {
            return -1;
        }

        using Process self = Process.GetCurrentProcess();
        int core = 63 - long.LeadingZeroCount((long)self.ProcessorAffinity) is var highest && highest >= 0 ? (int)highest : 0;
        self.ProcessorAffinity = (nint)(1L << core);
        return core;
    }

    private static double[] LoadAverage() => File.Exists("/proc/loadavg")
        ? [.. File.ReadAllText("/proc/loadavg").Split(' ').Take(3).Select(n => double.Parse(n, CultureInfo.InvariantCulture))]
        : [];
}
