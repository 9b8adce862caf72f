using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Cases;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Endpoints;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Capture;

/// <summary>
/// A capture where a proxy lets no WebSocket through: the same messages, collected into posts, and the service's own in the answers. The first post holds the hello (or the resume)
/// and its answer names the line; the secret of the line goes into a header of every further post.
/// </summary>
public static class CapturePosts
{
    /// <summary>Name of the operation, by which the limits of requests know it.</summary>
    public const string Operation = "PostCaptureFrames";

    /// <summary>Carries the secret of the line.</summary>
    public const string LineHeader = "Capture-Line";

    /// <summary>How long an answer waits for what the service says to the frames of its post.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(10);

    public static void MapCapturePosts(this RouteGroupBuilder api) =>
        api.MapPost("/verifications/{id:guid}/capture/frames", PostAsync).WithName(Operation).AllowAnonymous().ExcludeFromDescription()
            .WithMetadata(new RequestSizeLimitAttribute(PostedBody.MaximumBytes));

    private static async Task<IResult> PostAsync(Guid id, HttpContext context, CaptureEngines engines, PostedLines lines, PostedCaptures captures, IOptions<ServiceOptions> options, CancellationToken cancellationToken)
    {
        if (CaptureEndpoint.Obstacle(context.Request, engines, options.Value.PublicAddress) is { } obstacle)
        {
            return obstacle;
        }

        string secret = context.Request.Headers[LineHeader].ToString();
        VerificationId verification = new(id);
        bool isFirst = secret.Length == 0;
        if (isFirst)
        {
            if (captures.Open(verification, context.Request.Query.ContainsKey("resume")) is not { } opened)
            {
                return CaptureEndpoint.Busy();
            }

            secret = opened;
        }

        if (lines.Find(secret, verification) is not { } line)
        {
            return Problem.Of(StatusCodes.Status410Gone, "capture.line-gone", "This line of the capture is over. Come back with the secret of the last ready message, or begin another try.");
        }

        if (!line.TryEnter())
        {
            return Problem.Of(StatusCodes.Status409Conflict, "capture.post-under-way", "Wait for the answer to the post before.");
        }

        try
        {
            return await AnswerAsync(context, line, secret, isFirst, cancellationToken);
        }
        finally
        {
            line.Leave();
        }
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, PostedSocket line, string secret, bool isFirst, CancellationToken cancellationToken)
    {
        IReadOnlyList<(WebSocketMessageType Type, ReadOnlyMemory<byte> Bytes)> messages;
        try
        {
            // A post without messages asks what the service has to say.
            (byte[]? body, IResult? problem) = context.Request.ContentLength is 0 ? ([], null) : await context.Request.ReadBytesAsync(PostedBody.MaximumBytes, cancellationToken);
            if (body is null)
            {
                line.Abort();
                return problem!;
            }

            messages = PostedBody.Read(body);
        }
        catch (CaptureFormatException)
        {
            line.Abort();
            return Problem.Of(StatusCodes.Status400BadRequest, "capture.bad-post", "Send each message as kind, length and bytes.");
        }

        foreach ((WebSocketMessageType type, ReadOnlyMemory<byte> bytes) in messages)
        {
            line.Post(type, bytes);
        }

        // Every frame is acknowledged, so that is what its post waits for.
        int expected = isFirst ? 1 : messages.Count(message => message.Type == WebSocketMessageType.Binary);
        IReadOnlyList<byte[]> answers = await line.CollectAsync(expected, isFirst ? FirstPatience : Patience, cancellationToken);
        return TypedResults.Json(new PostedAnswer(secret, [.. answers.Select(answer => JsonSerializer.Deserialize<JsonElement>(answer))], line.State == WebSocketState.Closed));
    }

    /// <param name="Line">The secret of the line.</param>
    /// <param name="Messages">What the service says, in its order.</param>
    /// <param name="Closed">No further post is taken.</param>
    private sealed record PostedAnswer(string Line, IReadOnlyList<JsonElement> Messages, bool Closed);
}
