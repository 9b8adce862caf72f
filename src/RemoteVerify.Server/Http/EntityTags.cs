// RFC 9110 sections 8.8.3 (ETag), 13.1.1 (If-Match) and 13.1.2 (If-None-Match).
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace RemoteVerify.Server.Http;

/// <summary>
/// Strong tags of resources that change: <c>"VERSION.CONTENT"</c>. The version is what acts compare; the content's hash is there because an
/// answer also shows what changes beside it (verifications, the timeline), so that 304 never hides news.
/// </summary>
internal static class EntityTags
{
    /// <summary>A version that no resource has: for a tag that can't match.</summary>
    private const long Never = -1;

    /// <summary>The version of <c>If-Match</c>: null without one (or <c>*</c>), one that never matches for a weak, foreign or listed tag.</summary>
    public static long? ExpectedVersion(this HttpRequest request)
    {
        string header = request.Headers.IfMatch.ToString();
        if (header.Length == 0 || header.Trim() == "*")
        {
            return null;
        }

        return EntityTagHeaderValue.TryParse(header, out EntityTagHeaderValue? tag) && !tag.IsWeak
            && long.TryParse(tag.Tag.AsSpan().Trim('"').ToString().Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out long version)
            ? version
            : Never;
    }

    /// <summary>The answer of a read with its tag; 304 without a body when the caller has exactly this.</summary>
    /// <param name="shown">What is answered.</param>
    /// <param name="stable">The same without what time alone changes; null when that is everything.</param>
    public static IResult Tagged(HttpContext context, long version, object shown, object? stable = null)
    {
        string tag = Tag(version, stable ?? shown);
        context.Response.Headers.ETag = tag;
        return IsKnown(context.Request, tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Json(shown);
    }

    internal static string Tag(long version, object content)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(content, content.GetType(), JsonSerializerOptions.Web);
        return string.Create(CultureInfo.InvariantCulture, $"\"{version}.{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"");
    }

    private static bool IsKnown(HttpRequest request, string tag)
    {
        if (!EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out IList<EntityTagHeaderValue>? known))
        {
            return false;
        }

        // The comparison of If-None-Match is weak.
        return known.Any(k => k.Tag == "*" || k.Tag == tag);
    }
}
