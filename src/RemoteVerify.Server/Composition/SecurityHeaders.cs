using RemoteVerify.Cases.Tenants;

namespace RemoteVerify.Server.Composition;

/// <summary>
/// Response headers that keep pages to themselves: own scripts, styles and faces only, no framing but of the citizen's pages by portals of their tenant, no sniffing.
/// </summary>
public static class SecurityHeaders
{
    /// <summary>Pages below this may be shown in a portal's frame.</summary>
    public const string FramedPages = "/s";

    private const string Nobody = "'none'";

    /// <summary>The one page that asks the officer's own signer, which listens on this computer alone and picks its port.</summary>
    private static readonly PathString SignerPage = "/desk/sign";

    /// <summary>Pages that ask for the camera: the citizen's check, the live session, the desk, the helper's, practice.</summary>
    private static readonly PathString[] CameraPages = [FramedPages, "/live", "/desk", "/assist", "/practice"];

    /// <summary>Written as the answer begins, because an error page empties the headers that were there before.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        TenantTree tenants = app.Services.GetRequiredService<TenantTree>();
        app.Use((context, next) =>
        {
            // An error page is answered under its own path, and takes the headers of what was asked for.
            PathString asked = context.Request.Path;
            context.Response.OnStarting(() =>
            {
                Write(context, asked, tenants);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    private static void Write(HttpContext context, PathString path, TenantTree tenants)
    {
        IHeaderDictionary headers = context.Response.Headers;
        bool forCamera = CameraPages.Any(page => path.StartsWithSegments(page));
        bool mayBeFramed = path.StartsWithSegments(FramedPages);
        headers.TryAdd("Content-Security-Policy", Policy(forCamera, mayBeFramed ? Framers(context, tenants) : Nobody, path == SignerPage));
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = forCamera ? "camera=(self), microphone=(self), geolocation=()" : "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (path.StartsWithSegments("/v1") || path.StartsWithSegments("/assist") || path.StartsWithSegments("/point") || mayBeFramed)
        {
            headers.TryAdd("Cache-Control", "no-store");
        }
    }

    private static string Policy(bool forCamera, string framers, bool forSigner) =>
        $"default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'{(forSigner ? " http://127.0.0.1:*" : string.Empty)}; worker-src 'self'; form-action 'self'; base-uri 'none'; "
        + (forCamera ? "img-src 'self' data: blob:; media-src 'self' blob:; " : "img-src 'self' data:; media-src 'self'; ")
        + $"frame-ancestors {framers}";

    private static string Framers(HttpContext context, TenantTree tenants) =>
        context.Features.Get<PageTenant>() is { } page && tenants.Find(page.Tenant) is { EmbeddedBy: { Count: > 0 } portals } ? string.Join(' ', portals) : Nobody;
}
