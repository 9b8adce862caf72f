// ICAO Doc 9303-11 clause 4.3 (basic access control), worked example in appendix D.
using System.Security.Cryptography;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>Opens a chip with the key printed in its MRZ; both ends of the line.</summary>
public static class BasicAccessControl
{
    private const int NonceBytes = 8;
    private const int KeyBytes = 16;

    /// <summary>The reader's end: challenge, mutual authentication, session keys.</summary>
    /// <exception cref="ChipAccessException">The key is not the chip's.</exception>
    public static async Task<SecureMessaging> OpenAsync(IApduTransport transport, AccessKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(key);
        ResponseApdu challenge = await SendAsync(transport, new CommandApdu(0, 0x84, 0, 0, default, NonceBytes), cancellationToken);
        if (!challenge.IsOk || challenge.Data.Length != NonceBytes)
        {
            throw new ChipAccessException("GET CHALLENGE", challenge.StatusWord);
        }

        using MessageKeys access = DeriveAccessKeys(key);
        byte[] readerNonce = RandomNumberGenerator.GetBytes(NonceBytes);
        byte[] readerKey = RandomNumberGenerator.GetBytes(KeyBytes);
        byte[] data = Cryptogram(access, readerNonce, challenge.Data.Span, readerKey);
        ResponseApdu answer = await SendAsync(transport, new CommandApdu(0, 0x82, 0, 0, data, 40), cancellationToken);
        if (!answer.IsOk)
        {
            // A chip has nothing but the key to refuse here; many say 6300, some 6982, 6988 or 6A80 (a timeout of theirs looks alike).
            throw answer.StatusWord == 0x6983
                ? new ChipAccessException("EXTERNAL AUTHENTICATE", answer.StatusWord, ChipAccessProblem.KeyBlocked)
                : new ChipAccessException("EXTERNAL AUTHENTICATE", answer.StatusWord, ChipAccessProblem.WrongKey);
        }

        byte[] chipKey = OpenCryptogram(access, answer.Data.Span, challenge.Data.Span, readerNonce)
            ?? throw new ChipAccessException("EXTERNAL AUTHENTICATE", 0);
        SecureMessaging session = StartSession(readerKey, chipKey, challenge.Data.Span, readerNonce);
        CryptographicOperations.ZeroMemory(readerKey);
        CryptographicOperations.ZeroMemory(chipKey);
        return session;
    }

    /// <summary>The chip's end: answers EXTERNAL AUTHENTICATE; null when the reader does not hold the key.</summary>
    public static (byte[] Answer, SecureMessaging Session)? Answer(AccessKey key, ReadOnlySpan<byte> chipNonce, ReadOnlySpan<byte> command)
    {
        ArgumentNullException.ThrowIfNull(key);
        using MessageKeys access = DeriveAccessKeys(key);
        if (Decrypt(access, command) is not { } plain || !plain.AsSpan(NonceBytes, NonceBytes).SequenceEqual(chipNonce))
        {
            return null;
        }

        byte[] readerNonce = plain[..NonceBytes];
        byte[] readerKey = plain[(2 * NonceBytes)..];
        byte[] chipKey = RandomNumberGenerator.GetBytes(KeyBytes);
        return (Cryptogram(access, chipNonce, readerNonce, chipKey), StartSession(readerKey, chipKey, chipNonce, readerNonce));
    }

    internal static MessageKeys DeriveAccessKeys(AccessKey key) => MessageKeys.Derive(SessionCipher.TripleDes, key.Secret[..KeyBytes]);

    /// <summary>E(own nonce | other's nonce | own key part) and its MAC.</summary>
    internal static byte[] Cryptogram(MessageKeys access, ReadOnlySpan<byte> own, ReadOnlySpan<byte> other, ReadOnlySpan<byte> keyPart)
    {
        byte[] encrypted = access.EncryptBlocks([.. own, .. other, .. keyPart]);
        return [.. encrypted, .. access.Token(encrypted)];
    }

    /// <summary>The other end's key part; null when the MAC or a nonce is wrong.</summary>
    internal static byte[]? OpenCryptogram(MessageKeys access, ReadOnlySpan<byte> cryptogram, ReadOnlySpan<byte> other, ReadOnlySpan<byte> own) =>
        Decrypt(access, cryptogram) is { } plain
        && plain.AsSpan(0, NonceBytes).SequenceEqual(other) && plain.AsSpan(NonceBytes, NonceBytes).SequenceEqual(own)
            ? plain[(2 * NonceBytes)..]
            : null;

    internal static SecureMessaging StartSession(
        ReadOnlySpan<byte> readerKey, ReadOnlySpan<byte> chipKey, ReadOnlySpan<byte> chipNonce, ReadOnlySpan<byte> readerNonce)
    {
        byte[] seed = SessionSeed(readerKey, chipKey);
        SecureMessaging session = new(MessageKeys.Derive(SessionCipher.TripleDes, seed), StartCounter(chipNonce, readerNonce));
        CryptographicOperations.ZeroMemory(seed);
        return session;
    }

    internal static byte[] SessionSeed(ReadOnlySpan<byte> readerKey, ReadOnlySpan<byte> chipKey)
    {
        byte[] seed = new byte[KeyBytes];
        for (int i = 0; i < seed.Length; i++)
        {
            seed[i] = (byte)(readerKey[i] ^ chipKey[i]);
        }

        return seed;
    }

    internal static byte[] StartCounter(ReadOnlySpan<byte> chipNonce, ReadOnlySpan<byte> readerNonce) => [.. chipNonce[4..], .. readerNonce[4..]];

    private static byte[]? Decrypt(MessageKeys access, ReadOnlySpan<byte> cryptogram) =>
        cryptogram.Length == 40 && CryptographicOperations.FixedTimeEquals(access.Token(cryptogram[..32]), cryptogram[32..])
            ? access.DecryptBlocks(cryptogram[..32])
            : null;

    private static async Task<ResponseApdu> SendAsync(IApduTransport transport, CommandApdu command, CancellationToken cancellationToken) =>
        ResponseApdu.Decode(await Channel.ExchangeAsync(transport, command.Encode(), cancellationToken));
}
