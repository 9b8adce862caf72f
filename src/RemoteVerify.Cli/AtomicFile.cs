namespace RemoteVerify.Cli;

/// <summary>A file that appears under its name only when it is complete; until then it is a hidden neighbour.</summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _target;
    private readonly string _temporary;
    private bool _done;

    public AtomicFile(string target)
    {
        _target = Path.GetFullPath(target);
        string folder = Path.GetDirectoryName(_target)!;
        if (!Directory.Exists(folder))
        {
            throw CommandException.WrongUse($"There is no folder {folder}.");
        }

        if (Directory.Exists(_target))
        {
            throw CommandException.WrongUse($"{target} is a folder; a file is wanted.");
        }

        _temporary = Path.Combine(folder, $".{Path.GetFileName(_target)}.{Path.GetRandomFileName()}.part");
        Stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
    }

    public FileStream Stream { get; }

    /// <summary>Gives the file its name, in the place of what had it before.</summary>
    public void Commit()
    {
        Stream.Dispose();
        File.Move(_temporary, _target, overwrite: true);
        _done = true;
    }

    /// <summary>Takes away what was not committed.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        finally
        {
            if (!_done)
            {
                File.Delete(_temporary);
            }
        }
    }
}
