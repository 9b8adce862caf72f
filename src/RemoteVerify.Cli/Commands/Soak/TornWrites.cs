using System.Buffers.Binary;
using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.Cli.Commands.Fuzz;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Checking;

namespace RemoteVerify.Cli.Commands.Soak;

/// <summary>How copies with torn writes opened.</summary>
internal sealed class TornTotals
{
    /// <summary>Copies made.</summary>
    public int Copies { get; set; }

    /// <summary>Opened to the whole state.</summary>
    public int Whole { get; set; }

    /// <summary>Opened to an earlier state.</summary>
    public int Earlier { get; set; }

    /// <summary>Said that they are damaged.</summary>
    public int Damaged { get; set; }
}

/// <summary>
/// Copies of a killed SQLite database as a power cut would leave them: the write-ahead log cut, scribbled over or ending in zeros, and pages of
/// the file half written by a checkpoint that did not end. Each must open to a state that once was, with everything that had reached the file
/// itself, or say that it is damaged.
/// </summary>
internal sealed class TornWrites(CrashTarget target, CrashLedger ledger, TornTotals totals)
{
    private const int Sector = 512;
    private const int LogHeader = 32;
    private const int FrameHeader = 24;

    private readonly List<(string Path, string Kind, bool MustBeWhole)> _copies = [];

    /// <summary>Copies the files before anybody opens them again.</summary>
    public void Take(FuzzRandom random, int copies)
    {
        string log = target.FilePath + "-wal";
        byte[] wal = File.Exists(log) ? File.ReadAllBytes(log) : [];
        if (wal.Length <= LogHeader)
        {
            return;
        }

        byte[] file = File.ReadAllBytes(target.FilePath);
        for (int i = 0; i < copies; i++)
        {
            string kind = random.Pick<string>(["cut", "scribbled", "zeros", "half-written"]);
            byte[] tornFile = [.. file];
            byte[] tornLog = Tear(kind, random, tornFile, [.. wal]);
            string path = Path.Combine(target.Folder, $"torn-{i}.db");
            File.WriteAllBytes(path, tornFile);
            File.WriteAllBytes(path + "-wal", tornLog);
            _copies.Add((path, kind, kind == "half-written"));
        }
    }

    /// <summary>Opens the copies and compares them with the log of the database itself.</summary>
    public async Task JudgeAsync(IReadOnlyList<byte[]> leaves, IReadOnlyList<CrashAck> acks, CancellationToken cancellationToken)
    {
        foreach ((string path, string kind, bool mustBeWhole) in _copies)
        {
            totals.Copies++;
            await using (RelationalStorage copy = target.OpenCopy(path))
            {
                InspectionReport report = await StorageInspection.RunAsync(copy, cancellationToken);
                await JudgeAsync(copy, report, kind, mustBeWhole, leaves, acks, cancellationToken);
            }

            foreach (string left in Directory.GetFiles(target.Folder, Path.GetFileName(path) + "*"))
            {
                File.Delete(left);
            }
        }

        _copies.Clear();
    }

    private async Task JudgeAsync(
        RelationalStorage copy, InspectionReport report, string kind, bool mustBeWhole, IReadOnlyList<byte[]> leaves, IReadOnlyList<CrashAck> acks, CancellationToken cancellationToken)
    {
        if (!report.IsSound)
        {
            totals.Damaged++;
            if (mustBeWhole)
            {
                ledger.Violations.Add($"torn ({kind}): the log was whole, and yet: {report}");
            }

            return;
        }

        bool isWhole = report.Leaves >= leaves.Count;
        _ = isWhole ? totals.Whole++ : totals.Earlier++;
        if (report.Leaves > leaves.Count || report.Leaves < ledger.SafeLeaves || (mustBeWhole && !isWhole))
        {
            ledger.Violations.Add($"torn ({kind}): {report.Leaves} leaves; the database has {leaves.Count}, of which {ledger.SafeLeaves} were in the file itself");
        }
        else if (!(await RootAsync(leaves.Take((int)report.Leaves), cancellationToken)).AsSpan().SequenceEqual(report.Root.Span))
        {
            ledger.Violations.Add($"torn ({kind}): a log that never was");
        }

        // Acts of these cases may be missing; half of one may not.
        List<string> halves = [];
        await CrashJudge.CheckActsAsync(copy, [.. acks.Select(a => a with { Kind = CrashAckKind.Identity, Text = Guid.Empty.ToString() })], halves, null, cancellationToken);
        ledger.Violations.AddRange(halves.Select(h => $"torn ({kind}): {h}"));
    }

    private static async Task<byte[]> RootAsync(IEnumerable<byte[]> leaves, CancellationToken cancellationToken)
    {
        var nodes = new MemoryNodes();
        foreach (byte[] leaf in leaves)
        {
            await nodes.AppendAsync(leaf, cancellationToken);
        }

        return await MerkleTree.RootAsync(nodes, nodes.Size, cancellationToken);
    }

    private static byte[] Tear(string kind, FuzzRandom random, byte[] file, byte[] log)
    {
        int at = LogHeader + random.Next(log.Length - LogHeader);
        switch (kind)
        {
            case "cut":
                return log[..at];
            case "zeros":
                log.AsSpan(at).Clear();
                return log;
            case "scribbled":
                for (int i = random.Between(1, 4); i > 0; i--)
                {
                    int sector = random.Next(log.Length) / Sector * Sector;
                    Scribble(random, log.AsSpan(sector, Math.Min(Sector, log.Length - sector)));
                }

                return log;
            default:
                HalfWrite(random, file, log);
                return log;
        }
    }

    /// <summary>A checkpoint writes pages of the log into the file; the power goes in the middle of one.</summary>
    private static void HalfWrite(FuzzRandom random, byte[] file, byte[] log)
    {
        int page = (int)BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(8));
        int frames = (log.Length - LogHeader) / (FrameHeader + page);

        // Only frames of the log's present generation, up to its last commit, are ever copied.
        int committed = 0;
        while (committed < frames && Frame(committed).Slice(8, 8).SequenceEqual(log.AsSpan(16, 8)))
        {
            committed++;
        }

        while (committed > 0 && BinaryPrimitives.ReadUInt32BigEndian(Frame(committed - 1)[4..]) == 0)
        {
            committed--;
        }

        for (int i = random.Between(1, 3); i > 0 && committed > 0; i--)
        {
            long start = (BinaryPrimitives.ReadUInt32BigEndian(Frame(random.Next(committed))) - 1L) * page;
            if (start + page <= file.Length)
            {
                int written = random.Next(page / Sector) * Sector;
                Scribble(random, file.AsSpan((int)start + written, page - written));
            }
        }

        Span<byte> Frame(int index) => log.AsSpan(LogHeader + (index * (FrameHeader + page)), FrameHeader);
    }

    private static void Scribble(FuzzRandom random, Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)random.NextBits();
        }
    }
}
