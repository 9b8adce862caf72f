namespace RemoteVerify.Cases.Papers.Templates;

/// <summary>Chooses the template of a paper by kind and day.</summary>
/// <param name="source">Every template there is, asked at every look-up, so that an imported one works without a restart.</param>
/// <param name="onlyVerified">Production: a template that nobody compared with the law is refused.</param>
public sealed class PaperTemplates(Func<IReadOnlyList<PaperTemplate>> source, bool onlyVerified = false)
{
    private static readonly Lazy<IReadOnlyList<PaperTemplate>> Embedded = new(ReadEmbedded);

    /// <summary>The templates delivered with the service.</summary>
    public static IReadOnlyList<PaperTemplate> Delivered => Embedded.Value;

    /// <summary>Chooses among the delivered templates only.</summary>
    public static PaperTemplates OfDelivered(bool onlyVerified = false) => new(() => Delivered, onlyVerified);

    /// <summary>The template in force on <paramref name="day"/>, the newest start first.</summary>
    /// <param name="id">Null: the kind's own.</param>
    public Outcome<PaperTemplate> Find(PaperKind kind, string? id, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(kind);
        string wanted = id ?? kind.Code;
        PaperTemplate[] known =
            [.. source().Where(template => template.Kind == kind.Code && template.Id == wanted).OrderByDescending(template => template.EffectiveFrom)];
        if (known.Length == 0)
        {
            return new Refusal(
                RefusalCode.PaperTemplateUnknown, "No template of this kind has this id. Import one, or name one that is there.", [], [kind.Code, wanted]);
        }

        PaperTemplate? found = known.FirstOrDefault(template => template.IsInForce(day));
        if (found is null)
        {
            return new Refusal(
                RefusalCode.PaperTemplateNotInForce, "No version of this template is in force on the day of issue. Import one that is.", [], [wanted]);
        }

        return onlyVerified && !found.LegalReview.IsVerified
            ? new Refusal(
                RefusalCode.PaperTemplateNotVerified, "Nobody has compared this template with the law yet, so nothing is issued from it. Have it verified and import it again.", [], [found.Id, found.Version])
            : found;
    }

    private static IReadOnlyList<PaperTemplate> ReadEmbedded()
    {
        System.Reflection.Assembly assembly = typeof(PaperTemplates).Assembly;
        var templates = new List<PaperTemplate>();
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".template.json", StringComparison.Ordinal)).Order())
        {
            using Stream data = assembly.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            data.CopyTo(bytes);
            templates.Add(PaperTemplateReader.Read(bytes.ToArray()).Value);
        }

        return templates;
    }
}
