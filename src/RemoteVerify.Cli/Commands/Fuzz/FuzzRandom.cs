namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary>Repeatable numbers (SplitMix64): every mutant has its own, made from the seed of the run and its index.</summary>
internal sealed class FuzzRandom(ulong seed, long index)
{
    private ulong _state = (seed * 0x9E3779B97F4A7C15) ^ ((ulong)index * 0xD1342543DE82EF95);

    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to below the bound; 0 when the bound is not positive.</summary>
    public int Next(int bound) => bound <= 0 ? 0 : (int)(NextBits() % (ulong)bound);

    /// <summary>From the first to the second, both included.</summary>
    public int Between(int low, int high) => low + Next(high - low + 1);

    public bool Chance(int oneIn) => Next(oneIn) == 0;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];
}
