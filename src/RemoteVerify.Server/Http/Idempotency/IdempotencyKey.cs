// draft-ietf-httpapi-idempotency-key-header-07: the field is a Structured Header string (RFC 9651 section 3.3.3); bare words are taken too.
using System.Security.Claims;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Http.Idempotency;

/// <summary>The key of a request, and whose it is.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    private const int Longest = 255;

    /// <summary>Without a token the key alone tells callers apart, so nobody may guess it: a UUID has 36 characters.</summary>
    private const int ShortestWithoutToken = 22;

    /// <summary>The key; null when it is malformed.</summary>
    public static string? Read(string header, ClaimsPrincipal user)
    {
        string text = header.Trim();
        string key = text is ['"', .., '"'] ? text[1..^1] : text;
        int shortest = user.Identity?.IsAuthenticated == true ? 1 : ShortestWithoutToken;
        return key.Length >= shortest && key.Length <= Longest && key.All(c => c is >= '!' and <= '~' and not '"' and not '\\' and not ',') ? key : null;
    }

    /// <summary>The client as keys are kept apart: no other one can reach an answer.</summary>
    public static string ClientOf(ClaimsPrincipal user) => user.Identity?.IsAuthenticated != true
        ? "anyone"
        : string.Join('\n', user.FindFirstValue("kind"), user.FindFirstValue("tenant"), user.FindFirstValue("sub"), user.FindFirstValue("case"));

    public static IReadOnlyList<string> ScopesOf(ClaimsPrincipal user) =>
        [.. (user.FindFirstValue("scope") ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
