using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Cases.Sharing;

/// <summary>A text that people agree to, with the days on which it may be agreed to.</summary>
/// <param name="Id">Stable id of the text.</param>
/// <param name="Version">Version; together with the id it is kept with the answer.</param>
/// <param name="Purpose">What it is agreed to for.</param>
/// <param name="EffectiveFrom">First day.</param>
/// <param name="EffectiveUntil">Last day; null when open.</param>
/// <param name="TextVi">What the person reads.</param>
/// <param name="TextEn">In English.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="LegalReview">Whether a lawyer looked at it.</param>
public sealed record ShareConsentText(
    string Id, string Version, string Purpose, DateOnly EffectiveFrom, DateOnly? EffectiveUntil, string TextVi, string TextEn, string Source, LegalReview LegalReview)
{
    /// <summary>Id and version: what an agreement names.</summary>
    [JsonIgnore]
    public string Name => $"{Id}/{Version}";

    public bool IsInForce(DateOnly day) => day >= EffectiveFrom && (EffectiveUntil is not { } last || day <= last);
}

/// <summary>The texts of a share. There is no default: an agreement names the text it is about.</summary>
/// <param name="texts">The texts.</param>
/// <param name="onlyVerified">Production: a text that nobody compared with the law can't be agreed to.</param>
public sealed class ShareConsentTexts(IReadOnlyList<ShareConsentText> texts, bool onlyVerified = false)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public IReadOnlyList<ShareConsentText> All { get; } = texts;

    /// <summary>The texts that are delivered with the service.</summary>
    public static ShareConsentTexts Delivered(bool onlyVerified = false)
    {
        System.Reflection.Assembly assembly = typeof(ShareConsentTexts).Assembly;
        List<ShareConsentText> texts = [];
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".consent.json", StringComparison.Ordinal)).Order())
        {
            using Stream data = assembly.GetManifestResourceStream(name)!;
            texts.Add(JsonSerializer.Deserialize<ShareConsentText>(data, Json)!);
        }

        return new ShareConsentTexts(texts, onlyVerified);
    }

    /// <summary>The text with this name if it may be agreed to on that day.</summary>
    public Outcome<ShareConsentText> Find(string? name, DateOnly day) => Usable(day).FirstOrDefault(t => t.Name == name) is { } found
        ? found
        : new Refusal(
            RefusalCode.ConsentTextUnknown,
            "Name the text that the person read and agreed to, with its version; a text that is not in force, or in Production not verified, can't be agreed to.",
            [],
            [.. Usable(day).Select(t => t.Name)]);

    private IEnumerable<ShareConsentText> Usable(DateOnly day) => All.Where(t => t.IsInForce(day) && (!onlyVerified || t.LegalReview.IsVerified));
}
