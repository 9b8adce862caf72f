namespace RemoteVerify.Synthetic.People;

/// <summary>A small repeatable generator (SplitMix64): the same seed gives the same people, paths and noise everywhere. Never for secrets.</summary>
/// <param name="seed">Any number.</param>
public sealed class SeededGenerator(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15UL;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in 0 (included) to 1 (excluded).</summary>
    public float NextUnit() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform between two numbers.</summary>
    public float NextBetween(float low, float high) => low + ((high - low) * NextUnit());

    /// <summary>Bell-shaped around 0 with standard deviation 1, never beyond 3.5 (sum of twelve uniform numbers, clipped).</summary>
    public float NextBell()
    {
        float sum = -6;
        for (int i = 0; i < 12; i++)
        {
            sum += NextUnit();
        }

        return Math.Clamp(sum, -3.5f, 3.5f);
    }

    /// <summary>True with the given probability.</summary>
    public bool NextChance(float probability) => NextUnit() < probability;

    /// <summary>A whole number from 0 (included) to <paramref name="count"/> (excluded).</summary>
    public int NextIndex(int count) => (int)(NextBits() % (ulong)count);

    /// <summary>A seed made of several numbers, so that neighbours (frame 1, frame 2) do not resemble each other.</summary>
    public static ulong Mix(ulong a, ulong b) => new SeededGenerator(a ^ (b * 0xD6E8FEB86659FD93UL)).NextBits();
}
