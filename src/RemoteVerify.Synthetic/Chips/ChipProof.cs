// ICAO Doc 9303-11 clause 6.1 (active authentication) and 6.2 (chip authentication), chip's end.
using System.Security.Cryptography;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>The commands with which a virtual chip proves its keys; all of them come through a session.</summary>
internal sealed class ChipProof(VirtualChip chip)
{
    private const int WrongData = 0x6A80;
    private const int NotFound = 0x6A88;
    private const int ConditionsNotSatisfied = 0x6985;

    private AgreementKey? _chosen;
    private SecureMessaging? _next;

    /// <summary>The session under the new keys, after a chip authentication; handed over once.</summary>
    public SecureMessaging? TakeSession()
    {
        SecureMessaging? next = _next;
        _next = null;
        return next;
    }

    /// <summary>INTERNAL AUTHENTICATE.</summary>
    public ResponseApdu Answer(ReadOnlySpan<byte> challenge) =>
        challenge.Length == 8 && chip.HasActiveAuthentication ? new ResponseApdu(chip.AnswerChallenge(challenge), ResponseApdu.Ok) : Status(WrongData);

    /// <summary>MSE:Set AT names protocol and key; MSE:Set KAT names the key and brings the terminal's public key (Triple DES only).</summary>
    public ResponseApdu Set(CommandApdu command)
    {
        try
        {
            ReadOnlySpan<byte> data = command.Data.Span;
            byte[]? number = DataObject.FindOptional(data, 0x84);
            switch (command.P1, command.P2)
            {
                case (0x41, 0xA6):
                    _chosen = Find(key => key.Choice.Cipher == Pki.SessionKeys.SessionCipher.TripleDes, number);
                    return _chosen is null ? Status(NotFound) : Agree(DataObject.Find(data, 0x91), ResponseApdu.Ok, []);
                case (0x41, 0xA4):
                    byte[] oid = DataObject.Find(data, 0x80);
                    _chosen = Find(key => ProtocolIdentifier.Encode(key.Protocol).AsSpan().SequenceEqual(oid), number);
                    return Status(_chosen is null ? NotFound : ResponseApdu.Ok);
                default:
                    return Status(WrongData);
            }
        }
        catch (ApduFormatException)
        {
            return Status(WrongData);
        }
    }

    /// <summary>GENERAL AUTHENTICATE: 7C { 80 public key }.</summary>
    public ResponseApdu Authenticate(CommandApdu command)
    {
        try
        {
            return _chosen is null
                ? Status(ConditionsNotSatisfied)
                : Agree(DataObject.Find(command.Data.Span, 0x7C, 0x80), ResponseApdu.Ok, DataObject.Write(0x7C, []));
        }
        catch (ApduFormatException)
        {
            return Status(WrongData);
        }
    }

    public void Reset()
    {
        _chosen = null;
        _next?.Dispose();
        _next = null;
    }

    private ResponseApdu Agree(byte[] terminalKey, int status, byte[] answer)
    {
        AgreementKey key = _chosen!;
        _chosen = null;
        if (key.Group.Agree(key.Pair.PrivateKey, terminalKey) is not { } secret)
        {
            return Status(WrongData);
        }

        _next = SecureMessaging.Start(key.Choice.Cipher, secret);
        CryptographicOperations.ZeroMemory(secret);
        return new ResponseApdu(answer, status);
    }

    /// <summary>With several keys the terminal must name one.</summary>
    private AgreementKey? Find(Func<AgreementKey, bool> fits, byte[]? number)
    {
        AgreementKey[] keys = [.. chip.Keys.Agreement.Where(fits)];
        return number is null
            ? keys.Length == 1 ? keys[0] : null
            : Array.Find(keys, key => key.Choice.KeyId is { } own && DataObject.Number(own).AsSpan().SequenceEqual(number));
    }

    private static ResponseApdu Status(int word) => new(default, word);
}
