// ICAO Doc 9303-11 clause 4.4 (PACE), reader's end, generic mapping over elliptic curves.
using System.Security.Cryptography;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>Opens a chip with PACE.</summary>
public static class Pace
{
    private const int CardAccessFile = 0x011C;
    private const int DynamicData = 0x7C;

    /// <summary>
    /// Runs PACE when the chip offers a way of it that is spoken here; null when it does not, or when the chip breaks off, so that basic
    /// access control can be tried (cards exist that offer PACE and refuse it).
    /// </summary>
    public static async Task<SecureMessaging?> TryOpenAsync(IApduTransport transport, AccessKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            Channel channel = new(transport, null);
            byte[]? cardAccess = await DocumentReader.ReadFileAsync(channel, CardAccessFile, 223, cancellationToken);
            return cardAccess is not null && PaceProtocol.Choose(cardAccess) is { } protocol
                ? await RunAsync(channel, protocol, key, cancellationToken)
                : null;
        }
        catch (Exception e) when (e is ChipAccessException or ApduFormatException)
        {
            return null;
        }
    }

    private static async Task<SecureMessaging> RunAsync(Channel channel, PaceProtocol protocol, AccessKey key, CancellationToken cancellationToken)
    {
        byte[] select =
        [
            .. DataObject.Write(0x80, protocol.EncodedOid.AsSpan(2)),
            .. DataObject.Write(0x83, [key.IsMrz ? (byte)1 : (byte)2]),
            .. DataObject.Write(0x84, [(byte)protocol.ParameterId]),
        ];
        ResponseApdu set = await channel.SendAsync(new CommandApdu(0, 0x22, 0xC1, 0xA4, select), cancellationToken);
        if (!set.IsOk)
        {
            throw new ChipAccessException("MSE:Set AT", set.StatusWord);
        }

        byte[] encrypted = await StepAsync(channel, 0x10, [], 0x80, cancellationToken);
        if (encrypted.Length == 0 || encrypted.Length % 16 != 0)
        {
            throw new ChipAccessException("PACE nonce", 0);
        }

        byte[] nonce = protocol.DecryptNonce(key, encrypted);
        (byte[] mapScalar, ECPoint mapPoint) = CurveArithmetic.Generate(protocol.Curve);
        ECPoint chipMap = await ExchangeAsync(channel, protocol, 0x81, mapPoint, 0x82, cancellationToken);
        ECPoint generator = protocol.Map(nonce, mapScalar, chipMap) ?? throw new ChipAccessException("PACE mapping", 0);
        (byte[] scalar, ECPoint point) = CurveArithmetic.Generate(CurveArithmetic.WithGenerator(protocol.Curve, generator));
        ECPoint chipPoint = await ExchangeAsync(channel, protocol, 0x83, point, 0x84, cancellationToken);
        MessageKeys? keys = chipPoint.X.AsSpan().SequenceEqual(point.X) ? null : protocol.Agree(scalar, chipPoint);
        CryptographicOperations.ZeroMemory(scalar);
        CryptographicOperations.ZeroMemory(mapScalar);
        CryptographicOperations.ZeroMemory(nonce);
        return await AuthenticateAsync(
            channel, protocol, keys ?? throw new ChipAccessException("PACE key agreement", 0), point, chipPoint, cancellationToken);
    }

    private static async Task<SecureMessaging> AuthenticateAsync(
        Channel channel, PaceProtocol protocol, MessageKeys keys, ECPoint own, ECPoint other, CancellationToken cancellationToken)
    {
        byte[] token = DataObject.Write(0x85, keys.Token(protocol.TokenInput(other)));
        byte[] answer = await StepAsync(channel, 0, token, 0x86, cancellationToken);
        if (!CryptographicOperations.FixedTimeEquals(answer, keys.Token(protocol.TokenInput(own))))
        {
            keys.Dispose();
            throw new ChipAccessException("PACE token", 0);
        }

        return new SecureMessaging(keys, new byte[keys.BlockBytes]);
    }

    private static async Task<ECPoint> ExchangeAsync(
        Channel channel, PaceProtocol protocol, int sendTag, ECPoint point, int receiveTag, CancellationToken cancellationToken)
    {
        byte[] answer = await StepAsync(channel, 0x10, DataObject.Write(sendTag, CurveArithmetic.Encode(point)), receiveTag, cancellationToken);
        return CurveArithmetic.Decode(protocol.Curve, answer) ?? throw new ChipAccessException("PACE public key", 0);
    }

    private static async Task<byte[]> StepAsync(Channel channel, byte commandClass, byte[] content, int answerTag, CancellationToken cancellationToken)
    {
        byte[] data = DataObject.Write(DynamicData, content);
        ResponseApdu response = await channel.SendAsync(new CommandApdu(commandClass, 0x86, 0, 0, data, 256), cancellationToken);
        return response.IsOk
            ? DataObject.Find(response.Data.Span, DynamicData, answerTag)
            : throw new ChipAccessException("GENERAL AUTHENTICATE", response.StatusWord);
    }
}
