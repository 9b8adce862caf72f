// CORS: the Fetch standard, section 3.2. Private Network Access: the header Access-Control-Allow-Private-Network.
using System.Net;
using System.Text.Json;
using RemoteVerify.Signer.Approving;
using RemoteVerify.Signer.Pairing;

namespace RemoteVerify.Signer.Serving;

/// <summary>HTTP on 127.0.0.1 alone. Every request must come from a paired origin; all but the state need the pairing token too.</summary>
internal sealed class SignerHost(int port, PairingFile pairings, SigningDesk desk) : IDisposable
{
    public const string TokenHeader = "X-Pairing-Token";

    /// <summary>A batch of fifty documents stays far below this.</summary>
    private const int MaximumBodyBytes = 64 << 10;

    private const int MaximumAtOnce = 16;

    private static readonly TimeSpan BodyPatience = TimeSpan.FromSeconds(10);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 8 };

    private readonly HttpListener _listener = new() { Prefixes = { $"http://127.0.0.1:{port}/" }, IgnoreWriteExceptions = true };
    private readonly SemaphoreSlim _places = new(MaximumAtOnce, MaximumAtOnce);

    /// <summary>Serves until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        using CancellationTokenRegistration stop = cancellationToken.Register(_listener.Stop);
        Terminal.Say($"Sẵn sàng / ready: http://127.0.0.1:{port}");
        while (!cancellationToken.IsCancellationRequested)
        {
            await _places.WaitAsync(cancellationToken);
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (cancellationToken.IsCancellationRequested && e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            _ = ServeAsync(context, cancellationToken);
        }
    }

    public void Dispose()
    {
        _listener.Close();
        _places.Dispose();
    }

    private async Task ServeAsync(HttpListenerContext context, CancellationToken cancellationToken)
    {
        try
        {
            (int status, object? body) = await AnswerAsync(context.Request, context.Response, cancellationToken);
            await WriteAsync(context.Response, status, body);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Terminal.Say(e is OperationCanceledException ? "Đã dừng. / Stopped." : $"{e.GetType().Name}: {e.Message}");
            await WriteAsync(context.Response, SignerProblem.Broken.Status, SignerProblem.Broken);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<(int Status, object? Body)> AnswerAsync(HttpListenerRequest request, HttpListenerResponse response, CancellationToken cancellationToken)
    {
        // Another name that leads here is a page that had its name point to this machine.
        if (request.Headers["Host"] != $"127.0.0.1:{port}" || !request.IsLocal)
        {
            return Refuse(SignerProblem.HostRefused);
        }

        if (request.Headers["Origin"] is not { } origin || !pairings.Knows(origin))
        {
            return Refuse(SignerProblem.OriginRefused);
        }

        response.Headers["Access-Control-Allow-Origin"] = origin;
        response.Headers["Vary"] = "Origin";
        if (request.HttpMethod == "OPTIONS")
        {
            response.Headers["Access-Control-Allow-Methods"] = "GET, POST";
            response.Headers["Access-Control-Allow-Headers"] = $"content-type, {TokenHeader}";
            response.Headers["Access-Control-Allow-Private-Network"] = "true";
            response.Headers["Access-Control-Max-Age"] = "600";
            return (204, null);
        }

        bool paired = pairings.Accepts(origin, request.Headers[TokenHeader]);
        return (request.HttpMethod, request.Url?.AbsolutePath) switch
        {
            ("GET", "/status") => (200, new StatusAnswer("RemoteVerify.Signer", 1, paired, desk.IsBusy)),
            (_, "/certificates" or "/sign" or "/sign/batch") when !paired => Refuse(SignerProblem.PairingRefused),
            ("GET", "/certificates") => (200, desk.Certificates()),
            ("POST", "/sign") => await SignOneAsync(origin, request, cancellationToken),
            ("POST", "/sign/batch") => await SignBatchAsync(origin, request, cancellationToken),
            _ => Refuse(SignerProblem.NotFound),
        };
    }

    private async Task<(int, object?)> SignOneAsync(string origin, HttpListenerRequest request, CancellationToken cancellationToken)
    {
        (SignBody? body, SignerProblem? problem) = await ReadAsync<SignBody>(request, cancellationToken);
        if (body is null)
        {
            return Refuse(problem!);
        }

        BatchBody one = new(body.CertificateSerial, body.HashAlgorithm, body.SignatureAlgorithm, [new BatchDocument(body.DocumentName, body.DocumentSha256, body.HashToSign)]);
        (BatchAnswer? answer, problem) = await desk.SignAsync(origin, one, cancellationToken);
        return answer is null ? Refuse(problem!) : (200, answer.Signatures[0]);
    }

    private async Task<(int, object?)> SignBatchAsync(string origin, HttpListenerRequest request, CancellationToken cancellationToken)
    {
        (BatchBody? body, SignerProblem? problem) = await ReadAsync<BatchBody>(request, cancellationToken);
        if (body is null)
        {
            return Refuse(problem!);
        }

        (BatchAnswer? answer, problem) = await desk.SignAsync(origin, body, cancellationToken);
        return answer is null ? Refuse(problem!) : (200, answer);
    }

    private static async Task<(T? Body, SignerProblem? Problem)> ReadAsync<T>(HttpListenerRequest request, CancellationToken cancellationToken)
        where T : class
    {
        if (request.ContentType?.Split(';')[0].Trim() != "application/json")
        {
            return (null, SignerProblem.MediaType);
        }

        using MemoryStream body = new();
        byte[] piece = new byte[4096];
        try
        {
            int read;
            while ((read = await request.InputStream.ReadAsync(piece, cancellationToken).AsTask().WaitAsync(BodyPatience, cancellationToken)) > 0)
            {
                if (body.Length + read > MaximumBodyBytes)
                {
                    return (null, SignerProblem.TooLarge);
                }

                body.Write(piece, 0, read);
            }

            return JsonSerializer.Deserialize<T>(body.ToArray(), Json) is { } parsed ? (parsed, null) : (null, SignerProblem.Malformed);
        }
        catch (TimeoutException)
        {
            return (null, SignerProblem.TooSlow);
        }
        catch (JsonException)
        {
            return (null, SignerProblem.Malformed);
        }
    }

    private static (int, object?) Refuse(SignerProblem problem) => (problem.Status, problem);

    private static async Task WriteAsync(HttpListenerResponse response, int status, object? body)
    {
        try
        {
            response.StatusCode = status;
            response.Headers["Cache-Control"] = "no-store";
            response.Headers["X-Content-Type-Options"] = "nosniff";
            byte[] bytes = body switch
            {
                null => [],
                SignerProblem problem => JsonSerializer.SerializeToUtf8Bytes(
                    new { type = $"urn:remoteverify:problem:{problem.Code}", title = problem.Detail, status, code = problem.Code }, Json),
                _ => JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Json),
            };
            response.ContentType = body is SignerProblem ? "application/problem+json" : body is null ? null : "application/json";
            response.ContentLength64 = bytes.Length;
            await response.OutputStream.WriteAsync(bytes);
            response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The page has gone; nobody is left to tell.
            response.Abort();
        }
    }
}
