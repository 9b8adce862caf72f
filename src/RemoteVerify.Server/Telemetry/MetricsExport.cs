using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Telemetry;

/// <summary>Sends measurements to the operator's collector by OTLP, and looks at the outbox for them. Without an address it does nothing.</summary>
internal sealed partial class MetricsExport(TelemetryOptions options, OutboxReader outbox, TimeProvider clock, ILogger<MetricsExport> logger) : BackgroundService
{
    /// <summary>Requests by route template, method and status, as the framework measures them.</summary>
    private const string RequestMeter = "Microsoft.AspNetCore.Hosting";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Metrics is not { } address)
        {
            return;
        }

        TimeSpan interval = TimeSpan.FromSeconds(options.IntervalSeconds);
        using MeterProvider provider = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService("remoteverify", autoGenerateServiceInstanceId: true))
            .AddMeter(CaseMetrics.MeterName, ServiceMetrics.MeterName, RequestMeter)
            .AddOtlpExporter((exporter, reader) =>
            {
                exporter.Endpoint = address;
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)interval.TotalMilliseconds;
            })
            .Build();
        using PeriodicTimer timer = new(interval, clock);
        try
        {
            do
            {
                await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The service ends; disposing the provider sends what is left.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            (int waiting, _) = await outbox.BacklogAsync(cancellationToken);
            ServiceMetrics.Outbox(waiting, await outbox.LagAsync(cancellationToken));
        }
        catch (Exception away) when (away is not OperationCanceledException)
        {
            // A store that is away must not end the measuring of everything else.
            Log.NotSeen(logger, away);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox could not be looked at for the metrics.")]
        public static partial void NotSeen(ILogger logger, Exception away);
    }
}
