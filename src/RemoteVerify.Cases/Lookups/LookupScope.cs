using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Cases.Lookups;

/// <summary>What the procedure's version lets the office ask of the population database, and why.</summary>
public static class LookupScope
{
    /// <summary>Id of the population database in procedures.</summary>
    public const string Population = "population";

    /// <summary>The fields that papers and form name; nothing else may be asked.</summary>
    public static IReadOnlyList<PopulationField> Of(Procedure procedure) =>
    [
        .. procedure.Papers
            .Where(paper => paper.Source is { Kind: PaperSourceKind.Lookup, Provider: Population })
            .Select(paper => PopulationFields.Find(paper.Source.Field)?.Field)
            .Concat(procedure.Form
                .Where(field => field.FilledFrom.Contains(FormSource.PopulationDatabase))
                .Select(field => PopulationFields.Find(field.Id)?.Field))
            .OfType<PopulationField>()
            .Distinct()
            .Order(),
    ];

    /// <summary>The rule by which this field may be asked: the paper's own, or that of the procedure.</summary>
    public static string BasisOf(Procedure procedure, IReadOnlyList<PopulationField> fields) => string.Join(
        "; ",
        procedure.Papers
            .Where(paper => paper.Source is { Kind: PaperSourceKind.Lookup, Provider: Population } && paper.LegalBasis is not null
                && PopulationFields.Find(paper.Source.Field) is { } name && fields.Contains(name.Field))
            .Select(paper => paper.LegalBasis!)
            .DefaultIfEmpty(procedure.LegalBasis)
            .Distinct());

    /// <summary>The required papers that an answer about these fields takes the place of.</summary>
    public static IReadOnlyList<string> NeedsOf(Procedure procedure, IReadOnlyList<PopulationField> fields) =>
    [
        .. procedure.Papers
            .Where(paper => paper.Source is { Kind: PaperSourceKind.Lookup, Provider: Population }
                && PopulationFields.Find(paper.Source.Field) is { } name && fields.Contains(name.Field))
            .Select(paper => paper.Id),
    ];
}
