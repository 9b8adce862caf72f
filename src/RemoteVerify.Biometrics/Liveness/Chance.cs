using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>The one seam through which a session draws steps, pauses, moments, tokens and nonces.</summary>
public interface IChance
{
    /// <summary>Fills the span with unpredictable bytes.</summary>
    void Fill(Span<byte> target);

    /// <summary>A number from 0 up to, not including, <paramref name="exclusive"/>.</summary>
    int Below(int exclusive);

    /// <summary>One of the movements that may be asked for now. A recorded clip is judged with the ones that were asked when it was taken.</summary>
    LivenessStep Step(IReadOnlyList<LivenessStep> allowed) => allowed[Below(allowed.Count)];

    /// <summary>From a person's standing still to the showing of a movement, or, after the last one, to the end.</summary>
    /// <param name="at">Since <c>ready</c>.</param>
    TimeSpan Pause(TimeSpan at, int fromMilliseconds, int toMilliseconds) => this.Between(fromMilliseconds, toMilliseconds);
}

/// <summary>The cryptographic generator of the platform.</summary>
public sealed class CryptographicChance : IChance
{
    public static CryptographicChance Instance { get; } = new();

    public void Fill(Span<byte> target) => RandomNumberGenerator.Fill(target);

    public int Below(int exclusive) => RandomNumberGenerator.GetInt32(exclusive);
}

internal static class ChanceExtensions
{
    /// <summary>A token that is never 0, because 0 means "no token".</summary>
    public static ulong Token(this IChance chance)
    {
        Span<byte> bytes = stackalloc byte[8];
        ulong token;
        do
        {
            chance.Fill(bytes);
            token = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        }
        while (token == 0);

        return token;
    }

    public static TimeSpan Between(this IChance chance, int fromMilliseconds, int toMilliseconds) =>
        TimeSpan.FromMilliseconds(fromMilliseconds + chance.Below(toMilliseconds - fromMilliseconds + 1));
}
