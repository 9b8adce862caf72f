using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Intake;

/// <summary>What a citizen must still give before the office can work. What a database answers is never asked for.</summary>
public static class Completeness
{
    /// <summary><c>field:ID</c> and <c>paper:ID</c> of everything that is missing.</summary>
    public static IReadOnlyList<string> Missing(Procedure procedure, CaseFile file) =>
    [
        .. procedure.Form
            .Where(field => field.Required && string.IsNullOrWhiteSpace(file.Dossier.Value(field.Id)))
            .Select(field => $"field:{field.Id}"),
        .. procedure.Papers
            .Where(paper => paper.Required && paper.Source.Kind == PaperSourceKind.Upload)
            .SelectMany(paper => Absent(paper, file)),
    ];

    private static IEnumerable<string> Absent(RequiredPaper paper, CaseFile file) => paper.PerParticipant
        ? file.Signers.Where(p => !file.Dossier.Papers.Any(d => d.Need == paper.Id && d.About == p.Id.Value)).Select(p => $"paper:{paper.Id}:{p.Id.Value}")
        : file.Dossier.PaperFor(paper.Id) is null ? [$"paper:{paper.Id}"] : [];
}
