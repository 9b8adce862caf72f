namespace RemoteVerify.Cli.Commands.Face;

/// <summary>Rates as JSON and people see them.</summary>
internal static class Rates
{
    /// <summary>JSON has no NaN: what could not be measured is null.</summary>
    public static double? Json(double rate) => double.IsFinite(rate) ? rate : null;

    public static string Percent(double rate) => double.IsFinite(rate) ? $"{100 * rate:0.##} %" : "not measured";
}
