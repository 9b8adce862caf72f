using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.Fees;
using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Papers;
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
        .. PaperNeeds.Missing(
                PaperNeeds.Of(procedure, [.. file.Signers.Select(p => p.Id.Value)], PaperAnswers.Of(procedure, file.Dossier)), Present(procedure, file))
            .Select(need => need.Participant is { } whose ? $"paper:{need.Paper.Id}:{whose}" : $"paper:{need.Paper.Id}"),
        .. CaseFees.MissingFields(procedure, file.Dossier).Select(field => $"field:{field}"),
        .. procedure.Marital is { } marital ? MaritalPurposes.Missing(marital, file.Dossier).Select(field => $"field:{field}") : [],
    ];

    /// <summary>What is in the dossier; a look-up's print is not the paper that was asked for after it.</summary>
    private static HashSet<(string Paper, string? Participant)> Present(Procedure procedure, CaseFile file) =>
    [
        .. file.Dossier.Papers
            .Where(paper => paper.Origin is PaperOrigin.Uploaded or PaperOrigin.ScannedByOfficer)
            .Select(paper => (paper.Need, procedure.Papers.Any(rule => rule.Id == paper.Need && rule.PerParticipant) ? paper.About : null)),
    ];
}
