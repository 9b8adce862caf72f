using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Tenants;
using RemoteVerify.Server.Composition;

namespace RemoteVerify.Browser.Tests.Composition;

/// <summary>The headers of each kind of page, on the middleware alone.</summary>
public sealed class SecurityHeaderTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private WebApplication _app = null!;
    private Uri _address = null!;

    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Services.AddSingleton(new TenantTree(
        [
            new Tenant(new TenantId("framed"), "A", null, new Dictionary<string, long>()) { EmbeddedBy = ["https://portal.example", "https://second.example:8443"] },
            new Tenant(new TenantId("alone"), "B", null, new Dictionary<string, long>()),
        ]));
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.UseSecurityHeaders();
        _app.Map("/{**page}", (string? page, HttpContext context) =>
        {
            if (context.Request.Query["tenant"] is [{ } tenant])
            {
                context.BelongTo(new TenantId(tenant));
            }

            context.Response.Cookies.Append("__Host-try", "1", PageCookies.Options(context));
            return page == "fails" ? Results.StatusCode(500) : Results.Text("ok");
        });
        await _app.StartAsync();
        _address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("/s/ticket?tenant=framed", "frame-ancestors https://portal.example https://second.example:8443")]
    [InlineData("/s/ticket?tenant=alone", "frame-ancestors 'none'")]
    [InlineData("/s/ticket?tenant=unknown", "frame-ancestors 'none'")]
    [InlineData("/s/ticket", "frame-ancestors 'none'")]
    [InlineData("/check?tenant=framed", "frame-ancestors 'none'")]
    [InlineData("/desk?tenant=framed", "frame-ancestors 'none'")]
    [InlineData("/fails", "frame-ancestors 'none'")]
    public async Task FrameAncestors_OfAPage_AreThePortalsOfItsTenantAndOnlyForCitizens(string path, string expected)
    {
        string policy = (await GetAsync(path)).Headers.GetValues("Content-Security-Policy").Single();
        Assert.EndsWith(expected, policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", false)]
    [InlineData("/check", false)]
    [InlineData("/operator", false)]
    [InlineData("/s/ticket", true)]
    [InlineData("/desk", true)]
    [InlineData("/live/1", true)]
    [InlineData("/assist", true)]
    public async Task Camera_IsOpenToPagesThatAskForIt_AndToNoOther(string path, bool asks)
    {
        HttpResponseMessage answer = await GetAsync(path);
        Assert.Equal(asks ? "camera=(self), microphone=(self), geolocation=()" : "camera=(), microphone=(), geolocation=()", answer.Headers.GetValues("Permissions-Policy").Single());
        Assert.Equal(asks, answer.Headers.GetValues("Content-Security-Policy").Single().Contains("blob:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Policy_OfEveryPage_AllowsNothingInlineAndNobodyElse()
    {
        string policy = (await GetAsync("/s/ticket")).Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_OfPages_AreForThisHostAlone_AndPartOfAFrameOnlyWhereAPageMayBeFramed()
    {
        string own = Cookie(await GetAsync("/check"));
        Assert.Equal("__Host-try=1; path=/; secure; samesite=lax; httponly", own);
        Assert.Equal("__Host-try=1; path=/; secure; samesite=none; httponly; Partitioned", Cookie(await GetAsync("/s/ticket", "iframe")));
        Assert.Equal(own, Cookie(await GetAsync("/check", "iframe")));
        Assert.Equal(own, Cookie(await GetAsync("/s/ticket", "document")));
    }

    private static string Cookie(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").Single();

    private async Task<HttpResponseMessage> GetAsync(string path, string? destination = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(_address, path));
        if (destination is not null)
        {
            request.Headers.Add("Sec-Fetch-Dest", destination);
        }

        return await _http.SendAsync(request);
    }
}
