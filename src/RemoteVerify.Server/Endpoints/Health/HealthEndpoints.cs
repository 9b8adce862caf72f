using RemoteVerify.Server.Capture;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Composition.Keys;
using RemoteVerify.Server.Jobs;
using RemoteVerify.Storage;

namespace RemoteVerify.Server.Endpoints.Health;

/// <summary>Whether the service works, and what it works with.</summary>
public static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app) => app.MapGet("/health", async (RelationalStorage storage, CaptureEngines engines, CapturePolicies policies, AuthorityKeys keys, ServiceParts parts, JobTable jobs, CancellationToken cancellationToken) =>
        new HealthResponse(
            engines.Engine is null ? "degraded" : "ok",
            engines.Set?.Name,
            engines.Lack,
            [.. engines.Models.Select(model => new HealthModel(model.Name, model.Sha256))],
            keys.IsDevelopment ? "development" : "token",
            policies.Test is { } test ? $"{test.Name} {test.Version}" : null,
            await storage.Log.SizeAsync(cancellationToken),
            engines.Set?.Grade,
            engines.Set?.Thresholds,
            parts.NationalTrust is { } list ? HealthTrustList.Of(list) : null,
            await HealthJob.ListAsync(jobs, storage.Jobs, cancellationToken)))
        .WithTags("Health").WithName("Health").AllowAnonymous();
}

/// <param name="Status">ok, or degraded when captures are not possible.</param>
/// <param name="Authority">development, or token when the authority's keys are in tokens under another root.</param>
/// <param name="TestPolicy">Name of the test policy, when one is loaded.</param>
/// <param name="ModelGrade">Grade of the model set: demo, development or production.</param>
/// <param name="TrustList">The list of national anchors; null when none is configured.</param>
/// <param name="Jobs">What runs by time, and when each did its work last.</param>
/// <param name="Thresholds">Where the match thresholds come from: the manifest, or the operator's calibration.</param>
public sealed record HealthResponse(
    string Status, string? ModelSet, string? ModelsLack, IReadOnlyList<HealthModel> Models, string Authority, string? TestPolicy, long AuditLogSize, string? ModelGrade, string? Thresholds, HealthTrustList? TrustList,
    IReadOnlyList<HealthJob> Jobs);

public sealed record HealthModel(string Name, string Sha256);

/// <param name="Sequence">Number of the list in use.</param>
/// <param name="NextUpdate">It serves until then.</param>
/// <param name="Refused">Why the newest content of the file was not taken; null when it was.</param>
public sealed record HealthTrustList(long Sequence, DateTimeOffset NextUpdate, string? Refused)
{
    public static HealthTrustList Of(NationalTrustFile file)
    {
        (long sequence, DateTimeOffset nextUpdate, string? refused) = file.State;
        return new HealthTrustList(sequence, nextUpdate, refused);
    }
}
