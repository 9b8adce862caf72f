// ISO/IEC 19795-1 annex B: an observed rate says little without its interval. Clopper and Pearson's exact one never claims too much.
namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>A share of independent trials, with its exact interval.</summary>
/// <param name="Count">Trials that went this way.</param>
/// <param name="Trials">All trials, at least 1.</param>
/// <param name="Rate">Count through trials, 0 to 1.</param>
/// <param name="Low">Lower end of the interval, 0 to 1.</param>
/// <param name="High">Upper end.</param>
/// <param name="Confidence">Of the two-sided interval, such as 0.95.</param>
public sealed record ErrorRate(long Count, long Trials, double Rate, double Low, double High, double Confidence)
{
    private const int Halvings = 80;

    /// <summary>The exact binomial interval; with no event its upper end is near three through the number of trials.</summary>
    /// <param name="count">0 to <paramref name="trials"/>.</param>
    /// <param name="trials">At least 1. Trials of one person hang together and are not independent: count people then.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static ErrorRate Of(long count, long trials, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, trials);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(confidence, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidence, 1);
        double tail = (1 - confidence) / 2;

        // P(X >= count | p) is the regularised incomplete beta function I_p(count, trials - count + 1).
        double low = count == 0 ? 0 : Solve(p => IncompleteBeta(p, count, trials - count + 1), tail);
        double high = count == trials ? 1 : Solve(p => IncompleteBeta(p, count + 1, trials - count), 1 - tail);
        return new ErrorRate(count, trials, (double)count / trials, low, high, confidence);
    }

    /// <summary>Where a function that grows from 0 to 1 has the wanted value.</summary>
    private static double Solve(Func<double, double> rising, double wanted)
    {
        (double low, double high) = (0, 1);
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = rising(middle) < wanted ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static double IncompleteBeta(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        double front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));

        // The fraction converges quickly on the near side of the mean only.
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - (front * Fraction(1 - x, b, a) / b);
    }

    /// <summary>The continued fraction of the incomplete beta function (NIST Handbook of Mathematical Functions, 8.17.22), from the front.</summary>
    private static double Fraction(double x, double a, double b)
    {
        const double tiny = 1e-300, enough = 1e-15;
        const int mostTerms = 100_000;
        double c = 1, d = 1 / Kept(1 - ((a + b) * x / (a + 1))), value = d;
        for (int m = 1; m < mostTerms; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            Step(even);
            double before = value;
            Step(odd);
            if (Math.Abs((value / before) - 1) < enough)
            {
                break;
            }
        }

        return value;

        void Step(double term)
        {
            d = 1 / Kept(1 + (term * d));
            c = Kept(1 + (term / c));
            value *= c * d;
        }

        static double Kept(double number) => Math.Abs(number) < tiny ? tiny : number;
    }

    /// <summary>Stirling's series above 10, and the recurrence below; good to about 1e-13.</summary>
    private static double LogGamma(double x)
    {
        double product = 1;
        for (; x < 10; x++)
        {
            product *= x;
        }

        double inverse = 1 / (x * x);
        double series = ((((((inverse / 1188) - (1 / 1680.0)) * inverse) + (1 / 1260.0)) * inverse - (1 / 360.0)) * inverse + (1 / 12.0)) / x;
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - Math.Log(product);
    }
}
