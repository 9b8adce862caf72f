using System.Net;

namespace RemoteVerify.Server.Tests;

/// <summary>
/// Keeps cookies as a browser does for the machine it runs on, which it trusts without TLS; the container of the base library sends no Secure cookie over http.
/// </summary>
public sealed class LoopbackCookies(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    public CookieContainer Cookies { get; } = new();

    /// <summary>The value of a cookie that would be sent to an address; null without one.</summary>
    public string? ValueOf(Uri address, string name) => Cookies.GetCookies(Trusted(address))[name]?.Value;

    /// <summary>Puts a cookie in, as a browser that was given it before.</summary>
    public void Put(Uri address, string name, string value) => Cookies.Add(new Cookie(name, value, "/", address.Host) { Secure = true });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri address = Trusted(request.RequestUri!);
        if (Cookies.GetCookieHeader(address) is { Length: > 0 } header)
        {
            request.Headers.TryAddWithoutValidation("Cookie", header);
        }

        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
        if (answer.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set))
        {
            foreach (string cookie in set)
            {
                Cookies.SetCookies(address, cookie);
            }
        }

        return answer;
    }

    private static Uri Trusted(Uri address) => new UriBuilder(address) { Scheme = Uri.UriSchemeHttps }.Uri;
}
