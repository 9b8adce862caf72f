using System.Text.Json;
using System.Text.Json.Serialization;

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
    string Id, string Version, string Purpose, DateOnly EffectiveFrom, DateOnly? EffectiveUntil, string TextVi, string TextEn, string Source, ConsentReview LegalReview)
{
    /// <summary>Id and version: what an agreement names.</summary>
    [JsonIgnore]
    public string Name => $"{Id}/{Version}";

    public bool IsInForce(DateOnly day) => day >= EffectiveFrom && (EffectiveUntil is not { } last || day <= last);
}

/// <summary>Whether a text was compared with the law.</summary>
/// <param name="Status"><c>unverified</c> or <c>verified</c>.</param>
/// <param name="By">Who; only when verified.</param>
/// <param name="On">When; only when verified.</param>
public sealed record ConsentReview(string Status, string? By = null, DateOnly? On = null)
{
    public override string ToString() => Status;
}

/// <summary>The texts that are delivered with the service. There is no default: an agreement names the text it is about.</summary>
public sealed class ShareConsentTexts(IReadOnlyList<ShareConsentText> texts)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public IReadOnlyList<ShareConsentText> All { get; } = texts;

    public static ShareConsentTexts Delivered()
    {
        System.Reflection.Assembly assembly = typeof(ShareConsentTexts).Assembly;
        List<ShareConsentText> texts = [];
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".consent.json", StringComparison.Ordinal)).Order())
        {
            using Stream data = assembly.GetManifestResourceStream(name)!;
            texts.Add(JsonSerializer.Deserialize<ShareConsentText>(data, Json)!);
        }

        return new ShareConsentTexts(texts);
    }

    /// <summary>The text with this name if it may be agreed to on that day.</summary>
    public Outcome<ShareConsentText> Find(string? name, DateOnly day) => All.FirstOrDefault(t => t.Name == name && t.IsInForce(day)) is { } found
        ? found
        : new Refusal(
            RefusalCode.ConsentTextUnknown,
            "Name the text that the person read and agreed to, with its version; a text that is not in force today can't be agreed to.",
            [],
            [.. All.Where(t => t.IsInForce(day)).Select(t => t.Name)]);
}
