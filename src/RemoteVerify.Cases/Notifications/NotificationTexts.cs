using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Cases.Notifications;

/// <summary>Words for one event, by channel; {code} stands for the code of the case.</summary>
public sealed record EventTexts(string Push, string Sms, string Counter);

/// <summary>Words of the printed slip.</summary>
public sealed record SlipTexts(string Title, string CaseLine, string CodeLine, string How, string Keep, string Page, string Desk);

/// <summary>What people are told, as data. A text names nobody: who reads a message on a locked screen, or over a shoulder, learns no more than the code of a case.</summary>
/// <param name="Version">Version of the texts.</param>
/// <param name="Source">Where they come from.</param>
/// <param name="LegalReview">Whether somebody compared them with the law.</param>
/// <param name="Events">By type of event; people are told of no other.</param>
/// <param name="Slip">Of the printed slip.</param>
public sealed record NotificationTexts(string Version, string Source, LegalReview LegalReview, IReadOnlyDictionary<string, EventTexts> Events, SlipTexts Slip)
{
    private const string Name = "RemoteVerify.Cases.Notifications.Data.texts.vi.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly Lazy<NotificationTexts> Embedded = new(() =>
    {
        using Stream data = typeof(NotificationTexts).Assembly.GetManifestResourceStream(Name) ?? throw new InvalidOperationException($"{Name} is missing from the build.");
        return JsonSerializer.Deserialize<NotificationTexts>(data, Json) ?? throw new InvalidOperationException($"{Name} is empty.");
    });

    /// <summary>The texts delivered with the service.</summary>
    public static NotificationTexts Delivered => Embedded.Value;

    /// <summary>What is sent by a gateway.</summary>
    public string Message(string type, NotificationChannel channel, string caseCode) =>
        (channel == NotificationChannel.Sms ? Events[type].Sms : Events[type].Push).Replace("{code}", caseCode, StringComparison.Ordinal);
}
