namespace RemoteVerify.Server.Composition;

/// <summary>How the pages set cookies: for this host alone (<c>__Host-</c>), out of reach of scripts, and only over a line that nobody reads along.</summary>
/// <remarks>
/// Secure is set even when the line to us is plain: in front stands a proxy that ends TLS, or the browser is on this machine, which browsers trust.
/// </remarks>
public static class PageCookies
{
    /// <param name="context">The request that is answered.</param>
    /// <param name="lifetime">How long the browser keeps it; null until it is closed.</param>
    /// <param name="sameSite">Strict for what no link from outside leads into.</param>
    public static CookieOptions Options(HttpContext context, TimeSpan? lifetime = null, SameSiteMode sameSite = SameSiteMode.Lax)
    {
        CookieOptions options = new() { Path = "/", HttpOnly = true, Secure = true, IsEssential = true, MaxAge = lifetime, SameSite = sameSite };
        if (IsFramed(context))
        {
            InFrame(options);
        }

        return options;
    }

    /// <summary>A frame of a portal is another site, so its pages' cookies are sent only when they say so; they stay apart for each portal where the browser can.</summary>
    internal static void InFrame(CookieOptions options)
    {
        options.SameSite = SameSiteMode.None;
        if (!options.Extensions.Contains("Partitioned"))
        {
            options.Extensions.Add("Partitioned");
        }
    }

    /// <summary>The page is shown in a frame, and is one that may be.</summary>
    internal static bool IsFramed(HttpContext context) =>
        context.Request.Path.StartsWithSegments(SecurityHeaders.FramedPages) && context.Request.Headers["Sec-Fetch-Dest"] is ["iframe"];
}
