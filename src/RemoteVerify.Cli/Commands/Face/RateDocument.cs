using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary>A JSON object in which every rate brings its 95 % interval, under its own name with <c>Interval</c> behind; both are null where nothing could be measured.</summary>
internal sealed class RateDocument : Dictionary<string, object?>
{
    public void Add(string name, ErrorRate? rate)
    {
        Add(name, (object?)Rates.Json(rate));
        Add(name + "Interval", (object?)Rates.Interval(rate));
    }
}
