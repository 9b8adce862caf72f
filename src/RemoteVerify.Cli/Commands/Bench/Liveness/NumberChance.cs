using RemoteVerify.Biometrics.Liveness;

namespace RemoteVerify.Cli.Commands.Bench.Liveness;

/// <summary>A repeatable chance for simulated sessions.</summary>
/// <param name="numbers">From 0 to below 1.</param>
internal sealed class NumberChance(Func<double> numbers) : IChance
{
    public void Fill(Span<byte> target)
    {
        foreach (ref byte b in target)
        {
            b = (byte)Below(256);
        }
    }

    public int Below(int exclusive) => (int)(numbers() * exclusive);
}
