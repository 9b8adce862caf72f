using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.ChipReader.Transports;

namespace RemoteVerify.ChipReader;

/// <summary>A transport, protected when there is a session.</summary>
internal sealed class Channel(IApduTransport transport, SecureMessaging? session)
{
    public async Task<ResponseApdu> SendAsync(CommandApdu command, CancellationToken cancellationToken)
    {
        ResponseApdu answer = await SendOnceAsync(command, cancellationToken);

        // 6Cxx: the chip wants exactly this Le. Once only, so that a hostile chip can't keep us here.
        return (answer.StatusWord & 0xFF00) == 0x6C00 && command.ExpectedBytes is not null
            ? await SendOnceAsync(command with { ExpectedBytes = Length(answer.StatusWord) }, cancellationToken)
            : answer;
    }

    /// <summary>True when a row of commands costs one round trip.</summary>
    public bool CanBatch => transport is IBatchApduTransport;

    /// <summary>
    /// Sends a row of commands and opens the responses. With <paramref name="stopAtError"/> the row ends at the first error, which is then the last
    /// response; the session stays in step either way, because the chip counts what it got.
    /// </summary>
    public async Task<IReadOnlyList<ResponseApdu>> SendAllAsync(IReadOnlyList<CommandApdu> commands, bool stopAtError, CancellationToken cancellationToken)
    {
        IReadOnlyList<byte[]> answers = await TransmitAllAsync(ProtectAll(commands), stopAtError, cancellationToken);
        return OpenAll(answers);
    }

    /// <summary>Wraps commands that are sent in a row; what comes back is opened by <see cref="OpenAll"/>.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> ProtectAll(IReadOnlyList<CommandApdu> commands) =>
        [.. (session?.ProtectAll(commands) ?? commands).Select(command => (ReadOnlyMemory<byte>)command.Encode())];

    /// <summary>Opens the responses to a row of commands, in order.</summary>
    public IReadOnlyList<ResponseApdu> OpenAll(IEnumerable<byte[]> answers)
    {
        ResponseApdu[] responses = [.. answers.Select(answer => ResponseApdu.Decode(answer))];
        return session is null ? responses : session.OpenAll(responses);
    }

    /// <summary>Sends encoded commands as they are.</summary>
    public async Task<IReadOnlyList<byte[]>> TransmitAllAsync(IReadOnlyList<ReadOnlyMemory<byte>> commands, bool stopAtError, CancellationToken cancellationToken)
    {
        IReadOnlyList<byte[]> answers = await ((IBatchApduTransport)transport).TransmitAllAsync(commands, stopAtError, cancellationToken);
        return answers.Count == commands.Count || (stopAtError && answers.Count is > 0 && answers.Count < commands.Count)
            ? answers
            : throw new ApduFormatException("response APDU", answers.Count, "not one response for each command");
    }

    /// <summary>Sends encoded bytes and collects the whole answer.</summary>
    public static async Task<byte[]> ExchangeAsync(IApduTransport transport, byte[] command, CancellationToken cancellationToken) =>
        await new ResponseChaining(transport).TransmitAsync(command, cancellationToken);

    private async Task<ResponseApdu> SendOnceAsync(CommandApdu command, CancellationToken cancellationToken)
    {
        byte[] encoded = (session?.Protect(command) ?? command).Encode();
        ResponseApdu response = ResponseApdu.Decode(await ExchangeAsync(transport, encoded, cancellationToken));
        return session is null ? response : session.Open(response);
    }

    /// <summary>SW2 as a length; 00 stands for 256.</summary>
    private static int Length(int statusWord) => (statusWord & 0xFF) is var low && low == 0 ? 256 : low;
}
