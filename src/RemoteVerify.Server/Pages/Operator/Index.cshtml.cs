using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Server.Capture;
using RemoteVerify.Server.ChipRelay;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Composition.Keys;
using RemoteVerify.Server.Endpoints.Health;
using RemoteVerify.Server.Jobs;
using RemoteVerify.Server.Pages.Desk;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Pages.Operator;

/// <summary>What the service works with and what waits in it, for who looks after it. It names no case and no person. Operators sign in like officers, by passkey; the first time by secret and one-time code.</summary>
public sealed class IndexModel(
    DeskVisits visits, ServiceParts parts, CaptureEngines engines, CapturePolicies policies, AuthorityKeys keys, CaptureSlots captures, ChipRelaySlots relays, JobTable jobs, TimeProvider time) : PageModel
{
    /// <summary>A certificate that ends within this time is worth a word.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(60);

    public ServiceParts Parts => parts;

    public CaptureEngines Engines => engines;

    public CaptureSlots Captures => captures;

    public ChipRelaySlots Relays => relays;

    public string? TestPolicy => policies.Test is { } test ? $"{test.Name} {test.Version}" : null;

    public bool IsDevelopmentAuthority => keys.IsDevelopment;

    public HealthTrustList? TrustList => parts.NationalTrust is { } list ? HealthTrustList.Of(list) : null;

    /// <summary>Certificates of this service by the key of their name, with their ends.</summary>
    public IReadOnlyList<(string Name, Certificate Certificate)> Certificates =>
    [
        ("root", keys.Root), ("authority", keys.Authority.Certificate), ("timestamp", keys.Timestamp.Certificate), ("ocsp", keys.Ocsp.Certificate), ("seal", keys.Seal.Certificate),
        ("evidence", keys.Evidence.Certificate),
    ];

    public IReadOnlyList<HealthJob> Jobs { get; private set; } = [];

    public IReadOnlyList<QueueLength> Queues { get; private set; } = [];

    public long AuditLogSize { get; private set; }

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    /// <summary>Everything that somebody should look after, as keys of sentences; nothing when all is well.</summary>
    public IReadOnlyList<string> Worries => [.. Worried()];

    public bool EndsSoon(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.NotAfter < Now + Soon;
    }

    /// <summary>A job that failed since its last success, or did nothing for three times its pace.</summary>
    public bool IsLate(HealthJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Failures > 0 || (job.LastSucceeded is { } last && Now - last > TimeSpan.FromSeconds(3 * Math.Max(job.EverySeconds, 60)));
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        if (await visits.FindOperatorAsync(cancellationToken) is null)
        {
            return await visits.FindAnyoneAsync(cancellationToken) is { } other ? Redirect(DeskPage.StartOf(other.Client.Kind)) : Redirect("/desk/sign-in?back=%2Foperator");
        }

        Jobs = await HealthJob.ListAsync(jobs, parts.Storage.Jobs, cancellationToken);
        Queues = await parts.Storage.Queues.ListAsync(cancellationToken);
        AuditLogSize = await parts.Storage.Log.SizeAsync(cancellationToken);
        return Page();
    }

    private IEnumerable<string> Worried()
    {
        if (engines.Engine is null)
        {
            yield return "operator.worry.no-models";
        }
        else if (engines.Set?.Grade != "production")
        {
            yield return "operator.worry.models-grade";
        }

        if (keys.IsDevelopment)
        {
            yield return "operator.worry.development-keys";
        }

        if (TestPolicy is not null)
        {
            yield return "operator.worry.test-policy";
        }

        if (Certificates.Any(one => EndsSoon(one.Certificate)))
        {
            yield return "operator.worry.certificate";
        }

        if (TrustList is { Refused: not null } || TrustList?.NextUpdate < Now)
        {
            yield return "operator.worry.trust-list";
        }

        if (Jobs.Any(IsLate))
        {
            yield return "operator.worry.job";
        }

        if (Queues.Any(queue => queue.GivenUp > 0))
        {
            yield return "operator.worry.given-up";
        }
    }
}
