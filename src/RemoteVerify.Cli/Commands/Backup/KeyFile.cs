using System.Security.Cryptography;
using System.Text;

namespace RemoteVerify.Cli.Commands.Backup;

/// <summary>Files with keys and lists: only their owner reads them, and they are on the disk when they have their name.</summary>
internal static class KeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="CommandException">There is a file already: a key is never written over another.</exception>
    public static void WriteNew(string path, ReadOnlySpan<byte> content)
    {
        string whole = Path.GetFullPath(path);
        if (File.Exists(whole))
        {
            throw CommandException.WrongUse($"{path} exists already and is not written over.");
        }

        string draft = $"{whole}.draft";
        File.Delete(draft);
        FileStreamOptions mode = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            mode.UnixCreateMode = OwnerOnly;
        }

        using (FileStream file = new(draft, mode))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, whole, overwrite: false);
    }

    /// <summary>A key as 64 hexadecimal digits, as <c>file:PATH</c> wants it.</summary>
    public static void WriteHex(string path, ReadOnlySpan<byte> key)
    {
        byte[] digits = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key) + "\n");
        try
        {
            WriteNew(path, digits);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(digits);
        }
    }

    /// <summary>A text in the place of an earlier one.</summary>
    public static async Task WriteTextAsync(string path, string text, CancellationToken cancellationToken)
    {
        using AtomicFile output = new(path);
        await output.Stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        output.Stream.Flush(flushToDisk: true);
        output.Commit();
    }
}
