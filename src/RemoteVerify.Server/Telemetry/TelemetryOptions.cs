namespace RemoteVerify.Server.Telemetry;

/// <summary>Where measurements go, section <c>Service:Telemetry</c>. Off unless an address is set.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Address of an OTLP collector over HTTP, the whole path included (<c>http://127.0.0.1:4318/v1/metrics</c>); null for none.</summary>
    public Uri? Metrics { get; set; }

    /// <summary>Seconds between two deliveries.</summary>
    public int IntervalSeconds { get; set; } = 60;

    /// <exception cref="InvalidDataException">A setting makes no sense.</exception>
    public void Check()
    {
        if (Metrics is { } address && (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https")))
        {
            throw new InvalidDataException("Service:Telemetry:Metrics is the http(s) address of an OTLP collector, such as http://127.0.0.1:4318/v1/metrics.");
        }

        if (IntervalSeconds is < 1 or > 3600)
        {
            throw new InvalidDataException("Service:Telemetry:IntervalSeconds is between 1 and 3600.");
        }
    }
}
