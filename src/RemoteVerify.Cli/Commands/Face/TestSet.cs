using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary>The pictures of a test set below one folder, and how far a run over them has come.</summary>
internal sealed class TestSet
{
    private readonly string _root;
    private int _unreadable;

    public TestSet(string root)
    {
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        if (!Directory.Exists(_root))
        {
            throw CommandException.WrongUse($"There is no folder {root}.");
        }
    }

    /// <summary>Reads a list; a slip in it ends the command with a sentence.</summary>
    public static IReadOnlyList<T> List<T>(string path, Func<byte[], IReadOnlyList<T>> read)
    {
        try
        {
            return read(InputFiles.Read(path)) is { Count: > 0 } list ? list : throw CommandException.WrongUse($"{path} names no picture.");
        }
        catch (VisionFormatException exception)
        {
            throw CommandException.WrongUse($"{path} can't be read: {exception.Message}");
        }
    }

    /// <summary>The bytes of a picture, from the folder or from the folder <c>images</c> in it; null when it is in neither, which counts as a failure to enrol.</summary>
    /// <exception cref="CommandException">The list names a file outside the folder.</exception>
    public ReadOnlyMemory<byte>? Open(string name)
    {
        string[] places = [Below(_root, name), Below(Path.Combine(_root, "images"), name)];
        if (Array.Find(places, File.Exists) is { } path)
        {
            return InputFiles.Read(path);
        }

        _unreadable++;
        return null;
    }

    /// <summary>Says on standard error how many pictures were not there, so that a wrong --root is not taken for bad figures.</summary>
    public void ReportMissing()
    {
        if (_unreadable > 0)
        {
            Output.Message($"{_unreadable} pictures of the list are not below --root; they count as failures to enrol.");
        }
    }

    /// <summary>A line on standard error for every twentieth part.</summary>
    public static IProgress<EvaluationProgress> Progress() => new Lines();

    private static string Below(string folder, string name)
    {
        string path = Path.GetFullPath(Path.Combine(folder, name));
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : throw CommandException.WrongUse($"The list names a file outside --root: {name}");
    }

    // Progress<T> of the base library would report out of order from other threads.
    private sealed class Lines : IProgress<EvaluationProgress>
    {
        private const int Parts = 20;

        public void Report(EvaluationProgress value)
        {
            if (value.Done == value.Total || value.Done * (long)Parts / value.Total != (value.Done - 1) * (long)Parts / value.Total)
            {
                Output.Message($"{value.Done} of {value.Total} pictures");
            }
        }
    }
}
