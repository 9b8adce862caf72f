using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Cases.Privacy;

/// <summary>In how many working days a kind of request is answered.</summary>
public sealed record RequestTerm(DataRequestKind Kind, string TitleVi, int WorkingDays, string BasisVi, IReadOnlyList<SourceNote> Source, LegalReview LegalReview);

/// <summary>Within how many hours a breach is notified.</summary>
public sealed record BreachTerm(int Hours, string BasisVi, IReadOnlyList<SourceNote> Source, LegalReview LegalReview);

/// <summary>After how many months the impact assessment is updated.</summary>
public sealed record AssessmentTerm(int Months, string BasisVi, IReadOnlyList<SourceNote> Source, LegalReview LegalReview);

/// <summary>For how many days a granted export can be fetched.</summary>
public sealed record ExportTerm(int Days, string BasisVi, IReadOnlyList<SourceNote> Source, LegalReview LegalReview);

/// <summary>The times that the law on personal data sets, as data with their sources.</summary>
public sealed record PrivacyTerms(string Version, IReadOnlyList<RequestTerm> Requests, BreachTerm Breach, AssessmentTerm ImpactAssessment, ExportTerm Export)
{
    private static readonly Lazy<PrivacyTerms> Embedded = new(() => PrivacyData.Read<PrivacyTerms>("privacy-terms.json"));

    /// <summary>The terms delivered with the service.</summary>
    public static PrivacyTerms Delivered => Embedded.Value;

    public RequestTerm Of(DataRequestKind kind) => Requests.First(term => term.Kind == kind);

    public override string ToString() => $"PrivacyTerms {Version}";
}

/// <summary>The data files of this folder, which are part of the build.</summary>
internal static class PrivacyData
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    public static T Read<T>(string name)
        where T : class
    {
        using Stream data = typeof(PrivacyData).Assembly.GetManifestResourceStream($"RemoteVerify.Cases.Privacy.Data.{name}") ?? throw new InvalidOperationException($"{name} is missing from the build.");
        return JsonSerializer.Deserialize<T>(data, Json) ?? throw new InvalidOperationException($"{name} is empty.");
    }
}
