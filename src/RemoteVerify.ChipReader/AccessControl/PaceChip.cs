// ICAO Doc 9303-11 clause 4.4 (PACE), chip's end, for chips in memory.
using System.Security.Cryptography;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.Pki.KeyAgreement;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>The chip's end of one run of PACE: four GENERAL AUTHENTICATE commands in a row, then a session.</summary>
/// <param name="staticKey">The private key of EF.CardSecurity, for chip authentication mapping.</param>
public sealed class PaceChip(AccessKey key, PaceInfo info, ReadOnlyMemory<byte> staticKey = default) : IDisposable
{
    private const int WrongKey = 0x6300;
    private const int WrongData = 0x6A80;

    private readonly PaceProtocol _protocol = new(info);
    private int _step;
    private byte[] _nonce = [];
    private AgreementKeyPair? _mapping;
    private AgreementGroup? _mapped;
    private AgreementKeyPair? _own;
    private byte[] _other = [];
    private MessageKeys? _keys;

    /// <summary>The session, once the last command was answered with the token. Belongs to the receiver.</summary>
    public SecureMessaging? Session { get; private set; }

    /// <summary>Answers one GENERAL AUTHENTICATE; any mistake ends the run.</summary>
    public ResponseApdu Answer(CommandApdu command)
    {
        ArgumentNullException.ThrowIfNull(command);
        try
        {
            return _step++ switch
            {
                0 => Reply(0x80, SendNonce()),
                1 => Reply(0x82, Map(DataObject.Find(command.Data.Span, 0x7C, 0x81))),
                2 => Reply(0x84, Agree(DataObject.Find(command.Data.Span, 0x7C, 0x83))),
                3 => Finish(DataObject.Find(command.Data.Span, 0x7C, 0x85)),
                _ => End(WrongData),
            };
        }
        catch (ApduFormatException)
        {
            return End(WrongData);
        }
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_nonce);
        _mapping?.Dispose();
        _own?.Dispose();
        _keys?.Dispose();
    }

    private byte[] SendNonce()
    {
        _nonce = RandomNumberGenerator.GetBytes(_protocol.NonceBytes);
        return _protocol.EncryptNonce(key, _nonce);
    }

    private byte[] Map(byte[] fromReader)
    {
        if (info.Mapping == PaceMapping.Integrated)
        {
            _mapped = _protocol.MapIntegrated(_nonce, fromReader) ?? throw Refuse();
            return [];
        }

        _mapping = info.Group.Generate();
        _mapped = _protocol.Map(_nonce, _mapping, fromReader) ?? throw Refuse();
        return _mapping.PublicKey.ToArray();
    }

    private byte[] Agree(byte[] readerKey)
    {
        _other = readerKey;
        _own = _mapped!.Generate();
        byte[] secret = _mapped.Agree(_own.PrivateKey, readerKey) ?? throw Refuse();
        _keys = _protocol.DeriveKeys(secret);
        CryptographicOperations.ZeroMemory(secret);
        return _own.PublicKey.ToArray();
    }

    private ResponseApdu Finish(byte[] token)
    {
        if (!CryptographicOperations.FixedTimeEquals(token, _keys!.Token(_protocol.TokenInput(_own!.PublicKey.Span))))
        {
            return End(WrongKey);
        }

        byte[] answer = DataObject.Write(0x86, _keys.Token(_protocol.TokenInput(_other)));
        if (info.Mapping == PaceMapping.ChipAuthentication)
        {
            byte[] proof = ChipAuthenticationMapping.Prove(_keys, (EllipticGroup)info.Group, staticKey.Span, _mapping!.PrivateKey);
            answer = [.. answer, .. DataObject.Write(0x8A, proof)];
        }

        Session = new SecureMessaging(_keys, new byte[_keys.BlockBytes]);
        _keys = null;
        return new ResponseApdu(DataObject.Write(0x7C, answer), ResponseApdu.Ok);
    }

    private ResponseApdu End(int status)
    {
        _step = int.MaxValue - 1;
        return new ResponseApdu(default, status);
    }

    private static ResponseApdu Reply(int tag, byte[] value) => new(DataObject.Write(0x7C, DataObject.Write(tag, value)), ResponseApdu.Ok);

    private static ApduFormatException Refuse() => new("PACE", 0, "not the other end's value");
}
