namespace RemoteVerify.Cli.Commands.Chip;

/// <summary>A folder for personal data: only its owner may look inside, from its first moment on.</summary>
internal static class PrivateFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folder; one that is there must be empty, so that two cards are never mixed.</summary>
    public static void Create(string path)
    {
        if (File.Exists(path))
        {
            throw CommandException.WrongUse($"{path} is a file; a folder is wanted.");
        }

        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw CommandException.WrongUse($"{path} is not empty: name a new folder, so that the files of two cards are never mixed.");
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Writes a file that nobody else may read, not even while it is written.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using FileStream stream = new(path, options);
        if (!OperatingSystem.IsWindows())
        {
            // A file that was there before keeps its mode otherwise.
            File.SetUnixFileMode(stream.SafeFileHandle, OwnerOnly);
        }

        stream.Write(bytes);
    }
}
