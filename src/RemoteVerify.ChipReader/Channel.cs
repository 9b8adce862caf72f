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
