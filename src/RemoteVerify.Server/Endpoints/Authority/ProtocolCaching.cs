// RFC 5019 section 6.2: what caches may do with an OCSP answer; the same for revocation lists.
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Server.Endpoints.Authority;

/// <summary>Says how long answers may be kept by others. A minute at most, so that a revocation is soon seen behind a cache too.</summary>
internal static class ProtocolCaching
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>For answers to one asker.</summary>
    public static void Forbid(HttpResponse response) => response.Headers.CacheControl = "no-store";

    /// <summary>An OCSP answer by GET; one with a nonce, and an error, belong to one asker.</summary>
    public static void Describe(HttpResponse response, OcspResponse answer)
    {
        if (answer.Nonce is not null || answer.Responses is not [{ NextUpdate: { } end } first, ..])
        {
            Forbid(response);
            return;
        }

        response.Headers.LastModified = HttpDate(first.ThisUpdate);
        response.Headers.Expires = HttpDate(end);
        response.Headers.ETag = TagOf(answer.Encoded.Span).ToString();
        response.Headers.CacheControl = Public(end - first.ThisUpdate);
    }

    /// <summary>A revocation list.</summary>
    public static void Describe(HttpResponse response, Crl list, DateTimeOffset now)
    {
        if (list.NextUpdate is { } end)
        {
            response.Headers.Expires = HttpDate(end);
            response.Headers.CacheControl = Public(end - now);
        }
    }

    /// <summary>A strong tag: the first half of SHA-256 in hexadecimal digits.</summary>
    public static EntityTagHeaderValue TagOf(ReadOnlySpan<byte> content) => new($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"");

    private static string Public(TimeSpan left) =>
        string.Create(CultureInfo.InvariantCulture, $"max-age={(int)Math.Clamp(left.TotalSeconds, 0, Longest.TotalSeconds)}, public, no-transform, must-revalidate");

    private static string HttpDate(DateTimeOffset time) => time.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture);
}
