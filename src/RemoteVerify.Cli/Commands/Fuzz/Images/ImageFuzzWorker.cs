using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace RemoteVerify.Cli.Commands.Fuzz.Images;

/// <summary>Makes mutants on one thread and hands them to the run to be judged.</summary>
internal sealed class ImageFuzzWorker : IMutantWorker, IDisposable
{
    private readonly ImageFuzzRun _run;
    private readonly ImageMutator _mutator;
    private readonly MutantBuffer _buffer = new();
    private readonly FileStream? _inHand;

    /// <param name="number">Of the worker, for the name of its file.</param>
    public ImageFuzzWorker(ImageFuzzRun run, int number)
    {
        (_run, _mutator) = (run, new ImageMutator(run.Seeds));
        _inHand = run.Options.Folder is { } folder ? File.Create(Path.Combine(folder, $"in-hand-{number}.txt")) : null;
    }

    /// <inheritdoc/>
    public long Begun { get; private set; }

    /// <summary>What is in hand, for the watchdog to keep.</summary>
    public (ImageSeed Seed, ImageMutation Kind, long Index) InHand { get; private set; }

    /// <inheritdoc/>
    public void Run(long index)
    {
        ImageSeed seed = _run.Seeds[(int)(index % _run.Seeds.Count)];
        ImageMutation kind = _mutator.Mutate(seed, new FuzzRandom(_run.Options.Seed, index), _buffer);
        InHand = (seed, kind, index);
        Note(index);
        Begun = Stopwatch.GetTimestamp();
        _run.Judge(seed, kind, index, _buffer);
        Begun = 0;
    }

    public void Dispose() => _inHand?.Dispose();

    /// <summary>Reaches the kernel before the decoder gets the bytes: a crash of native code ends the process.</summary>
    private void Note(long index)
    {
        if (_inHand is not null)
        {
            _inHand.Position = 0;
            _inHand.Write(Encoding.ASCII.GetBytes(index.ToString("D19", CultureInfo.InvariantCulture)));
            _inHand.Flush();
        }
    }
}
