using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary>Rates as JSON and people see them.</summary>
internal static class Rates
{
    /// <summary>JSON has no NaN: what could not be measured is null.</summary>
    public static double? Json(double rate) => double.IsFinite(rate) ? rate : null;

    public static string Percent(double rate) => double.IsFinite(rate) ? $"{100 * rate:0.##} %" : "not measured";

    /// <summary>Null where nothing could be measured.</summary>
    public static double? Json(ErrorRate? rate) => rate?.Rate;

    /// <summary>Both ends, or null.</summary>
    public static double[]? Interval(ErrorRate? rate) => rate is null ? null : [rate.Low, rate.High];

    public static string Percent(ErrorRate? rate) => rate is null ? "not measured" : Percent(rate.Rate);

    /// <summary>With its 95 % interval.</summary>
    public static string WithInterval(ErrorRate? rate) => rate is null ? "not measured" : $"{Percent(rate.Rate)} ({100 * rate.Low:0.###} to {100 * rate.High:0.###})";
}
