using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RemoteVerify.Storage.Tests.Files.Fetching;

/// <summary>A real server on loopback, over HTTPS with a certificate made for this run, and over plain HTTP beside it.</summary>
public sealed class HttpsFileServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, RequestDelegate> _answers = [];

    private HttpsFileServer(WebApplication app, X509Certificate2 certificate)
    {
        _app = app;
        Certificate = certificate;
    }

    /// <summary>Its own root: whoever trusts nothing else trusts this server and no other.</summary>
    public X509Certificate2 Certificate { get; }

    public X509Certificate2Collection Roots => [Certificate];

    public Uri Https { get; private set; } = new("https://localhost");

    public Uri Http { get; private set; } = new("http://localhost");

    /// <summary>The Range headers of all requests, in their order; empty for none.</summary>
    public List<string> Ranges { get; } = [];

    public RequestDelegate this[string path]
    {
        set => _answers[path] = value;
    }

    public static async Task<HttpsFileServer> StartAsync()
    {
        X509Certificate2 certificate = MakeCertificate();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        HttpsFileServer server = new(builder.Build(), certificate);
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        Uri[] addresses = [.. server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address))];
        server.Https = new Uri($"https://localhost:{addresses.Single(address => address.Scheme == "https").Port}");
        server.Http = new Uri($"http://localhost:{addresses.Single(address => address.Scheme == "http").Port}");
        return server;
    }

    /// <summary>Answers with a file, and with the rest of it where a range is asked for.</summary>
    public static RequestDelegate File(byte[] bytes) => context =>
    {
        int from = 0;
        if (context.Request.GetTypedHeaders().Range is { } range)
        {
            from = (int)range.Ranges.Single().From!.Value;
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{bytes.Length - 1}/{bytes.Length}";
        }

        context.Response.ContentLength = bytes.Length - from;
        return context.Response.Body.WriteAsync(bytes.AsMemory(from)).AsTask();
    };

    /// <summary>Promises the whole file and breaks the line after some bytes.</summary>
    public static RequestDelegate CutAfter(byte[] bytes, int count) => async context =>
    {
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, count));
        await context.Response.Body.FlushAsync();
        await Task.Delay(50);
        context.Abort();
    };

    public static RequestDelegate SendTo(Uri address, int status = 302) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = address.ToString();
        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Certificate.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        lock (Ranges)
        {
            Ranges.Add(context.Request.Headers.Range.ToString());
        }

        if (_answers.TryGetValue(context.Request.Path, out RequestDelegate? answer))
        {
            return answer(context);
        }

        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    private static X509Certificate2 MakeCertificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
