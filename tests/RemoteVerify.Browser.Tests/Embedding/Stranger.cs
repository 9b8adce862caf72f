using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RemoteVerify.Browser.Tests.Embedding;

/// <summary>A site that no tenant registered, with one page.</summary>
internal sealed class Stranger : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Stranger(WebApplication app) => _app = app;

    public string Address => $"http://localhost:{new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port}/";

    public static async Task<Stranger> StartAsync(string body)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.MapGet("/", () => Results.Content($"<!doctype html><html lang=en><title>x</title><body>{body}", "text/html; charset=utf-8"));
        await app.StartAsync();
        return new Stranger(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
