using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Cases.Figures;

/// <summary>A national target, as published.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Target">Share from 0 to 1.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Measured">How this service measures it.</param>
/// <param name="Source">Where the target was read.</param>
/// <param name="LegalReview">Whether somebody compared it with the text.</param>
public sealed record NationalTarget(string Id, double Target, BilingualText Title, BilingualText Measured, string Source, LegalReview LegalReview);

/// <summary>Words of the question about satisfaction.</summary>
public sealed record SatisfactionTexts(BilingualText Citizen, BilingualText Officer, IReadOnlyList<BilingualText> Answers);

/// <summary>Texts and targets delivered with the service.</summary>
public static class FigureData
{
    private const string Folder = "RemoteVerify.Cases.Figures.Data.";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly Lazy<IReadOnlyList<NationalTarget>> Targets = new(() => Read<NationalTarget[]>("national-targets.json"));
    private static readonly Lazy<SatisfactionTexts> Texts = new(() => Read<SatisfactionTexts>("satisfaction.json"));

    public static IReadOnlyList<NationalTarget> National => Targets.Value;

    public static SatisfactionTexts Satisfaction => Texts.Value;

    private static T Read<T>(string name)
    {
        using Stream data = typeof(FigureData).Assembly.GetManifestResourceStream(Folder + name) ?? throw new InvalidOperationException($"{name} is missing from the build.");
        return JsonSerializer.Deserialize<T>(data, Json) ?? throw new InvalidOperationException($"{name} is empty.");
    }
}
