using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RemoteVerify.Server.Tests;

/// <summary>An issuer of others as a real HTTP server: discovery document and key set. Tokens are put together by hand, so that they can be wrong.</summary>
public sealed class LoopbackIssuer : IAsyncDisposable
{
    private readonly Dictionary<string, ECDsa> _keys = new() { ["k1"] = ECDsa.Create(ECCurve.NamedCurves.nistP256) };
    private WebApplication? _app;

    /// <summary>The issuer's name; its address is found only when it has started, so the port is taken first.</summary>
    public string Name { get; private set; } = "http://127.0.0.1";

    /// <summary>How often the discovery document was fetched.</summary>
    public int Fetches { get; private set; }

    /// <summary>What the discovery document names as its issuer when it lies.</summary>
    public string? Lie { get; set; }

    public async Task StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = ["--urls", "http://127.0.0.1:0"] });
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () =>
        {
            Fetches++;
            return Results.Json(new { issuer = Lie ?? Name, jwks_uri = $"{Name}/keys" });
        });
        _app.MapGet("/keys", () => Results.Json(new { keys = _keys.Select(key => Jwk(key.Key, key.Value)).ToArray() }));
        await _app.StartAsync();
        Name = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    /// <summary>A second key, which whoever fetched before does not know.</summary>
    public void AddKey(string id) => _keys[id] = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>A token, right in everything that is not said otherwise.</summary>
    public string Token(
        string? issuer = null, string audience = "remoteverify-test", string subject = "abroad-7", int seconds = 300, string algorithm = "ES256", string key = "k1", string scope = "cases documents", ECDsa? signer = null)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string head = Encode(new { alg = algorithm, typ = "JWT", kid = key });
        string body = Encode(new { iss = issuer ?? Name, aud = audience, sub = subject, scope, iat = now.AddSeconds(-600).ToUnixTimeSeconds(), exp = now.AddSeconds(seconds).ToUnixTimeSeconds(), tenant = "xa-hai", kind = "Officer", amr = new[] { "otp" } });
        byte[] data = Encoding.ASCII.GetBytes($"{head}.{body}");
        string signature = algorithm switch
        {
            "none" => string.Empty,

            // The classic confusion: the public key as the secret of a MAC.
            "HS256" => Base64Url.EncodeToString(HMACSHA256.HashData(_keys[key].ExportSubjectPublicKeyInfo(), data)),
            _ => Base64Url.EncodeToString((signer ?? _keys[key]).SignData(data, HashAlgorithmName.SHA256)),
        };
        return $"{head}.{body}.{signature}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        foreach (ECDsa key in _keys.Values)
        {
            key.Dispose();
        }
    }

    private static object Jwk(string id, ECDsa key)
    {
        ECParameters p = key.ExportParameters(false);
        return new { kty = "EC", crv = "P-256", x = Base64Url.EncodeToString(p.Q.X), y = Base64Url.EncodeToString(p.Q.Y), kid = id, use = "sig", alg = "ES256" };
    }

    private static string Encode(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
