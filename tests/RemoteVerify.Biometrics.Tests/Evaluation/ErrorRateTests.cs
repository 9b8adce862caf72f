using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Biometrics.Tests.Evaluation;

public class ErrorRateTests
{
    [Fact]
    public void Of_NoEvent_HasTheClosedForm()
    {
        foreach (long trials in (long[])[1, 5, 150, 3000, 3_429_030])
        {
            ErrorRate none = ErrorRate.Of(0, trials);
            Assert.Equal(0, none.Low);
            Assert.Equal(1 - Math.Pow(0.025, 1.0 / trials), none.High, 1e-10);
            ErrorRate all = ErrorRate.Of(trials, trials);
            Assert.Equal(1, all.High);
            Assert.Equal(Math.Pow(0.025, 1.0 / trials), all.Low, 1e-10);
        }
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 20)]
    [InlineData(15, 300)]
    [InlineData(27, 31)]
    public void Of_Ends_LeaveTheTailsThatTheySay(int count, int trials)
    {
        ErrorRate rate = ErrorRate.Of(count, trials);
        Assert.Equal(0.025, 1 - Below(count, trials, rate.Low), 1e-9);
        Assert.Equal(0.025, Below(count + 1, trials, rate.High), 1e-9);
        Assert.InRange(rate.Rate, rate.Low, rate.High);
    }

    [Fact]
    public void Of_ManyTrials_ApproachesTheNormalInterval()
    {
        ErrorRate rate = ErrorRate.Of(10_000, 1_000_000);
        double half = 1.959964 * Math.Sqrt(0.01 * 0.99 / 1_000_000);
        Assert.Equal(0.01 - half, rate.Low, 2e-6);
        Assert.Equal(0.01 + half, rate.High, 2e-6);
    }

    /// <summary>P(X below count), summed term by term.</summary>
    private static double Below(int count, int trials, double p)
    {
        double term = Math.Pow(1 - p, trials), sum = 0;
        for (int k = 0; k < count; k++)
        {
            sum += term;
            term *= (double)(trials - k) / (k + 1) * p / (1 - p);
        }

        return sum;
    }
}
