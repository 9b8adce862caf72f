using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Tests.People;

public class SeededGeneratorTests
{
    [Fact]
    public void NextBits_SameSeed_SameSequence()
    {
        SeededGenerator a = new(7), b = new(7), other = new(8);
        ulong[] first = [.. Enumerable.Range(0, 20).Select(_ => a.NextBits())];
        Assert.Equal(first, Enumerable.Range(0, 20).Select(_ => b.NextBits()));
        Assert.NotEqual(first, Enumerable.Range(0, 20).Select(_ => other.NextBits()));
    }

    [Fact]
    public void NextBell_ManyDraws_HasMeanZeroAndDeviationOne()
    {
        SeededGenerator draw = new(3);
        float[] values = [.. Enumerable.Range(0, 20_000).Select(_ => draw.NextBell())];
        Assert.InRange(values.Average(), -0.03f, 0.03f);
        Assert.InRange(MathF.Sqrt(values.Average(v => v * v)), 0.95f, 1.05f);
    }
}
