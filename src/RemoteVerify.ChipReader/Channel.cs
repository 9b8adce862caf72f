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
