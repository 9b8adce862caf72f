// ICAO Doc 9303-10 clause 3 (application and file identifiers), Doc 9303-11 clauses 4 and 6.1.
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.ChipReader;

/// <summary>Reads the files of a document's chip over any transport.</summary>
public static class DocumentReader
{
    private const int ComFile = 0x011E;
    private const int SodFile = 0x011D;
    private const int DataGroupBase = 0x0100;

    // DG15 with an RSA key of 1024 bits has 166 bytes, one with 1280 bits more than 190.
    private const int MaxKeyFileOfShortAnswer = 190;

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
            return await ChipAuthenticationSession.RunAsync(channel, transport, offer, ElementaryFileReader.Select(ComFile), cancellationToken);
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
                ElementaryFileReader.Require(await new Channel(transport, pace.Session).SendAsync(SelectApplication(), cancellationToken), "SELECT application");
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

        ElementaryFileReader.Require(await new Channel(transport, null).SendAsync(SelectApplication(), cancellationToken), "SELECT application");
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
            ElementaryFileReader.Require(await channel.SendAsync(CommandApdu.Decode(command), cancellationToken), "chip authentication");
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

    private static CommandApdu SelectApplication() => new(0, 0xA4, 4, 0x0C, Application);

    private static async Task AddAsync(
        Channel channel, SortedDictionary<string, byte[]> files, string name, int identifier, ReadOptions options, CancellationToken cancellationToken)
    {
        Action<int, int>? progress = options.Progress is { } listener ? (read, total) => listener.Report(new ReadProgress(name, read, total)) : null;
        if (!files.ContainsKey(name) && await ElementaryFileReader.ReadAsync(channel, identifier, options.MaxReadBytes, progress, cancellationToken) is { } file)
        {
            files[name] = file;
        }
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
}
