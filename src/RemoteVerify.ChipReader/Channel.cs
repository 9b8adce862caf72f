using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.ChipReader;

/// <summary>A transport, protected when there is a session.</summary>
internal sealed class Channel(IApduTransport transport, SecureMessaging? session)
{
    public async Task<ResponseApdu> SendAsync(CommandApdu command, CancellationToken cancellationToken)
    {
        byte[] encoded = (session?.Protect(command) ?? command).Encode();
        ResponseApdu response = ResponseApdu.Decode(await transport.TransmitAsync(encoded, cancellationToken));
        return session is null ? response : session.Open(response);
    }
}
