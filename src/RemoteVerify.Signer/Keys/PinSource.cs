using System.CommandLine;
using System.Text;
using Microsoft.Win32.SafeHandles;
using RemoteVerify.Hsm;
using RemoteVerify.Signer.Approving;
using RemoteVerify.Signer.Commands;

namespace RemoteVerify.Signer.Keys;

/// <summary>
/// Where PINs come from: the terminal, without echo, or a file descriptor that the parent process opened, one line for
/// each key. Never an argument or an environment variable, which other programs can read.
/// </summary>
/// <param name="descriptor">Number of the descriptor; null for the terminal.</param>
internal sealed class PinSource(int? descriptor)
{
    private const int MaximumBytes = 128;

    public static Option<int?> Option() => new("--pin-fd") { Description = "File descriptor to read the PIN from, one line for each key; without it the PIN is asked for on the terminal." };

    /// <summary>Reads the secret of one key each time it is called.</summary>
    /// <param name="what">What is asked for; shown to the officer.</param>
    public PinReader ReaderFor(string what) => () => descriptor is { } number ? FromDescriptor(number, what) : FromTerminal(what);

    private static byte[] FromTerminal(string what) => Terminal.IsThere
        ? Encoding.UTF8.GetBytes(Terminal.AskAsync($"PIN {what}: ", echo: false, CancellationToken.None).GetAwaiter().GetResult())
        : throw SignerException.Environment("There is no terminal to ask for the PIN on. Start the signer in a terminal, or give the PIN by --pin-fd.");

    /// <summary>To the line end, byte by byte, so that the next key's line stays where it is.</summary>
    private static byte[] FromDescriptor(int number, string what)
    {
        if (number < 3)
        {
            throw SignerException.WrongUse("--pin-fd takes a descriptor from 3 on.");
        }

        using SafeFileHandle handle = new(number, ownsHandle: false);
        using FileStream stream = new(handle, FileAccess.Read, bufferSize: 0);
        List<byte> pin = [];
        int read;
        while ((read = stream.ReadByte()) is not (-1 or '\n') && pin.Count <= MaximumBytes)
        {
            if (read != '\r')
            {
                pin.Add((byte)read);
            }
        }

        return pin.Count is > 0 and <= MaximumBytes
            ? [.. pin]
            : throw SignerException.Environment($"The descriptor of --pin-fd has no PIN of 1 to {MaximumBytes} bytes for {what}. Start the signer again; each key takes one line.");
    }
}
