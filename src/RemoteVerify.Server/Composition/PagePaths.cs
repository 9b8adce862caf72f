namespace RemoteVerify.Server.Composition;

/// <summary>Which addresses are for programs; all others are for people.</summary>
public static class PagePaths
{
    private static readonly PathString[] Api = ["/v1", "/openapi", "/health", "/.well-known"];

    public static bool IsApi(PathString path) => Api.Any(part => path.StartsWithSegments(part));
}
