// The chip's side of ICAO Doc 9303-11 clause 6.1 (active authentication) and 6.2 (chip authentication).
using System.Numerics;
using System.Security.Cryptography;
using RemoteVerify.IdDocument.Files;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>A chip in memory: its files, and the keys that real chips never give away.</summary>
public sealed class VirtualChip : IDisposable
{
    private readonly ChipKeys _keys;

    internal VirtualChip(IReadOnlyDictionary<string, byte[]> files, string mrz, ChipKeys keys)
    {
        Files = files;
        Mrz = mrz;
        _keys = keys;
    }

    /// <summary>By upload name: <c>EF_COM.bin</c>, <c>EF_DG1.bin</c> ... <c>EF_SOD.bin</c>.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>The machine-readable zone as it is printed on the card (90 characters); basic access control needs it.</summary>
    public string Mrz { get; }

    public bool HasActiveAuthentication => _keys.Active is not null;

    public bool HasChipAuthentication => _keys.Agreement.Count > 0;

    /// <summary>The files as the verifier takes them.</summary>
    public ChipFiles ToChipFiles() =>
        ChipFiles.FromNamed(Files.Select(file => KeyValuePair.Create(file.Key, (ReadOnlyMemory<byte>)file.Value)));

    /// <summary>Answers a challenge of eight bytes as INTERNAL AUTHENTICATE would.</summary>
    /// <exception cref="InvalidOperationException">The chip has no key for it.</exception>
    public byte[] AnswerChallenge(ReadOnlySpan<byte> challenge)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(challenge.Length, 8);
        return _keys.Active switch
        {
            ECDsa key => key.SignData(challenge, key.KeySize > 256 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
            RSA key => SignWithRecovery(key, challenge),
            _ => throw new InvalidOperationException("This chip has no key for active authentication."),
        };
    }

    public void Dispose() => _keys.Dispose();

    public override string ToString() => "VirtualChip(not shown)";

    internal ChipKeys Keys => _keys;

    /// <summary>6A | M1 random | SHA-256(M1 | challenge) | 34 CC, raised to the private exponent.</summary>
    private static byte[] SignWithRecovery(RSA key, ReadOnlySpan<byte> challenge)
    {
        RSAParameters numbers = key.ExportParameters(includePrivateParameters: true);
        int length = numbers.Modulus!.Length;
        byte[] recoverable = RandomNumberGenerator.GetBytes(length - 32 - 3);
        byte[] message = [0x6A, .. recoverable, .. SHA256.HashData([.. recoverable, .. challenge]), 0x34, 0xCC];
        BigInteger signature = BigInteger.ModPow(Number(message), Number(numbers.D!), Number(numbers.Modulus));
        CryptographicOperations.ZeroMemory(numbers.D);
        byte[] minimal = signature.ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] answer = new byte[length];
        minimal.CopyTo(answer.AsSpan(length - minimal.Length));
        return answer;

        static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
    }
}
