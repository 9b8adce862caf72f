using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RemoteVerify.Server.Http;

/// <summary>How much a request may hold: headers, bodies by what the operation takes, depth of JSON.</summary>
internal static class SizeLimits
{
    /// <summary>Deepest JSON that is read; the API's own bodies have four levels, a validation report has ten.</summary>
    public const int MaximumJsonDepth = 32;

    private const int MaximumHeaderBytes = 32 << 10;
    private const int MaximumHeaders = 64;

    public static void LimitHeaders(this KestrelServerOptions kestrel)
    {
        kestrel.Limits.MaxRequestHeadersTotalSize = MaximumHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = MaximumHeaders;
        kestrel.Limits.MaxRequestLineSize = 8 << 10;
    }

    /// <summary>An operation that takes no file reads <paramref name="maximumJsonBytes"/> at most; what has a limit of its own keeps it.</summary>
    public static void LimitBodies(this RouteGroupBuilder api, int maximumJsonBytes) => ((IEndpointConventionBuilder)api).Finally(endpoint =>
    {
        bool takesFiles = endpoint.Metadata.OfType<IAcceptsMetadata>().Any(accepts => accepts.ContentTypes.Any(type => !type.EndsWith("json", StringComparison.OrdinalIgnoreCase) && !type.EndsWith("urlencoded", StringComparison.OrdinalIgnoreCase)));
        if (!takesFiles && !endpoint.Metadata.OfType<IRequestSizeLimitMetadata>().Any())
        {
            endpoint.Metadata.Add(new RequestSizeLimitAttribute(maximumJsonBytes));
        }
    });
}
