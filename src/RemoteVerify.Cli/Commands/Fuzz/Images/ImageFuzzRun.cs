using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Fuzz.Images;

/// <summary>How a run is made.</summary>
/// <param name="Seed">Same seed, same mutants of the same pictures.</param>
/// <param name="Mutants">How many; the run also ends when the time does.</param>
/// <param name="Longest">Null for no end by time.</param>
/// <param name="Workers">Threads.</param>
/// <param name="Folder">Where findings, and the indices in hand, are kept; null for nowhere.</param>
internal sealed record ImageFuzzOptions(ulong Seed, long Mutants, TimeSpan? Longest, int Workers, string? Folder);

/// <summary>Decodes changed pictures on several threads. A crash of native code ends the process; the file of indices in hand then says where.</summary>
internal sealed class ImageFuzzRun(IReadOnlyList<ImageSeed> seeds, ImageFuzzOptions options, SanitizedShim? sanitized)
{
    private const int MaximumFindings = 1000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    // What the largest frame needs in pixels, in the decoder's own copy, and turned.
    private static readonly long MaximumAllocatedBytes = ImageLimits.CaptureFrame.MaximumPixels * 3 * 4;

    private readonly ConcurrentDictionary<string, long> _decoded = [], _byDecoder = [], _byHeader = [];
    private readonly ConcurrentQueue<ImageFinding> _findings = [];
    private readonly Lock _extremes = new();
    private readonly MutantThreads _threads = new(options.Mutants, options.Longest);
    private long _done;
    private double _slowest;
    private string _slowestName = "";

    public IReadOnlyList<ImageSeed> Seeds => seeds;

    public ImageFuzzOptions Options => options;

    /// <summary>Runs to the end.</summary>
    /// <param name="progress">Called about every ten seconds with a line for people.</param>
    /// <param name="cancellationToken">Ends the run early; the report is about what was done.</param>
    public ImageFuzzReport Run(Action<string> progress, CancellationToken cancellationToken)
    {
        ImageFuzzWorker[] workers = [.. Enumerable.Range(0, options.Workers).Select(number => new ImageFuzzWorker(this, number))];
        try
        {
            _threads.Run(workers, () => progress(Line()), GiveUp, cancellationToken);
        }
        finally
        {
            Array.ForEach(workers, worker => worker.Dispose());
        }

        if (sanitized?.Finish() is { } complaint)
        {
            _findings.Enqueue(new ImageFinding("crash", "any", default, -1, complaint));
        }

        return Report();
    }

    internal void Judge(ImageSeed seed, ImageMutation kind, long index, MutantBuffer buffer)
    {
        string format = seed.Format.ToString();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long begun = Stopwatch.GetTimestamp();
        bool isHeaderRead = false;
        try
        {
            ImageHeader header = ImageCodec.ReadHeader(buffer.Span, ImageLimits.CaptureFrame);
            isHeaderRead = true;
            sanitized?.Decode(header, buffer.Span);
            using Image image = ImageCodec.Decode(buffer.Span, ImageLimits.CaptureFrame);
            Count(_decoded, format);
            if ((long)image.WidthPixels * image.HeightPixels > ImageLimits.CaptureFrame.MaximumPixels)
            {
                Find("limits", seed, kind, index, $"{image.WidthPixels}x{image.HeightPixels} pixels", buffer.Span);
            }
        }
        catch (VisionFormatException)
        {
            Count(isHeaderRead ? _byDecoder : _byHeader, format);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException and not IOException)
        {
            Find("crash", seed, kind, index, exception.ToString(), buffer.Span);
        }

        TimeSpan spent = Stopwatch.GetElapsedTime(begun);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        spent = ThreadClock.Repeat(() => Again(buffer), spent, Longest);
        lock (_extremes)
        {
            (_slowest, _slowestName) = spent.TotalMilliseconds > _slowest ? (spent.TotalMilliseconds, $"{seed.Name} {kind} {index}") : (_slowest, _slowestName);
        }

        if (spent > Longest)
        {
            Find("hang", seed, kind, index, $"took {spent.TotalMilliseconds:0} ms at least", buffer.Span);
        }

        if (allocated > MaximumAllocatedBytes + buffer.Length)
        {
            Find("memory", seed, kind, index, $"allocated {allocated} bytes", buffer.Span);
        }

        Interlocked.Increment(ref _done);
    }

    private void GiveUp(ImageFuzzWorker worker)
    {
        (ImageSeed seed, ImageMutation kind, long index) = worker.InHand;
        MutantBuffer again = new();
        new ImageMutator(seeds).Mutate(seed, new FuzzRandom(options.Seed, index), again);
        Find("hang", seed, kind, index, "never ended", again.Span);
        throw new CommandException(ExitCodes.Negative, $"Mutant {index} ({kind} of {seed.Name}) never ended.");
    }

    private string Line() => string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Read(ref _done)} mutants, slowest {_slowest:0} ms, {_findings.Count} findings");

    private static void Again(MutantBuffer buffer)
    {
        try
        {
            ImageCodec.Decode(buffer.Span, ImageLimits.CaptureFrame).Dispose();
        }
        catch (VisionFormatException)
        {
            // As the first time.
        }
    }

    private static void Count(ConcurrentDictionary<string, long> counts, string format) => counts.AddOrUpdate(format, 1, (_, count) => count + 1);

    private void Find(string code, ImageSeed seed, ImageMutation kind, long index, string message, ReadOnlySpan<byte> mutant)
    {
        if (_findings.Count >= MaximumFindings)
        {
            return;
        }

        _findings.Enqueue(new ImageFinding(code, seed.Name, kind, index, message));
        if (options.Folder is { } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{code}-{seed.Name}-{index}.bin")), mutant);
        }
    }

    private ImageFuzzReport Report()
    {
        using Process process = Process.GetCurrentProcess();
        return new ImageFuzzReport
        {
            Seed = options.Seed,
            Mutants = _done,
            Seconds = Math.Round(_threads.Elapsed.TotalSeconds, 1),
            Decoded = new SortedDictionary<string, long>(_decoded),
            RefusedByDecoder = new SortedDictionary<string, long>(_byDecoder),
            RefusedByHeader = new SortedDictionary<string, long>(_byHeader),
            SlowestMilliseconds = Math.Round(_slowest, 1),
            Slowest = _slowestName,
            WorkingSetBytes = process.WorkingSet64,
            PeakWorkingSetBytes = process.PeakWorkingSet64,
            Sanitized = sanitized?.Count,
            Findings = [.. _findings],
        };
    }
}
