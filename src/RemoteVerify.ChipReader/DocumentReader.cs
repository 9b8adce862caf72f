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
        (SecureMessaging opened, PaceOpening? pace) = await OpenAndReadAsync(transport, key, options, files, cancellationToken);
        using SecureMessaging session = opened;
        Channel channel = new(transport, session);
        ServerChallenge? asked = await AskAsync(files, options, cancellationToken);
        byte[]? answer = files.ContainsKey("EF_DG15.bin") && asked?.Challenge is { } challenge
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
            ServerResponses = asked is { ProtectedCommands.Count: > 0 } ? await CarryAsync(channel, transport, asked, cancellationToken) : [],
        };
    }

    /// <summary>
    /// Opens the chip and reads its files. When the session breaks it is opened again by selecting from the start, and what came whole through a
    /// session is kept. What follows (a server's challenge) is asked for once and not repeated.
    /// </summary>
    private static async Task<(SecureMessaging Session, PaceOpening? Pace)> OpenAndReadAsync(
        IApduTransport transport, AccessKey key, ReadOptions options, SortedDictionary<string, byte[]> files, CancellationToken cancellationToken)
    {
        for (int reopenings = 0; ; reopenings++)
        {
            (SecureMessaging session, PaceOpening? pace) = await OpenAsync(transport, key, options, cancellationToken);
            try
            {
                await (options.WhenOpen?.Invoke(pace is null ? AccessProtocol.BasicAccessControl : AccessProtocol.Pace) ?? Task.CompletedTask);
                await ReadFilesAsync(new Channel(transport, session), files, options, cancellationToken);
                return (session, pace);
            }
            catch (ChipAccessException e) when (e.Problem == ChipAccessProblem.SessionBroken && reopenings < options.MaxReopenings)
            {
                session.Dispose();
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
    }

    private static async Task ReadFilesAsync(
        Channel channel, SortedDictionary<string, byte[]> files, ReadOptions options, CancellationToken cancellationToken)
    {
        if (channel.CanBatch)
        {
            await AddAllAsync(channel, files, options, cancellationToken);
            return;
        }

        await AddAsync(channel, files, "EF_COM.bin", ComFile, options, cancellationToken);
        await AddAsync(channel, files, "EF_SOD.bin", SodFile, options, cancellationToken);
        foreach (int number in options.DataGroups)
        {
            await AddAsync(channel, files, $"EF_DG{number}.bin", DataGroupBase + number, options, cancellationToken);
        }
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

    /// <summary>A challenge that is asked for last is still fresh however long the reading took.</summary>
    private static async Task<ServerChallenge?> AskAsync(SortedDictionary<string, byte[]> files, ReadOptions options, CancellationToken cancellationToken) =>
        options.AskServer is { } ask
            ? await ask(files.TryGetValue("EF_DG14.bin", out byte[]? dg14) ? dg14.AsMemory() : default(ReadOnlyMemory<byte>?), cancellationToken)
            : options.Challenge is { } challenge ? new ServerChallenge(challenge, [], []) : null;

    /// <summary>Chip authentication for a server: its commands go through our session, what follows is the server's own session and goes as it is.</summary>
    private static async Task<IReadOnlyList<byte[]>> CarryAsync(Channel channel, IApduTransport transport, ServerChallenge asked, CancellationToken cancellationToken)
    {
        foreach (ReadOnlyMemory<byte> command in asked.AgreementCommands)
        {
            Require(await channel.SendAsync(CommandApdu.Decode(command), cancellationToken), "chip authentication");
        }

        List<byte[]> responses = [];
        foreach (ReadOnlyMemory<byte> command in asked.ProtectedCommands)
        {
            responses.Add(await Channel.ExchangeAsync(transport, command.ToArray(), cancellationToken));
        }

        return responses;
    }

    private static async Task AddAllAsync(Channel channel, SortedDictionary<string, byte[]> files, ReadOptions options, CancellationToken cancellationToken)
    {
        Dictionary<int, string> names = options.DataGroups.ToDictionary(number => DataGroupBase + number, number => $"EF_DG{number}.bin");
        names[ComFile] = "EF_COM.bin";
        names[SodFile] = "EF_SOD.bin";
        foreach ((int identifier, byte[] file) in await BatchReader.ReadAsync(channel, [.. names.Keys.Where(known => !files.ContainsKey(names[known])).Order()], options.MaxReadBytes, null, cancellationToken))
        {
            files[names[identifier]] = file;
        }
    }

    internal static CommandApdu SelectFile(int identifier) =>
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

    private static async Task<byte[]> ReadPartAsync(Channel channel, int offset, int count, CancellationToken cancellationToken) =>
        ReadAnswer(await channel.SendAsync(ReadCommand(offset, count), cancellationToken), offset);

    /// <summary>READ BINARY; beyond 32 KiB the odd instruction carries the offset in a data object.</summary>
    internal static CommandApdu ReadCommand(int offset, int count) => offset <= MaxShortOffset
        ? new CommandApdu(0, 0xB0, (byte)(offset >> 8), (byte)offset, default, count)
        : new CommandApdu(0, 0xB1, 0, 0, DataObject.Write(0x54, [(byte)(offset >> 16), (byte)(offset >> 8), (byte)offset]), Math.Min(count + 4, 256));

    /// <summary>What the answer to <see cref="ReadCommand"/> holds of the file.</summary>
    internal static byte[] ReadAnswer(ResponseApdu read, int offset)
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
    internal static int LengthOf(ReadOnlySpan<byte> head)
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

    internal static void Require(ResponseApdu response, string step)
    {
        if (!response.IsOk)
        {
            throw new ChipAccessException(step, response.StatusWord);
        }
    }
}
