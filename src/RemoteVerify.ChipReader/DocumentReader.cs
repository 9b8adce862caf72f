// ICAO Doc 9303-10 clause 3 (application and file identifiers), Doc 9303-11 clauses 4 and 6.1.
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.ChipReader;

/// <summary>Reads the files of a document's chip over any transport.</summary>
public static class DocumentReader
{
    private const int MaxFileBytes = 2 * 1024 * 1024;
    private const int MaxShortOffset = 0x7FFF;
    private const int ComFile = 0x011E;
    private const int SodFile = 0x011D;
    private const int DataGroupBase = 0x0100;
    private const string Structure = "elementary file";

    // DG15 with an RSA key of 1024 bits has 166 bytes, one with 1280 bits more than 190.
    private const int MaxKeyFileOfShortAnswer = 190;

    // A chip may give a little less than it is asked for; one that gives bytes in crumbs holds us up.
    private const int MinReadBytes = 16;
    private const int SpareReads = 64;

    private static readonly byte[] Application = [0xA0, 0, 0, 2, 0x47, 0x10, 1];

    /// <summary>Opens the chip, reads EF.COM, EF.SOD and the data groups asked for, and passes on a challenge.</summary>
    /// <exception cref="ChipAccessException">The chip did not open, or the session broke.</exception>
    /// <exception cref="ApduFormatException">The chip answered with something that is no answer.</exception>
    public static async Task<ReadDocument> ReadAsync(IApduTransport transport, AccessKey key, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(options);
        SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);
        for (int reopenings = 0; ; reopenings++)
        {
            try
            {
                return await ReadOnceAsync(transport, key, options, files, cancellationToken);
            }
            catch (ChipAccessException e) when (e.Problem == ChipAccessProblem.SessionBroken && reopenings < options.MaxReopenings)
            {
                // Opened again by selecting from the start; what came whole through a session is kept.
            }
        }
    }

    private static async Task<ReadDocument> ReadOnceAsync(
        IApduTransport transport, AccessKey key, ReadOptions options, SortedDictionary<string, byte[]> files, CancellationToken cancellationToken)
    {
        (SecureMessaging opened, PaceOpening? pace) = await OpenAsync(transport, key, options, cancellationToken);
        using SecureMessaging session = opened;
        Channel channel = new(transport, session);
        await AddAsync(channel, files, "EF_COM.bin", ComFile, options, cancellationToken);
        await AddAsync(channel, files, "EF_SOD.bin", SodFile, options, cancellationToken);
        foreach (int number in options.DataGroups)
        {
            await AddAsync(channel, files, $"EF_DG{number}.bin", DataGroupBase + number, options, cancellationToken);
        }

        byte[]? answer = options.Challenge is { } challenge && files.ContainsKey("EF_DG15.bin")
            ? await AuthenticateAsync(channel, challenge, files["EF_DG15.bin"].Length, cancellationToken)
            : null;
        ChipAuthenticationTranscript? transcript =
            files.TryGetValue("EF_DG14.bin", out byte[]? dg14) && options.ChooseChipAuthentication?.Invoke(dg14) is { } offer
                ? await ProveAsync(channel, transport, offer, cancellationToken)
                : null;
        return new ReadDocument(
            files, pace is null ? AccessProtocol.BasicAccessControl : AccessProtocol.Pace, answer is null ? (ReadOnlyMemory<byte>?)null : answer, transcript)
        {
            Pace = pace?.Info, CardAccess = pace?.CardAccess, ChipAuthenticationMapping = pace?.Mapping,
        };
    }

    /// <summary>A chip that refuses the protocol has still given its files; that it proved nothing is for whoever judges.</summary>
    private static async Task<ChipAuthenticationTranscript?> ProveAsync(
        Channel channel, IApduTransport transport, ChipAuthenticationOffer offer, CancellationToken cancellationToken)
    {
        try
        {
            return await ChipAuthenticationSession.RunAsync(channel, transport, offer, SelectFile(ComFile), cancellationToken);
        }
        catch (ChipAccessException e) when (e.Problem == ChipAccessProblem.Refused)
        {
            return null;
        }
    }

    private static async Task<(SecureMessaging Session, PaceOpening? Pace)> OpenAsync(
        IApduTransport transport, AccessKey key, ReadOptions options, CancellationToken cancellationToken)
    {
        if (options.TryPace && await Pace.TryOpenAsync(transport, key, cancellationToken) is { } pace)
        {
            try
            {
                Require(await new Channel(transport, pace.Session).SendAsync(SelectApplication(), cancellationToken), "SELECT application");
                return (pace.Session, pace);
            }
            catch
            {
                pace.Session.Dispose();
                throw;
            }
        }

        if (!key.IsMrz)
        {
            // A card access number opens nothing but PACE.
            throw new ChipAccessException("PACE", ResponseApdu.FileNotFound);
        }

        Require(await new Channel(transport, null).SendAsync(SelectApplication(), cancellationToken), "SELECT application");
        return (await BasicAccessControl.OpenAsync(transport, key, cancellationToken), null);
    }

    private static CommandApdu SelectFile(int identifier) =>
        new(0, 0xA4, 2, 0x0C, (byte[])[(byte)(identifier >> 8), (byte)identifier]);

    private static CommandApdu SelectApplication() => new(0, 0xA4, 4, 0x0C, Application);

    private static async Task AddAsync(
        Channel channel, SortedDictionary<string, byte[]> files, string name, int identifier, ReadOptions options, CancellationToken cancellationToken)
    {
        Action<int, int>? progress = options.Progress is { } listener ? (read, total) => listener.Report(new ReadProgress(name, read, total)) : null;
        if (!files.ContainsKey(name) && await ReadFileAsync(channel, identifier, options.MaxReadBytes, progress, cancellationToken) is { } file)
        {
            files[name] = file;
        }
    }

    internal static Task<byte[]?> ReadFileAsync(Channel channel, int identifier, int maxReadBytes, CancellationToken cancellationToken) =>
        ReadFileAsync(channel, identifier, maxReadBytes, null, cancellationToken);

    /// <summary>Null when the chip does not have the file or does not give it to us.</summary>
    /// <param name="progress">Hears bytes read and bytes of the whole file.</param>
    private static async Task<byte[]?> ReadFileAsync(
        Channel channel, int identifier, int maxReadBytes, Action<int, int>? progress, CancellationToken cancellationToken)
    {
        ResponseApdu selected = await channel.SendAsync(SelectFile(identifier), cancellationToken);
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

    /// <summary>READ BINARY; beyond 32 KiB the odd instruction carries the offset in a data object.</summary>
    private static async Task<byte[]> ReadPartAsync(Channel channel, int offset, int count, CancellationToken cancellationToken)
    {
        if (offset <= MaxShortOffset)
        {
            ResponseApdu read = await channel.SendAsync(new CommandApdu(0, 0xB0, (byte)(offset >> 8), (byte)offset, default, count), cancellationToken);
            return read.IsOk || read.StatusWord == ResponseApdu.EndOfFile ? read.Data.ToArray() : throw new ChipAccessException("READ BINARY", read.StatusWord);
        }

        byte[] where = DataObject.Write(0x54, [(byte)(offset >> 16), (byte)(offset >> 8), (byte)offset]);
        ResponseApdu far = await channel.SendAsync(new CommandApdu(0, 0xB1, 0, 0, where, Math.Min(count + 4, 256)), cancellationToken);
        if (!far.IsOk && far.StatusWord != ResponseApdu.EndOfFile)
        {
            throw new ChipAccessException("READ BINARY", far.StatusWord);
        }

        foreach ((int tag, _, Range value) in DataObject.ReadAll(far.Data.Span))
        {
            if (tag == 0x53)
            {
                return far.Data.Span[value].ToArray();
            }
        }

        throw new ApduFormatException(Structure, offset, "no data object 53");
    }

    /// <summary>Length of the whole file from its first bytes.</summary>
    private static int LengthOf(ReadOnlySpan<byte> head)
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

    /// <summary>A signature of more than 1024 bits does not fit into a protected short answer; the length of DG15 gives the key away.</summary>
    private static async Task<byte[]?> AuthenticateAsync(
        Channel channel, ReadOnlyMemory<byte> challenge, int keyFileBytes, CancellationToken cancellationToken)
    {
        CommandApdu command = new(0, 0x88, 0, 0, challenge, keyFileBytes > MaxKeyFileOfShortAnswer ? 65_536 : 256);
        ResponseApdu answer = await channel.SendAsync(command, cancellationToken);
        if (answer.StatusWord == ResponseApdu.WrongLength && command.ExpectedBytes > 256)
        {
            answer = await channel.SendAsync(command with { ExpectedBytes = 256 }, cancellationToken);
        }

        return answer.IsOk ? answer.Data.ToArray() : null;
    }

    private static void Require(ResponseApdu response, string step)
    {
        if (!response.IsOk)
        {
            throw new ChipAccessException(step, response.StatusWord);
        }
    }
}
