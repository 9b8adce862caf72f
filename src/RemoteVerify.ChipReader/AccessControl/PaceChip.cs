// ICAO Doc 9303-11 clause 4.4 (PACE), chip's end, for chips in memory.
using System.Formats.Asn1;
using System.Security.Cryptography;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>The chip's end of one run of PACE: four GENERAL AUTHENTICATE commands in a row, then a session.</summary>
public sealed class PaceChip
{
    private readonly AccessKey _key;
    private readonly PaceProtocol _protocol = PaceProtocol.Choose(CardAccess)!;
    private int _step;
    private byte[] _nonce = [];
    private byte[] _scalar = [];
    private ECPoint _own;
    private ECPoint _other;
    private ECCurve _mapped;
    private MessageKeys? _keys;

    public PaceChip(AccessKey key) => _key = key;

    /// <summary>EF.CardAccess: ECDH with generic mapping, AES-128, brainpoolP256r1.</summary>
    public static byte[] CardAccess { get; } = WriteCardAccess();

    /// <summary>The session, once the last command was answered with the token.</summary>
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
                _ => throw new ApduFormatException("PACE", 0, "no further step"),
            };
        }
        catch (ApduFormatException)
        {
            _step = int.MaxValue - 1;
            return new ResponseApdu(default, 0x6300);
        }
    }

    private byte[] SendNonce()
    {
        _nonce = RandomNumberGenerator.GetBytes(16);
        return _protocol.EncryptNonce(_key, _nonce);
    }

    private byte[] Map(byte[] readerPoint)
    {
        (byte[] scalar, ECPoint point) = CurveArithmetic.Generate(_protocol.Curve);
        _mapped = CurveArithmetic.WithGenerator(_protocol.Curve, _protocol.Map(_nonce, scalar, Decode(readerPoint)) ?? throw Refuse());
        return CurveArithmetic.Encode(point);
    }

    private byte[] Agree(byte[] readerPoint)
    {
        _other = Decode(readerPoint);
        (_scalar, _own) = CurveArithmetic.Generate(_mapped);
        _keys = _protocol.Agree(_scalar, _other) ?? throw Refuse();
        return CurveArithmetic.Encode(_own);
    }

    private ResponseApdu Finish(byte[] token)
    {
        if (_keys is null || !CryptographicOperations.FixedTimeEquals(token, _keys.Token(_protocol.TokenInput(_own))))
        {
            throw Refuse();
        }

        ResponseApdu reply = Reply(0x86, _keys.Token(_protocol.TokenInput(_other)));
        Session = new SecureMessaging(_keys, new byte[_keys.BlockBytes]);
        return reply;
    }

    private ECPoint Decode(byte[] encoded) => CurveArithmetic.Decode(_protocol.Curve, encoded) ?? throw Refuse();

    private static ResponseApdu Reply(int tag, byte[] value) => new(DataObject.Write(0x7C, DataObject.Write(tag, value)), ResponseApdu.Ok);

    private static ApduFormatException Refuse() => new("PACE", 0, "not the other end's value");

    private static byte[] WriteCardAccess()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("0.4.0.127.0.7.2.2.4.2.2");
            writer.WriteInteger(2);
            writer.WriteInteger(13);
        }

        return writer.Encode();
    }
}
