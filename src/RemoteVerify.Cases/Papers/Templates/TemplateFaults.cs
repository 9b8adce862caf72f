using System.Text;
using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Cases.Papers.Templates;

/// <summary>What is wrong with a template before anything is composed from it.</summary>
internal static class TemplateFaults
{
    private const int MaximumTexts = 200;

    /// <summary>Codes with the member or text they are about; empty for a good template.</summary>
    public static IReadOnlyList<string> Of(PaperTemplate template)
    {
        var faults = new List<string>();
        foreach ((string name, string? value) in new[]
        {
            ("id", template.Id), ("version", template.Version), ("kind", template.Kind), ("legalBasis", template.LegalBasis),
        })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                faults.Add($"missing:{name}");
            }
        }

        if (template.EffectiveFrom == default || template.EffectiveUntil < template.EffectiveFrom)
        {
            faults.Add("dates");
        }

        if (template.Source is not { Count: > 0 } || template.Source.Any(note => note is null || string.IsNullOrWhiteSpace(note.Text)))
        {
            faults.Add("source");
        }

        if (template.LegalReview is not { } review || (review.Status == ReviewStatus.Verified) != review.IsVerified)
        {
            faults.Add("legalReview");
        }

        if (PaperKind.Find(template.Kind ?? "") is not { } kind)
        {
            faults.Add("kind");
        }
        else
        {
            faults.AddRange(kind.Texts.Where(name => template.Texts?.ContainsKey(name) != true).Select(name => $"text-missing:{name}"));
        }

        foreach ((string name, string text) in (template.Texts ?? new Dictionary<string, string>()).Take(MaximumTexts + 1))
        {
            if (text is null || !text.IsNormalized(NormalizationForm.FormC) || TemplateText.Parse(text) is null)
            {
                faults.Add($"text:{name}");
            }
        }

        if (template.Texts?.Count > MaximumTexts)
        {
            faults.Add("too-many-texts");
        }

        return faults;
    }
}
