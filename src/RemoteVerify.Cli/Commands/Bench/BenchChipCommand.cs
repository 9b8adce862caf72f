using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using RemoteVerify.Cli.Commands.Bench.Chips;
using RemoteVerify.Cli.Commands.Bench.PdfSigning;
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Cli.Commands.Bench;

/// <summary><c>rv bench chip</c>: verifications of documents a second, beside the bare cost of their public-key operations.</summary>
internal static class BenchChipCommand
{
    private const int Loads = 15;
    private const int AllocationRuns = 200;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(500);

    private const string Explanation =
        """
        Time verifying documents on one thread: one with RSA-2048, one with P-384 written as explicit parameters, under a store with a master list of 600
        country signers made for the run. Beside each stands the bare cost of its two public-key operations (signature of EF.SOD, signature of the
        document signer's certificate) with .NET's primitives, keys and digests ready. The document signer is a known one, as it nearly always is; how many
        are verified when each comes from a signer never seen before, whose key the platform must first take in, is told too. Slices of half a second alternate, so that what else happens hits
        both. Also the time to load a master list (read, check the signature, make the store): of --masterlist under --csca, else of the largest pair
        NAME.ml and NAME's *_root.cer in emrtd/fetched/masterlists of the folder that RV_CORPUS names, else of the list made for the run.
        """;

    public static Command Create()
    {
        Option<int> seconds = new("--seconds") { Description = "Time for each figure, in slices of half a second.", DefaultValueFactory = _ => 4 };
        Option<string> list = new("--masterlist") { Description = "Master list to load." };
        Option<string> anchor = new("--csca") { Description = "Certificate under which it stands." };
        Option<bool> json = CommandTable.Json();
        Command command = new("chip", Explanation.ReplaceLineEndings(" ")) { seconds, list, anchor, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            int rounds = 2 * parsed.GetValue(seconds);
            if (rounds is < 2 or > 1200 || parsed.GetValue(list) is null != parsed.GetValue(anchor) is null)
            {
                throw CommandException.WrongUse("--seconds takes 1 to 600; --masterlist and --csca go together.");
            }

            ChipBenchReport report = Measure(rounds, parsed.GetValue(list), parsed.GetValue(anchor), cancellationToken);
            new Output(parsed.GetValue(json)).Answer(report, report.Write);
            return Task.FromResult(ExitCodes.Positive);
        });
        return command;
    }

    private static ChipBenchReport Measure(int rounds, string? list, string? anchor, CancellationToken cancellationToken)
    {
        using ChipBenchMaterial material = new();
        SliceTimer timer = new(Slice, rounds);
        timer.Run(
            [
                Contender.Loop("rsa", () => material.Rsa.Verify(material.Store)),
                Contender.Loop("rsa bare", material.Rsa.VerifyBare),
                Contender.Loop("curve", () => material.Curve.Verify(material.Store)),
                Contender.Loop("curve bare", material.Curve.VerifyBare),
                NewSigners("rsa new", material.RsaOfNewSigners, material.Store),
                NewSigners("curve new", material.CurveOfNewSigners, material.Store),
            ],
            cancellationToken);
        (string name, byte[] bytes, Certificate root) = ListToLoad(material, list, anchor);
        return new ChipBenchReport
        {
            Rsa2048 = Figures(timer, "rsa", material.Rsa, material.Store),
            P384Explicit = Figures(timer, "curve", material.Curve, material.Store),
            ListedCertificates = ChipBenchMaterial.ListedCertificates,
            Load = Load(name, bytes, root),
            Rounds = rounds,
            Processors = Environment.ProcessorCount,
        };
    }

    private static Contender NewSigners(string name, IReadOnlyList<BenchChip> documents, CountrySignerStore store)
    {
        int next = 0;
        return Contender.Loop(name, () => documents[next++ % documents.Count].Verify(store));
    }

    private static ChipFigures Figures(SliceTimer timer, string name, BenchChip chip, CountrySignerStore store)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < AllocationRuns; i++)
        {
            chip.Verify(store);
        }

        long allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / AllocationRuns;
        return new ChipFigures(
            Math.Round(timer.PerSecond(name)), Math.Round(timer.PerSecond($"{name} new")), Math.Round(timer.PerSecond($"{name} bare")), Math.Round(1 / timer.Ratio(name, $"{name} bare"), 2),
            Math.Round(1 / timer.ProcessorRatio(name, $"{name} bare"), 2), allocated, chip.Bytes);
    }

    private static LoadFigures Load(string name, byte[] bytes, Certificate root)
    {
        List<double> milliseconds = [];
        int certificates = 0;
        long allocated = 0;
        for (int i = 0; i < Loads; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            MasterList list = MasterList.Read(bytes);
            if (CountrySignerStore.Empty.WithMasterList(list, [root], ChipBenchMaterial.At) is null)
            {
                throw CommandException.WrongUse($"The master list {name} does not stand under the certificate given.");
            }

            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            certificates = list.Certificates.Count;
        }

        double first = milliseconds[0];
        milliseconds.Sort();
        return new LoadFigures(name, bytes.Length, certificates, Math.Round(first, 1), Math.Round(milliseconds[Loads / 2], 1), Math.Round(milliseconds[^1], 1), allocated);
    }

    private static (string Name, byte[] Bytes, Certificate Root) ListToLoad(ChipBenchMaterial material, string? list, string? anchor)
    {
        if (list is not null)
        {
            return (Path.GetFileName(list), InputFiles.Read(list), Certificate.Read(InputFiles.Read(anchor!)));
        }

        string folder = Path.Combine(Environment.GetEnvironmentVariable("RV_CORPUS") ?? "", "emrtd", "fetched", "masterlists");
        foreach (FileInfo file in Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles("*.ml").OrderByDescending(file => file.Length) : Enumerable.Empty<FileInfo>())
        {
            string root = Path.Combine(folder, file.Name.Split('_', '.')[0] + "_root.cer");
            if (File.Exists(root))
            {
                return (file.Name, InputFiles.Read(file.FullName), Certificate.Read(InputFiles.Read(root)));
            }
        }

        return ("made for the run", material.List, material.ListAnchor);
    }
}
