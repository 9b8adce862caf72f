// draft-ietf-httpapi-idempotency-key-header-07 section 2.6: same key and content: the same answer; other content: 422; still running: 409.
using Microsoft.Extensions.Options;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Problems;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Http.Idempotency;

/// <summary>
/// Gives the same answer to a POST that is repeated with its <c>Idempotency-Key</c>. What a request commits is noted in the same transaction
/// (<see cref="RequestMark"/>), so it acts once whatever breaks; see the README for what exactly is promised.
/// </summary>
public sealed partial class IdempotencyMiddleware(RequestDelegate next, RelationalStorage storage, IOptions<ServiceOptions> options, ILogger<IdempotencyMiddleware> logger)
{
    /// <summary>Larger answers are given but not kept; no answer to a POST is.</summary>
    private const int MaximumAnswerBytes = 4 << 20;

    /// <summary>These change nothing, so repeating them is safe as it is; their answers are tokens, times and verdicts that must not be old.</summary>
    private static readonly HashSet<string> SafeAnyway = ["IssueToken", "Timestamp", "Ocsp", "CheckDocument"];

    private static readonly string[] KeptHeaders = ["Content-Type", "Location", "ETag", "Link", "X-Content-SHA256", "X-Result-State", "Upload-Expires", "Tus-Resumable"];

    private readonly AnswerStore _answers = storage.Answers;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!AppliesTo(context))
        {
            await next(context);
            return;
        }

        if (IdempotencyKey.Read(context.Request.Headers[IdempotencyKey.Header].ToString(), context.User) is not { } key)
        {
            await Problem.Of(StatusCodes.Status400BadRequest, "idempotency-key.malformed",
                "Send a key of 1 to 255 visible characters, such as a UUID; without a token of at least 22.").ExecuteAsync(context);
            return;
        }

        HttpOptions limits = options.Value.Http;
        TimeSpan lease = TimeSpan.FromSeconds(limits.LeaseSeconds);
        byte[] tag = _answers.TagOf(IdempotencyKey.ClientOf(context.User), key);
        switch (await _answers.BeginAsync(tag, lease, TimeSpan.FromHours(limits.AnswerHours), context.RequestAborted))
        {
            case KeyState.Begun begun:
                await RunAsync(context, tag, begun.Lease, lease);
                break;
            case KeyState.Answered answered:
                await RepeatAsync(context, answered);
                break;
            case KeyState.Lost lost:
                await TellLostAsync(context, lost);
                break;
            default:
                context.Response.Headers.RetryAfter = "1";
                await Problem.Of(StatusCodes.Status409Conflict, "idempotency-key.in-progress", "The request with this key is still running. Repeat it in a moment.").ExecuteAsync(context);
                break;
        }
    }

    private static bool AppliesTo(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method)
        && context.Request.Headers.ContainsKey(IdempotencyKey.Header)
        && context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName is { } operation
        && !SafeAnyway.Contains(operation);

    private HashingStream Hashed(HttpRequest request)
    {
        System.Security.Cryptography.IncrementalHash hash = _answers.BeginFingerprint();
        request.HttpContext.Response.RegisterForDispose(hash);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(
            $"{request.Method}\n{request.Path}{request.QueryString}\n{request.ContentType}\n{request.Headers.IfMatch}\n{request.Headers[Uploads.UploadReference.Header]}\n"));
        return new HashingStream(request.Body, hash);
    }

    private async Task RunAsync(HttpContext context, byte[] tag, Guid lease, TimeSpan longest)
    {
        HashingStream body = Hashed(context.Request);
        Stream line = context.Response.Body;
        using MemoryStream answer = new();
        using CancellationTokenSource end = new(longest);
        bool kept = false;
        try
        {
            context.Request.Body = body;
            context.Response.Body = answer;

            // A line that breaks must not stop what has begun: the client will ask again with the same key.
            context.RequestAborted = end.Token;
            using (RequestMark.Begin(tag, lease, () => body.Fingerprint))
            {
                await next(context);
            }

            kept = await KeepAsync(context, body, answer, tag, lease);
        }
        finally
        {
            context.Response.Body = line;
            if (!kept)
            {
                await ReleaseAsync(tag, lease);
            }
        }

        // An empty answer is left to be completed: writing nothing would begin it.
        if (answer.Length > 0)
        {
            await line.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), CancellationToken.None);
        }
    }

    /// <summary>Keeps the answer when it will not change; false when the key has to be given back.</summary>
    private async Task<bool> KeepAsync(HttpContext context, HashingStream body, MemoryStream answer, byte[] tag, Guid lease)
    {
        int status = context.Response.StatusCode;
        if (status >= 500 || status is 401 or 408 or 413 or 429 || answer.Length > MaximumAnswerBytes)
        {
            return false;
        }

        try
        {
            Dictionary<string, string> headers = KeptHeaders.Where(context.Response.Headers.ContainsKey).ToDictionary(name => name, name => context.Response.Headers[name].ToString(), StringComparer.Ordinal);
            await _answers.FinishAsync(
                tag, lease, await body.EndAsync(CancellationToken.None), new KeptAnswer(status, headers, IdempotencyKey.ScopesOf(context.User), answer.ToArray()), CancellationToken.None);
            return true;
        }
        catch (Exception e)
        {
            // What was done is done and is told; only its repetition will say that the answer is lost.
            Log.NotKept(logger, e);
            return false;
        }
    }

    private async Task ReleaseAsync(byte[] tag, Guid lease)
    {
        try
        {
            await _answers.ReleaseAsync(tag, lease, CancellationToken.None);
        }
        catch (Exception e)
        {
            // The lease ends by itself.
            Log.NotReleased(logger, e);
        }
    }

    private async Task RepeatAsync(HttpContext context, KeyState.Answered answered)
    {
        if (!await IsSameAsync(context, answered.Fingerprint))
        {
            return;
        }

        KeptAnswer answer = answered.Answer;
        if (answer.Scopes.Except(IdempotencyKey.ScopesOf(context.User)).Any())
        {
            await Problem.Of(StatusCodes.Status403Forbidden, "token.insufficient-scope", "This token has fewer scopes than the one of the first request with this key.").ExecuteAsync(context);
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.Headers["Idempotency-Replayed"] = "true";
        foreach ((string name, string value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Body.Length > 0)
        {
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
    }

    private async Task TellLostAsync(HttpContext context, KeyState.Lost lost)
    {
        if (lost.Fingerprint is { } fingerprint && !await IsSameAsync(context, fingerprint))
        {
            return;
        }

        Microsoft.AspNetCore.Mvc.ProblemDetails problem = Problem.Details(
            StatusCodes.Status409Conflict, "idempotency-key.answer-lost", "The request was carried out, but its answer was lost. It is not carried out again; acts tells what was done. Read what it is about.");
        problem.Extensions["acts"] = lost.Acts.Select(act => new { act = act.Act, caseId = act.Case, result = act.Result }).ToArray();
        await TypedResults.Problem(problem).ExecuteAsync(context);
    }

    /// <summary>True when the content is that of the first request; otherwise the problem is answered.</summary>
    private async Task<bool> IsSameAsync(HttpContext context, byte[] fingerprint)
    {
        byte[] actual;
        try
        {
            actual = await Hashed(context.Request).EndAsync(context.RequestAborted);
        }
        catch (BadHttpRequestException e)
        {
            await Problem.Of(e.StatusCode, Problem.CodeOf(e.StatusCode), "The body can't be read.").ExecuteAsync(context);
            return false;
        }

        if (System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(actual, fingerprint))
        {
            return true;
        }

        await Problem.Of(StatusCodes.Status422UnprocessableEntity, "idempotency-key.reused", "This key was used for another request. Use a new key for each request, and the same one only to repeat it unchanged.").ExecuteAsync(context);
        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "An answer could not be kept for its repetition.")]
        public static partial void NotKept(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "A request's key could not be given back; it is free when its lease ends.")]
        public static partial void NotReleased(ILogger logger, Exception exception);
    }
}
