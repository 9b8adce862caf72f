using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using RemoteVerify.Cases.Notifications;

namespace RemoteVerify.Server.Notifications;

/// <summary>
/// Hands a message to a gateway: <c>POST messages { id, to, text }</c> with the id as <c>Idempotency-Key</c>. Only an answer that names this very id
/// and says that it is taken counts; a gateway that repeats itself or says something else gets the message again, which it knows by the id.
/// </summary>
public sealed partial class GatewayClient(NotificationChannel channel, GatewayOptions options, IHttpClientFactory clients, ILogger<GatewayClient> logger) : INotificationGateway
{
    /// <summary>Name of the client with time-out and limit that the host configures.</summary>
    public const string ClientName = "notification-gateway";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    public NotificationChannel Channel => channel;

    public bool IsAvailable => options.Address is not null;

    public async Task<NotificationAnswer> SendAsync(GatewayMessage message, CancellationToken cancellationToken)
    {
        if (options.Address is not { } address)
        {
            return new NotificationAnswer(false, true, "not-configured");
        }

        using HttpClient http = clients.CreateClient(ClientName);
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(address, "messages"))
        {
            Content = JsonContent.Create(new { id = message.Id, to = message.Address, text = message.Text }, options: Json),
        };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", message.Id.ToString("D"));
        if (options.Key is { Length: > 0 } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", System.Text.Encoding.UTF8.GetString(SecretReference.Read(key)));
        }

        NotificationAnswer answer = await AskAsync(http, request, message, cancellationToken);
        if (!answer.IsTaken)
        {
            Log.NotTaken(logger, channel, answer.Code);
        }

        return answer;
    }

    private static async Task<NotificationAnswer> AskAsync(HttpClient http, HttpRequestMessage request, GatewayMessage message, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await http.SendAsync(request, cancellationToken);
            byte[] body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted => Understood(body, message),

                // The address is none, or the person wants no messages.
                HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity => new NotificationAnswer(false, true, Status(answer)),
                _ => new NotificationAnswer(false, false, Status(answer)),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new NotificationAnswer(false, false, "timed-out");
        }
        catch (HttpRequestException)
        {
            return new NotificationAnswer(false, false, "unreachable");
        }
    }

    private static NotificationAnswer Understood(byte[] body, GatewayMessage message)
    {
        try
        {
            return JsonSerializer.Deserialize<AnswerBody>(body, Json) is { } said && said.Id == message.Id && said.State is "taken" or "known"
                ? new NotificationAnswer(true, false, "taken")
                : new NotificationAnswer(false, false, "malformed");
        }
        catch (JsonException)
        {
            return new NotificationAnswer(false, false, "malformed");
        }
    }

    private static string Status(HttpResponseMessage answer) => string.Create(CultureInfo.InvariantCulture, $"status-{(int)answer.StatusCode}");

    private sealed record AnswerBody(Guid Id, string State);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The gateway of {Channel} did not take a message: {Reason}.")]
        public static partial void NotTaken(ILogger logger, NotificationChannel channel, string reason);
    }
}
