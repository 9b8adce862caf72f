using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.ChipReader;

/// <summary>A transport, protected when there is a session.</summary>
internal sealed class Channel(IApduTransport transport, SecureMessaging? session)
{
    private const int MaxContinuations = 300;

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

    /// <summary>Sends encoded bytes and collects the whole answer: 61xx is followed by GET RESPONSE (ISO/IEC 7816-4 clause 5.1.5).</summary>
    public static async Task<byte[]> ExchangeAsync(IApduTransport transport, byte[] command, CancellationToken cancellationToken)
    {
        ResponseApdu answer = ResponseApdu.Decode(await transport.TransmitAsync(command, cancellationToken));
        if ((answer.StatusWord & 0xFF00) == 0x6C00 && answer.Data.IsEmpty && CommandApdu.Decode(command) is { ExpectedBytes: not null } decoded)
        {
            byte[] again = (decoded with { ExpectedBytes = Length(answer.StatusWord) }).Encode();
            answer = ResponseApdu.Decode(await transport.TransmitAsync(again, cancellationToken));
        }

        for (int i = 0; (answer.StatusWord & 0xFF00) == 0x6100; i++)
        {
            CommandApdu more = new(0, 0xC0, 0, 0, default, Length(answer.StatusWord));
            ResponseApdu next = ResponseApdu.Decode(await transport.TransmitAsync(more.Encode(), cancellationToken));
            if (i == MaxContinuations || answer.Data.Length + next.Data.Length > 65_536)
            {
                throw new ApduFormatException("response APDU", answer.Data.Length, "does not end");
            }

            answer = new ResponseApdu((byte[])[.. answer.Data.Span, .. next.Data.Span], next.StatusWord);
        }

        return answer.Encode();
    }

    private async Task<ResponseApdu> SendOnceAsync(CommandApdu command, CancellationToken cancellationToken)
    {
        byte[] encoded = (session?.Protect(command) ?? command).Encode();
        ResponseApdu response = ResponseApdu.Decode(await ExchangeAsync(transport, encoded, cancellationToken));
        return session is null ? response : session.Open(response);
    }

    /// <summary>SW2 as a length; 00 stands for 256.</summary>
    private static int Length(int statusWord) => (statusWord & 0xFF) is var low && low == 0 ? 256 : low;
}
