// ICAO Doc 9303-10 clause 3.6 (SELECT and READ BINARY), ISO/IEC 7816-4 clause 11.3.
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.ChipReader;

/// <summary>Reads one elementary file, which is one data object, to the end that its first bytes announce.</summary>
internal static class ElementaryFileReader
{
    private const int MaxFileBytes = 2 * 1024 * 1024;
    private const int MaxShortOffset = 0x7FFF;
    private const string Structure = "elementary file";

    // A chip may give a little less than it is asked for; one that gives bytes in crumbs holds us up.
    private const int MinReadBytes = 16;
    private const int SpareReads = 64;

    /// <summary>SELECT of a file below the application by its identifier.</summary>
    public static CommandApdu Select(int identifier) =>
        new(0, 0xA4, 2, 0x0C, (byte[])[(byte)(identifier >> 8), (byte)identifier]);

    public static Task<byte[]?> ReadAsync(Channel channel, int identifier, int maxReadBytes, CancellationToken cancellationToken) =>
        ReadAsync(channel, identifier, maxReadBytes, null, cancellationToken);

    /// <summary>Null when the chip does not have the file or does not give it to us.</summary>
    /// <param name="progress">Hears bytes read and bytes of the whole file.</param>
    public static async Task<byte[]?> ReadAsync(
        Channel channel, int identifier, int maxReadBytes, Action<int, int>? progress, CancellationToken cancellationToken)
    {
        ResponseApdu selected = await channel.SendAsync(Select(identifier), cancellationToken);
        if (selected.StatusWord is ResponseApdu.FileNotFound or ResponseApdu.SecurityStatusNotSatisfied)
        {
            return null;
        }

        Require(selected, "SELECT file");
        byte[] head;
        try
        {
            head = await ReadPartAsync(channel, 0, 6, cancellationToken);
        }
        catch (ChipAccessException e) when (e is { StatusWord: ResponseApdu.SecurityStatusNotSatisfied, Problem: ChipAccessProblem.Refused })
        {
            return null;
        }

        byte[] file = new byte[LengthOf(head)];
        int position = Math.Min(head.Length, file.Length);
        head.AsSpan(0, position).CopyTo(file);
        progress?.Invoke(position, file.Length);
        for (int reads = 0; position < file.Length; reads++)
        {
            if (reads > SpareReads + (file.Length / MinReadBytes))
            {
                throw new ApduFormatException(Structure, position, "the chip gives too little at a time");
            }

            byte[] part = await ReadPartAsync(channel, position, Math.Min(maxReadBytes, file.Length - position), cancellationToken);
            if (part.Length == 0 || part.Length > file.Length - position)
            {
                throw new ApduFormatException(Structure, position, "the chip gives nothing, or more than was asked for");
            }

            part.CopyTo(file, position);
            position += part.Length;
            progress?.Invoke(position, file.Length);
        }

        return file;
    }

    private static async Task<byte[]> ReadPartAsync(Channel channel, int offset, int count, CancellationToken cancellationToken) =>
        ReadAnswer(await channel.SendAsync(ReadCommand(offset, count), cancellationToken), offset);

    /// <summary>READ BINARY; beyond 32 KiB the odd instruction carries the offset in a data object.</summary>
    public static CommandApdu ReadCommand(int offset, int count) => offset <= MaxShortOffset
        ? new CommandApdu(0, 0xB0, (byte)(offset >> 8), (byte)offset, default, count)
        : new CommandApdu(0, 0xB1, 0, 0, DataObject.Write(0x54, [(byte)(offset >> 16), (byte)(offset >> 8), (byte)offset]), Math.Min(count + 4, 256));

    /// <summary>What the answer to <see cref="ReadCommand"/> holds of the file.</summary>
    public static byte[] ReadAnswer(ResponseApdu read, int offset)
    {
        if (!read.IsOk && read.StatusWord != ResponseApdu.EndOfFile)
        {
            throw new ChipAccessException("READ BINARY", read.StatusWord);
        }

        if (offset <= MaxShortOffset)
        {
            return read.Data.ToArray();
        }

        foreach ((int tag, _, Range value) in DataObject.ReadAll(read.Data.Span))
        {
            if (tag == 0x53)
            {
                return read.Data.Span[value].ToArray();
            }
        }

        throw new ApduFormatException(Structure, offset, "no data object 53");
    }

    /// <summary>Length of the whole file from its first bytes.</summary>
    public static int LengthOf(ReadOnlySpan<byte> head)
    {
        int at = head.Length > 0 && (head[0] & 0x1F) == 0x1F ? 2 : 1;
        int count = head.Length > at && head[at] >= 0x80 ? head[at] & 0x7F : 0;
        if (head.Length <= at + count || count > 3 || head[at] == 0x80)
        {
            throw new ApduFormatException(Structure, at, "no length");
        }

        int length = count == 0 ? head[at] : 0;
        for (int i = 1; i <= count; i++)
        {
            length = (length << 8) | head[at + i];
        }

        int whole = at + 1 + count + length;
        return whole <= MaxFileBytes ? whole : throw new ApduFormatException(Structure, at, $"larger than {MaxFileBytes} bytes");
    }

    /// <exception cref="ChipAccessException">The chip refused the step.</exception>
    public static void Require(ResponseApdu response, string step)
    {
        if (!response.IsOk)
        {
            throw new ChipAccessException(step, response.StatusWord);
        }
    }
}
