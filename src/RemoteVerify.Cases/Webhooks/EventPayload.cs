using System.Text.Json;
using System.Text.RegularExpressions;

namespace RemoteVerify.Cases.Webhooks;

/// <summary>
/// What an endpoint is sent: type, time and ids. Who wants more asks the API for it, under its own rights and on record. Nothing here names
/// a person, and a subject that is not an id is left out.
/// </summary>
public static partial class EventPayload
{
    /// <summary>Type of the event that a client asks for to try its endpoint.</summary>
    public const string Ping = "webhook.ping";

    /// <summary>UTF-8 JSON without spaces; the same bytes for the same event at every try.</summary>
    public static byte[] Of(WebhookDelivery delivery)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", delivery.Type);
            json.WriteString("timestamp", delivery.At.UtcDateTime);
            json.WriteStartObject("data");
            json.WriteString("eventId", delivery.EventId);
            if (delivery.Case is { } about)
            {
                json.WriteString("caseId", about.Value);
            }
            else
            {
                json.WriteString("endpointId", delivery.Endpoint.Value);
            }

            if (SubjectOf(delivery.Subject) is { } subject)
            {
                json.WriteString("subject", subject);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>The subject of an event as it is told outside: only when it is an id.</summary>
    public static string? SubjectOf(string? subject) => subject is not null && Ids().IsMatch(subject) ? subject : null;

    /// <summary>Ids of this service, participants of a case (<c>p1</c>), <c>officer</c>, and numbers of register books.</summary>
    [GeneratedRegex(@"^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]{1,12}-?[0-9]{0,6}|[\p{L}\p{Nd}/,.-]{1,32}/[0-9]{4}/[0-9]{1,9})$")]
    private static partial Regex Ids();
}
