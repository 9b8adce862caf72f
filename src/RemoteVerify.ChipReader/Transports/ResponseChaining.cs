// ISO/IEC 7816-4 clause 5.3.4 (response chaining, 61xx) and table 6 (6Cxx); ISO/IEC 7816-3 clause 12.2.1 for T=0.
using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.ChipReader.Transports;

/// <summary>Makes one answer of an answer in parts (61xx) and repeats a command whose Le the card corrects (6Cxx).</summary>
public sealed class ResponseChaining(IApduTransport inner) : IApduTransport
{
    private const int MoreData = 0x61;
    private const int WrongExpected = 0x6C;
    private const byte GetResponse = 0xC0;
    private const int MaxBytes = 65_536;
    private const string Structure = "response chain";

    // Class bits that mark secure messaging and command chaining; fetching the rest is neither.
    private const byte ProtectedOrChained = 0x1C;

    /// <exception cref="ApduFormatException">The card goes on without end, or gives nothing while it announces more.</exception>
    public async ValueTask<byte[]> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
    {
        byte[] answer = await inner.TransmitAsync(command, cancellationToken);
        if (answer.Length == 2 && answer[0] == WrongExpected && WithExpected(command.Span, answer[1]) is { } corrected)
        {
            answer = await inner.TransmitAsync(corrected, cancellationToken);
        }

        if (answer.Length < 2 || answer[^2] != MoreData)
        {
            return answer;
        }

        List<byte> whole = [.. answer.AsSpan(0, answer.Length - 2)];
        byte fetchClass = (byte)(command.Span[0] & ~ProtectedOrChained);
        while (answer[^2] == MoreData)
        {
            answer = await inner.TransmitAsync(new byte[] { fetchClass, GetResponse, 0, 0, answer[^1] }, cancellationToken);
            if (answer.Length < 2 || (answer.Length == 2 && answer[0] == MoreData) || whole.Count + answer.Length - 2 > MaxBytes)
            {
                throw new ApduFormatException(Structure, whole.Count, "the card announces more and does not give it, or never ends");
            }

            whole.AddRange(answer.AsSpan(0, answer.Length - 2));
        }

        return [.. whole, .. answer.AsSpan(answer.Length - 2)];
    }

    /// <summary>The same command with another short Le; null when it has none to correct.</summary>
    private static byte[]? WithExpected(ReadOnlySpan<byte> command, byte expected) => command.Length switch
    {
        4 => [.. command, expected],
        5 => [.. command[..4], expected],
        _ when command[4] != 0 && command.Length == 5 + command[4] => [.. command, expected],
        _ when command[4] != 0 && command.Length == 6 + command[4] => [.. command[..^1], expected],
        _ => null,
    };
}
