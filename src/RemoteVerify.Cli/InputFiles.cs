namespace RemoteVerify.Cli;

/// <summary>Reads the files a command was given, with the errors people need.</summary>
internal static class InputFiles
{
    /// <summary>The largest file a command reads into memory, in bytes.</summary>
    public const long MaximumBytes = 1L << 30;

    public static byte[] Read(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw CommandException.WrongUse(Directory.Exists(path) ? $"{path} is a folder; a file is wanted." : $"There is no file {path}.");
        }

        return file.Length <= MaximumBytes
            ? File.ReadAllBytes(path)
            : throw CommandException.WrongUse($"{path} is larger than {MaximumBytes >> 20} MiB.");
    }

    /// <summary>Writes through a temporary file beside the target, so that nothing half-written is left.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            throw CommandException.WrongUse($"There is no folder {folder}.");
        }

        string temporary = path + ".part";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The value of the environment variable that an option names; secrets never stand on the command line.</summary>
    public static string? Secret(string? variable)
    {
        if (variable is null)
        {
            return null;
        }

        return Environment.GetEnvironmentVariable(variable) ?? throw CommandException.WrongUse($"The environment variable {variable} is not set.");
    }
}
