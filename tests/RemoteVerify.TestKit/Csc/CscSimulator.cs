// Cloud Signature Consortium API 1.0.4.0 and 2.0, the provider's side, for tests.
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace RemoteVerify.TestKit.Csc;

/// <summary>
/// A remote signing service on the loopback address with real HTTP, real keys, PIN with a lock, one-time codes, and
/// permissions that end. Speaks both editions.
/// </summary>
public sealed class CscSimulator : IDisposable
{
    public const string ClientId = "remoteverify";
    public const string ClientSecret = "secret-of-the-client";
    private const int PinTries = 3;

    private static readonly Dictionary<string, HashAlgorithmName> Hashes = new()
    {
        ["2.16.840.1.101.3.4.2.1"] = HashAlgorithmName.SHA256, ["2.16.840.1.101.3.4.2.2"] = HashAlgorithmName.SHA384, ["2.16.840.1.101.3.4.2.3"] = HashAlgorithmName.SHA512,
    };

    private readonly HttpListener _listener;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, SimulatedCredential> _credentials = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _tokens = new();
    private readonly ConcurrentDictionary<string, Permission> _permissions = new();
    private readonly ConcurrentDictionary<string, int> _wrongPins = new();
    private readonly ConcurrentDictionary<string, string> _codes = new();
    private readonly CancellationTokenSource _end = new();

    private CscSimulator(HttpListener listener, Uri address, TimeProvider clock)
    {
        (_listener, Address, _clock) = (listener, address, clock);
        _ = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    public Uri TokenAddress => new(Address, "oauth2/token");

    public TimeSpan PermissionLifetime { get; set; } = TimeSpan.FromMinutes(5);

    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>What goes wrong, at which method.</summary>
    public (CscFault Fault, string Method) Broken { get; set; }

    /// <summary>What was asked: path and body.</summary>
    public ConcurrentQueue<(string Path, string Body)> Asked { get; } = new();

    public static CscSimulator Start(TimeProvider? clock = null)
    {
        for (int i = 0; ; i++)
        {
            int port = RandomNumberGenerator.GetInt32(20_000, 60_000);
            HttpListener listener = new() { Prefixes = { $"http://127.0.0.1:{port}/" }, IgnoreWriteExceptions = true };
            try
            {
                listener.Start();
                return new CscSimulator(listener, new Uri($"http://127.0.0.1:{port}/"), clock ?? TimeProvider.System);
            }
            catch (HttpListenerException) when (i < 20)
            {
                listener.Close();
            }
        }
    }

    public void Add(SimulatedCredential credential) => _credentials[credential.Id] = credential;

    /// <summary>The code that the owner's phone shows.</summary>
    public string CodeOf(string credential) => _codes[credential];

    /// <summary>A token as a person gets it by signing in at the provider.</summary>
    public string SignIn()
    {
        string token = Secret();
        _tokens[token] = _clock.GetUtcNow() + TokenLifetime;
        return token;
    }

    /// <summary>Ends all tokens, as after a restart of the provider.</summary>
    public void ForgetTokens() => _tokens.Clear();

    public void Dispose()
    {
        _end.Cancel();
        _listener.Close();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using StreamReader reader = new(context.Request.InputStream);
        string path = context.Request.Url!.AbsolutePath, text = await reader.ReadToEndAsync();
        Asked.Enqueue((path, text));
        try
        {
            string[] parts = path.Trim('/').Split('/', 3);
            string method = parts is ["csc", _, _] ? parts[2] : path.Trim('/');
            if (Broken.Fault != CscFault.None && Broken.Method == method && await BreakAsync(context.Response))
            {
                return;
            }

            (int status, object? body) = method == "oauth2/token" ? Token(text)
                : parts is ["csc", "v1" or "v2", _] ? Act(parts[1] == "v2", method, context.Request.Headers["Authorization"], text)
                : Refuse("not_found", "", 404);
            await WriteAsync(context.Response, status, body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body), "application/json");
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The client has gone.
        }
    }

    private (int, object?) Token(string form)
    {
        Dictionary<string, string> fields = form.Split('&').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => Uri.UnescapeDataString(part[^1]));
        return fields.GetValueOrDefault("grant_type") == "client_credentials" && fields.GetValueOrDefault("client_id") == ClientId && fields.GetValueOrDefault("client_secret") == ClientSecret
            ? (200, new { access_token = SignIn(), token_type = "Bearer", expires_in = (int)TokenLifetime.TotalSeconds })
            : Refuse("invalid_client", "Client authentication failed", 401);
    }

    private (int, object?) Act(bool two, string method, string? authorization, string text)
    {
        if (method == "info")
        {
            return (200, new
            {
                specs = two ? "2.0.0.2" : "1.0.4.0", name = "Simulator", logo = $"{Address}logo.png", region = "VN", lang = "vi-VN", description = "For tests", authType = new[] { "oauth2client" },
                methods = new[] { "credentials/list", "credentials/info", "credentials/authorize", two ? "credentials/getChallenge" : "credentials/sendOTP", "signatures/signHash" },
            });
        }

        if (authorization?.StartsWith("Bearer ", StringComparison.Ordinal) != true || !_tokens.TryGetValue(authorization[7..], out DateTimeOffset until) || until < _clock.GetUtcNow())
        {
            return Refuse("invalid_token", "The access token is expired, revoked, malformed or invalid", 401);
        }

        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement body = document.RootElement;
        if (method == "credentials/list")
        {
            return List(body);
        }

        if (body.TryGetProperty("credentialID", out JsonElement id) && _credentials.TryGetValue(id.GetString()!, out SimulatedCredential? credential))
        {
            return method switch
            {
                "credentials/info" => (200, two ? CscBodies.Info2(credential) : CscBodies.Info1(credential)),
                "credentials/sendOTP" when !two => SendCode(credential),
                "credentials/getChallenge" when two => SendCode(credential),
                "credentials/authorize" => Authorise(two, credential, body),
                "signatures/signHash" => Sign(two, credential, body),
                _ => Refuse("invalid_request", "Unknown method", 404),
            };
        }

        return Refuse("invalid_request", "Invalid parameter credentialID");
    }

    private (int, object?) List(JsonElement body)
    {
        string? user = Text(body, "userID");
        int size = body.TryGetProperty("maxResults", out JsonElement limit) ? Math.Min(limit.GetInt32(), 2) : 2;
        int start = int.Parse(Text(body, "pageToken") ?? "0");
        string[] all = [.. _credentials.Values.Where(c => user is null || c.UserId == user).Select(c => c.Id).Order()];
        string[] page = [.. all.Skip(start).Take(size)];
        return (200, start + size < all.Length ? new { credentialIDs = page, nextPageToken = $"{start + size}" } : new { credentialIDs = page });
    }

    private (int, object?) SendCode(SimulatedCredential credential)
    {
        _codes[credential.Id] = RandomNumberGenerator.GetString("0123456789", 6);
        return (204, null);
    }

    private (int, object?) Authorise(bool two, SimulatedCredential credential, JsonElement body)
    {
        if (_wrongPins.GetValueOrDefault(credential.Id) >= PinTries)
        {
            return Refuse("invalid_request", "PIN locked");
        }

        string? pin = two ? AuthData(body, "PIN") : Text(body, "PIN"), code = two ? AuthData(body, "OTP") : Text(body, "OTP");
        if (credential.Pin is { } right && pin != right)
        {
            int wrong = _wrongPins.AddOrUpdate(credential.Id, 1, (_, n) => n + 1);
            return wrong >= PinTries ? Refuse("invalid_request", "PIN locked") : Refuse("invalid_pin", "The PIN is invalid");
        }

        if (credential.NeedsOtp && (!_codes.TryGetValue(credential.Id, out string? sent) || sent != code))
        {
            return Refuse("invalid_otp", "The OTP is invalid");
        }

        _codes.TryRemove(credential.Id, out _);
        string[] hashes = Texts(body, two ? "hashes" : "hash");
        if (hashes.Length == 0 || body.GetProperty("numSignatures").GetInt32() != hashes.Length || hashes.Length > credential.MaximumSignatures)
        {
            return Refuse("invalid_request", "Invalid value for parameter numSignatures");
        }

        string sad = Secret();
        _permissions[sad] = new Permission(credential.Id, [.. hashes], _clock.GetUtcNow() + PermissionLifetime);
        return (200, new { SAD = sad, expiresIn = (int)PermissionLifetime.TotalSeconds });
    }

    private (int, object?) Sign(bool two, SimulatedCredential credential, JsonElement body)
    {
        if (Text(body, "SAD") is not { } sad || !_permissions.TryGetValue(sad, out Permission? permission) || permission.Credential != credential.Id)
        {
            return Refuse("invalid_request", "Invalid parameter SAD");
        }

        if (permission.Until < _clock.GetUtcNow())
        {
            return Refuse("invalid_request", "Expired SAD");
        }

        string[] hashes = Texts(body, two ? "hashes" : "hash");
        if (hashes.Any(hash => !permission.Hashes.Remove(hash)))
        {
            return Refuse("invalid_request", "Hash is not authorized by the SAD");
        }

        HashAlgorithmName digest = Hashes[Text(body, two ? "hashAlgorithmOID" : "hashAlgo")!];
        string[] values = [.. hashes.Select(hash => Convert.ToBase64String(CscBodies.Sign(credential, Convert.FromBase64String(hash), digest, Text(body, "signAlgo")!)))];
        return Broken switch
        {
            (CscFault.WrongSignature, "signatures/signHash") => (200, new { signatures = values.Select(_ => Convert.ToBase64String(new byte[64])) }),
            (CscFault.MissingSignature, "signatures/signHash") => (200, new { signatures = values[1..] }),
            _ => (200, new { signatures = values }),
        };
    }

    private async Task<bool> BreakAsync(HttpListenerResponse response)
    {
        switch (Broken.Fault)
        {
            case CscFault.ServerError:
                await WriteAsync(response, 500, "{\"error\":\"server_error\",\"error_description\":\"boom\"}"u8.ToArray(), "application/json");
                return true;
            case CscFault.Busy:
                await WriteAsync(response, 503, "<html>busy</html>"u8.ToArray(), "text/html");
                return true;
            case CscFault.NoJson:
                await WriteAsync(response, 200, "<html>login</html>"u8.ToArray(), "text/html");
                return true;
            case CscFault.NotAnObject:
                await WriteAsync(response, 200, "[1]"u8.ToArray(), "application/json");
                return true;
            case CscFault.TooLong:
                await WriteAsync(response, 200, new byte[1 << 20], "application/json");
                return true;
            case CscFault.Redirect:
                response.RedirectLocation = new Uri(Address, "elsewhere").ToString();
                await WriteAsync(response, 307, [], "application/json");
                return true;
            case CscFault.UnknownError:
                await WriteAsync(response, 400, "{\"error\":\"so ist es eben\",\"error_description\":\"?\"}"u8.ToArray(), "application/json");
                return true;
            case CscFault.Silent:
                await Task.Delay(TimeSpan.FromSeconds(5), _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                response.Abort();
                return true;
            case CscFault.CutOff:
                response.ContentLength64 = 1000;
                await response.OutputStream.WriteAsync("{\"specs\":"u8.ToArray());
                response.Abort();
                return true;
            default:
                return false;
        }
    }

    private static async Task WriteAsync(HttpListenerResponse response, int status, byte[] body, string type)
    {
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength64 = body.Length;
        await response.OutputStream.WriteAsync(body);
        response.Close();
    }

    private static (int, object?) Refuse(string error, string text, int status = 400) => (status, new { error, error_description = text });

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static string? Text(JsonElement body, string name) => body.TryGetProperty(name, out JsonElement found) ? found.GetString() : null;

    private static string[] Texts(JsonElement body, string name) => body.TryGetProperty(name, out JsonElement found) ? [.. found.EnumerateArray().Select(item => item.GetString()!)] : [];

    private static string? AuthData(JsonElement body, string id) => body.TryGetProperty("authData", out JsonElement list)
        ? list.EnumerateArray().Where(item => item.GetProperty("id").GetString() == id).Select(item => item.GetProperty("value").GetString()).FirstOrDefault()
        : null;

    private sealed record Permission(string Credential, HashSet<string> Hashes, DateTimeOffset Until);
}
