using System.Diagnostics;
using System.Security.Cryptography;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf;

namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary>Makes and judges mutants on one thread.</summary>
internal sealed class FuzzWorker(FuzzRun run) : IMutantWorker, IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly MutantBuffer _buffer = new();
    private readonly PageRenderer? _renderer = run.Draws ? new PageRenderer() : null;
    private readonly PdfMutator[] _mutators = [.. run.Seeds.Select(seed => new PdfMutator(seed))];

    /// <summary>When the mutant in hand was begun; 0 for none. Read by the watchdog.</summary>
    public long Begun { get; private set; }

    /// <summary>What is in hand, for the watchdog to keep.</summary>
    public (FuzzSeed Seed, MutationKind Kind, long Index, byte[] Bytes) InHand { get; private set; }

    public void Dispose() => _renderer?.Dispose();

    public void Run(long index)
    {
        FuzzRandom random = new(run.Seed, index);
        int which = (int)(index % run.Seeds.Count);
        FuzzSeed seed = run.Seeds[which];
        MutationKind kind = _mutators[which].Mutate(random, _buffer);
        if (_buffer.Span.SequenceEqual(seed.Bytes))
        {
            run.Count("unchanged", kind, 0, 0, "");
            return;
        }

        InHand = (seed, kind, index, []);
        string name = $"{seed.Name} {kind} {index}";
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        Begun = Stopwatch.GetTimestamp();
        ValidationReport? report = Validate(seed, kind, index, out string verdict);
        TimeSpan spent = Stopwatch.GetElapsedTime(Begun);
        Begun = 0;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        spent = ThreadClock.Repeat(() => PadesValidator.Validate(_buffer.Memory, seed.Options), spent, Longest);
        run.Count(verdict, kind, spent.TotalMilliseconds, allocated, name);
        if (spent > Longest)
        {
            run.Find("hang", seed, kind, index, $"took {spent.TotalMilliseconds:0} ms at least", _buffer.Span);
        }

        if (allocated > FuzzRun.MaximumAllocatedBytes + _buffer.Length)
        {
            run.Find("memory", seed, kind, index, $"allocated {allocated} bytes", _buffer.Span);
        }

        if (report is not null)
        {
            JudgePasses(report, seed, kind, index);
        }
    }

    private ValidationReport? Validate(FuzzSeed seed, MutationKind kind, long index, out string verdict)
    {
        try
        {
            ValidationReport report = PadesValidator.Validate(_buffer.Memory, seed.Options);
            verdict = report.SubIndication is { } sub ? $"{report.Indication.ToCode()}/{sub.ToCode()}" : report.Indication.ToCode();
            return report;
        }
        catch (PdfPasswordException)
        {
            verdict = "PASSWORD";
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            verdict = "CRASH";
            run.Find("crash", seed, kind, index, exception.ToString(), _buffer.Span);
        }

        return null;
    }

    private void JudgePasses(ValidationReport report, FuzzSeed seed, MutationKind kind, long index)
    {
        foreach (SignatureReport signature in report.Signatures.Where(s => s.Indication == Indication.TotalPassed))
        {
            if (FindSigned(seed, signature.SignedRevision.Span) is null)
            {
                run.Find("signed-bytes-changed", seed, kind, index, "a signature passes over bytes that were not signed", _buffer.Span);
            }
        }

        if (report.Indication != Indication.TotalPassed || report.Signatures.Count == 0)
        {
            return;
        }

        string blanked = BlankedDigest(seed);
        if (run.Passes(blanked, seed, kind, index, _buffer.Length) && _renderer is { } renderer)
        {
            // The newest signature is what a reader of the mutant believes; the seed has the same revision, but for the signature value.
            ReadOnlySpan<byte> signed = report.Signatures.MaxBy(s => s.SignedRevision.Length)!.SignedRevision.Span;
            ReadOnlySpan<byte> original = FindSigned(seed, signed) is { } own ? seed.Bytes.AsSpan(0, own.End) : signed;
            Rendering expected = renderer.Draw(original, seed.Options.Password), actual = renderer.Draw(_buffer.Span, seed.Options.Password);
            if (expected != actual)
            {
                // A second look, because a reader that was starved or stopped draws nothing.
                using PageRenderer again = new();
                (expected, actual) = (again.Draw(original, seed.Options.Password), again.Draw(_buffer.Span, seed.Options.Password));
            }

            if (expected != actual)
            {
                string who = (expected.Poppler != actual.Poppler, expected.Mupdf != actual.Mupdf) switch
                {
                    (true, true) => "both readers draw",
                    (true, false) => "pdftoppm draws",
                    _ => "mutool draws",
                };
                run.Find("draws-otherwise", seed, kind, index, $"{who} something else than the signed revision", _buffer.Span);
            }
        }
    }

    private static SignedBytes? FindSigned(FuzzSeed seed, ReadOnlySpan<byte> revision)
    {
        foreach (SignedBytes signed in seed.Signed)
        {
            if (IsSame(signed, seed.Bytes, revision))
            {
                return signed;
            }
        }

        return null;
    }

    private static bool IsSame(SignedBytes signed, ReadOnlySpan<byte> seed, ReadOnlySpan<byte> revision) =>
        revision.Length == signed.End
        && revision[..signed.Gap.Start].SequenceEqual(seed[..signed.Gap.Start])
        && revision[signed.Gap.End..].SequenceEqual(seed[signed.Gap.End..signed.End]);

    /// <summary>The same for all mutants that differ only where no reader looks for something to draw.</summary>
    private string BlankedDigest(FuzzSeed seed)
    {
        byte[] bytes = _buffer.Span.ToArray();
        foreach (ByteSpan span in seed.Signed.Select(s => s.Gap).Concat(seed.Evidence).Where(span => span.End <= bytes.Length))
        {
            bytes.AsSpan(span.Start, span.Length).Clear();
        }

        return seed.Name + Convert.ToHexString(SHA256.HashData(bytes).AsSpan(0, 12));
    }
}
