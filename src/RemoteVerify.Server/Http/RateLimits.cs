using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.HttpOverrides;
using RemoteVerify.Server.Capture;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Http;

/// <summary>
/// How often callers may ask: a client and its tenant, a citizen's session, or, without a token, an address. Counted on this node alone, so
/// several nodes give several times as much; protection against floods belongs to the proxy in front.
/// </summary>
internal static class RateLimits
{
    /// <summary>Without a token these cost a hash of a password, a check of signatures or a look-up of a secret.</summary>
    private static readonly HashSet<string> CostlyForAnyone = ["IssueToken", "EnterSession", "CheckDocument", "UseShareLink", "UseDownloadLink"];

    /// <summary>For one verification: twenty a second, more than any camera gives.</summary>
    private const int CapturePostsPerMinute = 1200;

    public static void AddRateLimits(this IServiceCollection services, HttpOptions options)
    {
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(context => OfCaller(context, options)),
                PartitionedRateLimiter.Create<HttpContext, string>(context => OfTenant(context, options)));
            limiter.OnRejected = RejectAsync;
        });
        if (options.TrustedProxies.Count > 0)
        {
            services.Configure<ForwardedHeadersOptions>(forwarded => Trust(forwarded, options));
        }
    }

    /// <summary>Believes the proxies that the operator named, so that addresses are those of callers.</summary>
    public static void UseCallersAddress(this WebApplication app, HttpOptions options)
    {
        if (options.TrustedProxies.Count > 0)
        {
            app.Use((context, next) =>
            {
                PeerAddress.Remember(context);
                return next(context);
            });
            app.UseForwardedHeaders();
        }
    }

    private static void Trust(ForwardedHeadersOptions forwarded, HttpOptions options)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (string proxy in options.TrustedProxies)
        {
            forwarded.KnownProxies.Add(IPAddress.TryParse(proxy, out IPAddress? address)
                ? address
                : throw new InvalidDataException($"Service:Http:TrustedProxies holds '{proxy}', which is no address."));
        }
    }

    private static RateLimitPartition<string> OfCaller(HttpContext context, HttpOptions options)
    {
        ClaimsPrincipal user = context.User;
        if (user.Identity?.IsAuthenticated == true)
        {
            string kind = user.FindFirstValue("kind") ?? string.Empty;
            string caller = string.Join('\n', kind, user.FindFirstValue("tenant"), user.FindFirstValue("sub"), user.FindFirstValue("case"));
            return kind == BearerAuthentication.CitizenKind
                ? Bucket(caller, options.CitizenRequestsPerSecond, 20 * options.CitizenRequestsPerSecond)
                : Bucket(caller, options.ClientRequestsPerSecond, options.ClientBurst);
        }

        if (!context.Request.Path.StartsWithSegments("/v1") && !(context.Request.Path.StartsWithSegments("/check") && HttpMethods.IsPost(context.Request.Method)))
        {
            return RateLimitPartition.GetNoLimiter(string.Empty);
        }

        string address = AddressOf(context.Connection.RemoteIpAddress);
        string? operation = context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
        if (operation == CapturePosts.Operation && context.Request.Headers.ContainsKey(CapturePosts.LineHeader))
        {
            // Many people behind one address each send several a second; who has no line pays like any other anonymous act.
            return PerMinute($"posts\n{context.Request.RouteValues["id"]}", CapturePostsPerMinute);
        }

        return operation is null or CapturePosts.Operation || CostlyForAnyone.Contains(operation)
            ? PerMinute($"acts\n{address}", options.AnonymousActsPerMinute)
            : PerMinute($"any\n{address}", options.AnonymousRequestsPerMinute);
    }

    private static RateLimitPartition<string> OfTenant(HttpContext context, HttpOptions options) => context.User.FindFirstValue("tenant") is { } tenant
        ? Bucket(tenant, options.TenantRequestsPerSecond, 10 * options.TenantRequestsPerSecond)
        : RateLimitPartition.GetNoLimiter(string.Empty);

    private static RateLimitPartition<string> Bucket(string key, int perSecond, int burst) => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = Math.Max(burst, perSecond), TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
    });

    private static RateLimitPartition<string> PerMinute(string key, int perMinute) => RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
    {
        PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0,
    });

    /// <summary>An IPv6 customer has a whole /64.</summary>
    private static string AddressOf(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        byte[] bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        return Convert.ToHexString(bytes.Length == 16 ? bytes.AsSpan(0, 8) : bytes);
    }

    private static async ValueTask RejectAsync(Microsoft.AspNetCore.RateLimiting.OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        HttpResponse response = rejected.HttpContext.Response;
        TimeSpan wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan told) ? told : TimeSpan.FromSeconds(10);
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (!PagePaths.IsApi(rejected.HttpContext.Request.Path))
        {
            // People get the page of errors, which the empty answer leads to.
            return;
        }

        await Problem.Of(StatusCodes.Status429TooManyRequests, "request.too-many", "Too many requests. Wait as long as Retry-After says, then go on more slowly.").ExecuteAsync(rejected.HttpContext);
    }
}
