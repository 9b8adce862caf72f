// ICAO Doc 9303-11 clause 6.2 (chip authentication): MSE:Set KAT for Triple DES, MSE:Set AT and GENERAL AUTHENTICATE for AES.
using System.Security.Cryptography;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.Pki.KeyAgreement;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>
/// The terminal's end of chip authentication for whoever holds the ephemeral key, which may be far from the chip. The new session counts from
/// zero under keys that follow from the ephemeral key and DG14 alone, so its commands can be wrapped before the chip has answered anything:
/// <list type="number">
/// <item><see cref="Create"/> when DG14 is known; keep <see cref="PrivateKey"/> (encrypted) and the offer until the answers come.</item>
/// <item>Send <see cref="AgreementCommands"/> through the session that is open (the phone wraps them with its own keys).</item>
/// <item>Send what <see cref="Protect"/> gave, byte for byte and in this order, straight to the chip.</item>
/// <item>Later: <see cref="Restore"/>, then <see cref="Open"/> each response by its index. One that opens proves that the chip holds the static
/// key of DG14 and answered this ephemeral key; <see cref="Transcript"/> keeps the proof. Trust in DG14 itself comes from passive authentication.</item>
/// </list>
/// Whoever knows the private key can make such responses himself: a relay must never see it before the answers are in.
/// </summary>
public sealed class ChipAuthenticationTerminal : IDisposable
{
    /// <summary>Most commands of one batch; a file of 2 MiB in pieces of 223 bytes needs fewer.</summary>
    public const int MaxCommands = 10_000;

    private readonly ChipAuthenticationOffer _offer;
    private readonly byte[] _privateKey;
    private readonly byte[] _publicKey;
    private readonly MessageKeys _keys;

    private ChipAuthenticationTerminal(ChipAuthenticationOffer offer, byte[] privateKey, byte[] publicKey, MessageKeys keys)
    {
        _offer = offer;
        _privateKey = privateKey;
        _publicKey = publicKey;
        _keys = keys;
    }

    /// <summary>The ephemeral private key, big-endian: what <see cref="Restore"/> takes. Keep it secret until the answers are in.</summary>
    public ReadOnlyMemory<byte> PrivateKey => _privateKey;

    /// <summary>The ephemeral public key as it stands in the commands: a point (04 | x | y), or a number of a finite field.</summary>
    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    /// <summary>
    /// The plain commands that hand the ephemeral public key to the chip: one (MSE:Set KAT) or two (MSE:Set AT, GENERAL AUTHENTICATE). They go
    /// through the session that is open; both must be answered with 9000. With finite fields they have extended length.
    /// </summary>
    public IReadOnlyList<CommandApdu> AgreementCommands => _offer.Cipher == SessionCipher.TripleDes
        ? [new CommandApdu(0, 0x22, 0x41, 0xA6, (byte[])[.. DataObject.Write(0x91, _publicKey), .. KeyReference()])]
        :
        [
            new CommandApdu(0, 0x22, 0x41, 0xA4, (byte[])[.. DataObject.Write(0x80, ProtocolIdentifier.Encode(_offer.Protocol)), .. KeyReference()]),
            new CommandApdu(0, 0x86, 0, 0, DataObject.Write(0x7C, DataObject.Write(0x80, _publicKey)), 256),
        ];

    /// <summary>Begins with a fresh ephemeral key; null when the protocol is not spoken here or the chip's key can't be used.</summary>
    public static ChipAuthenticationTerminal? Create(ChipAuthenticationOffer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        if (offer.ReadKey() is not { } key)
        {
            return null;
        }

        using AgreementKeyPair pair = key.Group.Generate();
        return Start(offer, key, pair.PrivateKey.ToArray());
    }

    /// <summary>Continues with a kept ephemeral key; null as in <see cref="Create"/>, or when the key is none of the group.</summary>
    public static ChipAuthenticationTerminal? Restore(ChipAuthenticationOffer offer, ReadOnlySpan<byte> privateKey)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return offer.ReadKey() is { } key ? Start(offer, key, privateKey.ToArray()) : null;
    }

    /// <summary>SELECT by identifier and the READ BINARYs of a whole file, for a batch; 1 + ceil(bytes / maxReadBytes) commands.</summary>
    /// <param name="fileIdentifier">For example 0x0101 for DG1, 0x010E for DG14.</param>
    /// <param name="fileBytes">Length of the file with its tag, at most 32 KiB.</param>
    public static IReadOnlyList<CommandApdu> ReadCommands(int fileIdentifier, int fileBytes, int maxReadBytes = 223)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fileBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fileBytes, 0x8000);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxReadBytes);
        List<CommandApdu> commands = [new CommandApdu(0, 0xA4, 2, 0x0C, (byte[])[(byte)(fileIdentifier >> 8), (byte)fileIdentifier])];
        for (int offset = 0; offset < fileBytes; offset += maxReadBytes)
        {
            commands.Add(new CommandApdu(0, 0xB0, (byte)(offset >> 8), (byte)offset, default, Math.Min(maxReadBytes, fileBytes - offset)));
        }

        return commands;
    }

    /// <summary>Wraps plain commands under the new keys, the first with counter 1. The chip must get all of them, in order and nothing else.</summary>
    /// <param name="commands">At most <see cref="MaxCommands"/>.</param>
    public IReadOnlyList<byte[]> Protect(IReadOnlyList<CommandApdu> commands)
    {
        ArgumentNullException.ThrowIfNull(commands);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(commands.Count, MaxCommands);
        return [.. commands.Select((command, index) => SecureMessaging.Wrap(_keys, Counter((2 * index) + 1), command).Encode())];
    }

    /// <summary>
    /// Opens the response to the command of this index (from 0). Null: it was not made by the chip of DG14 for this ephemeral key and this place in
    /// the order. The status word inside is the chip's own and may well be an error.
    /// </summary>
    public ResponseApdu? Open(int index, ReadOnlyMemory<byte> response) =>
        ProtectedResponse.Open(_keys, ResponseCounter(index), response.Span) is { } opened ? new ResponseApdu(opened.Data, opened.StatusWord) : null;

    /// <summary>What has to be kept of a response that opened, for <c>IdDocument.ChipAuthentication.ChipAuthenticationReplay</c>; it wants 9000 inside.</summary>
    public ChipAuthenticationTranscript Transcript(int index, ReadOnlyMemory<byte> response) =>
        new(_privateKey.ToArray(), ResponseCounter(index), response.ToArray());

    /// <summary>The new session, for a terminal that sits beside the chip.</summary>
    public SecureMessaging StartSession() =>
        new(new MessageKeys(_keys.Cipher, _keys.EncryptionKey.ToArray(), _keys.MacKey.ToArray()), new byte[_keys.BlockBytes]);

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_privateKey);
        _keys.Dispose();
    }

    public override string ToString() => "ChipAuthenticationTerminal(not shown)";

    private static ChipAuthenticationTerminal? Start(ChipAuthenticationOffer offer, AgreementPublicKey key, byte[] privateKey)
    {
        if (key.Group.PublicOf(privateKey) is not { } publicKey || key.Group.Agree(privateKey, key.PublicKey.Span) is not { } secret)
        {
            return null;
        }

        MessageKeys keys = MessageKeys.Derive(offer.Cipher!.Value, secret);
        CryptographicOperations.ZeroMemory(secret);
        return new ChipAuthenticationTerminal(offer, privateKey, publicKey, keys);
    }

    private byte[] KeyReference() => _offer.KeyId is { } number ? DataObject.Write(0x84, DataObject.Number(number)) : [];

    private byte[] ResponseCounter(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, MaxCommands);
        return Counter((2 * index) + 2);
    }

    private byte[] Counter(int value)
    {
        byte[] counter = new byte[_keys.BlockBytes];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(counter.AsSpan(counter.Length - 4), value);
        return counter;
    }
}
