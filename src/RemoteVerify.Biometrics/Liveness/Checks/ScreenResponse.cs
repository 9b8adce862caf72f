namespace RemoteVerify.Biometrics.Liveness.Checks;

/// <summary>
/// How the hue of one region of the picture follows the colours of the screen. Hue means the logarithms of red by green and blue by
/// green: an automatic exposure changes neither, and a surface's own colour is a constant of them, so that what is left is the light
/// of the screen by the light of the room, whatever the skin.
/// </summary>
/// <param name="Fit">Share of the changes of hue, drift taken off, that the shown colours explain: 0 nothing, 1 all.</param>
/// <param name="Gain">Change of hue per unit of shown hue: about the light of the screen by the light of the room.</param>
/// <param name="BestFit">The same share for the best of all sequences that could have been drawn.</param>
/// <param name="BestGain">The gain of that sequence.</param>
/// <param name="Lag">From showing a colour to its place in the frames, the line's delay included.</param>
/// <param name="Frames">Frames measured.</param>
internal sealed record ScreenResponse(double Fit, double Gain, double BestFit, double BestGain, TimeSpan Lag, int Frames)
{
    private const double Gamma = 2.2;
    private const int FewestFrames = 10;
    private const double FadeSeconds = 0.25;
    private const double LagStepSeconds = 0.05;

    /// <summary>Amplitude of what the colours explain by what they don't.</summary>
    public double SignalToNoise => Math.Sqrt(Fit / Math.Max(1e-6, 1 - Fit));

    /// <summary>Linear light, 0 to 1, of a value from 0 to 255.</summary>
    public static double Light(double value) => Math.Pow(value / 255, Gamma);

    /// <summary>Null when there are too few frames, or a channel is black.</summary>
    /// <param name="colours">Notice, colours and end, with the times of their reveals.</param>
    /// <param name="frames">Time on the clock of the reveals, and mean colour of the region.</param>
    /// <param name="longestLag">The longest delay to look for.</param>
    public static ScreenResponse? Of(IReadOnlyList<ColourRecord> colours, IReadOnlyList<(TimeSpan At, BackgroundColour Colour)> frames, TimeSpan longestLag)
    {
        if (frames.Count < FewestFrames || frames.Any(f => f.Colour.Red < 1 || f.Colour.Green < 1 || f.Colour.Blue < 1))
        {
            return null;
        }

        double[] seconds = [.. frames.Select(f => f.At.TotalSeconds)];
        Drift drift = new(seconds);
        double[] red = drift.Without([.. frames.Select(f => Gamma * Math.Log(f.Colour.Red / f.Colour.Green))]);
        double[] blue = drift.Without([.. frames.Select(f => Gamma * Math.Log(f.Colour.Blue / f.Colour.Green))]);
        IReadOnlyList<ScreenColour> shown = [.. colours.Where(c => c.Colour is not null).Select(c => c.Colour!.Value)];
        double[] changes = [.. colours.Skip(1).Select(c => c.RevealedAt.TotalSeconds)];
        (double Fit, double Gain, double Lag) own = default;
        (double Fit, double Gain, double Lag) best = default;
        for (double lag = 0; lag <= longestLag.TotalSeconds; lag += LagStepSeconds)
        {
            double[][] shares = Shares(changes, seconds, lag, drift);
            (double fit, double gain) = Explain(shown, shares, red, blue);
            own = fit > own.Fit ? (fit, gain, lag) : own;
            foreach (IReadOnlyList<ScreenColour> other in ScreenColour.All(shown.Count))
            {
                (fit, gain) = Explain(other, shares, red, blue);
                best = fit > best.Fit ? (fit, gain, lag) : best;
            }
        }

        return new ScreenResponse(own.Fit, own.Gain, best.Fit, best.Gain, TimeSpan.FromSeconds(own.Lag), frames.Count);
    }

    /// <summary>For each colour, how much of it is on the screen at each frame (one place after the other, faded), its drift taken off.</summary>
    private static double[][] Shares(double[] changes, double[] seconds, double lag, Drift drift)
    {
        double[][] shares = new double[changes.Length - 1][];
        for (int i = 0; i < shares.Length; i++)
        {
            double from = changes[i] + lag;
            double to = changes[i + 1] + lag;
            shares[i] = drift.Without([.. seconds.Select(s => Math.Clamp((s - from) / FadeSeconds, 0, 1) - Math.Clamp((s - to) / FadeSeconds, 0, 1))]);
        }

        return shares;
    }

    /// <summary>Both hues are explained each with a gain of its own that can't be negative; they count alike, whatever their noise.</summary>
    private static (double Fit, double Gain) Explain(IReadOnlyList<ScreenColour> colours, double[][] shares, double[] red, double[] blue)
    {
        (double redFit, double redGain) = Explain([.. colours.Select(c => c.LinearRed - c.LinearGreen)], shares, red);
        (double blueFit, double blueGain) = Explain([.. colours.Select(c => c.LinearBlue - c.LinearGreen)], shares, blue);
        return (1 - Math.Sqrt((1 - redFit) * (1 - blueFit)), (redGain + blueGain) / 2);
    }

    private static (double Fit, double Gain) Explain(double[] hues, double[][] shares, double[] measured)
    {
        double own = 0;
        double common = 0;
        double all = 0;
        for (int i = 0; i < measured.Length; i++)
        {
            double shown = 0;
            for (int c = 0; c < hues.Length; c++)
            {
                shown += hues[c] * shares[c][i];
            }

            own += shown * shown;
            common += shown * measured[i];
            all += measured[i] * measured[i];
        }

        return common <= 0 || own < 1e-9 || all < 1e-12 ? default : (common * common / (own * all), common / own);
    }

    /// <summary>What changes evenly over the whole time: white balance, daylight, a head that sinks.</summary>
    private sealed class Drift
    {
        private readonly double[] _slope;
        private readonly double _square;

        public Drift(double[] seconds)
        {
            double middle = seconds.Average();
            _slope = [.. seconds.Select(s => s - middle)];
            _square = _slope.Sum(s => s * s);
        }

        public double[] Without(double[] values)
        {
            double mean = values.Average();
            double rise = 0;
            for (int i = 0; i < values.Length; i++)
            {
                rise += (values[i] - mean) * _slope[i];
            }

            rise = _square > 0 ? rise / _square : 0;
            return [.. values.Select((v, i) => v - mean - (rise * _slope[i]))];
        }
    }
}
