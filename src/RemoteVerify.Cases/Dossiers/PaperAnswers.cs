using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Papers;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>What databases said about the papers of a dossier, in the order of time: answers, silences, and answers that a person contests.</summary>
public static class PaperAnswers
{
    public static IReadOnlyList<PaperAnswer> Of(Procedure procedure, Dossier dossier)
    {
        IEnumerable<(DateTimeOffset At, PaperAnswer Answer)> kept = dossier.Papers
            .Where(paper => paper.Origin == PaperOrigin.LookedUp)
            .Select(paper => (paper.At, Answer(procedure, paper.Need, paper.About, paper.LookupFound ? LookupAnswer.Answered : LookupAnswer.NoData)));
        IEnumerable<(DateTimeOffset At, PaperAnswer Answer)> open = dossier.OpenLookups
            .Select(lookup => (lookup.LastAskedAt, Answer(procedure, lookup.Need, lookup.About, LookupAnswer.Failed)));
        IEnumerable<(DateTimeOffset At, PaperAnswer Answer)> contested =
            from field in dossier.Fields
            where field.Contest is not null
            let name = PopulationFields.Find(field.Name)
            where name is not null
            from paper in procedure.Papers
            where paper.Source is { Kind: PaperSourceKind.Lookup, Provider: LookupScope.Population } && PopulationFields.Find(paper.Source.Field) == name
            from print in dossier.Papers.Where(d => d.Need == paper.Id && d.Origin == PaperOrigin.LookedUp).Take(1)
            select (field.Contest!.At, Answer(procedure, paper.Id, print.About, LookupAnswer.NoData));
        return [.. kept.Concat(open).Concat(contested).OrderBy(answer => answer.At).Select(answer => answer.Answer)];
    }

    private static PaperAnswer Answer(Procedure procedure, string paper, string? about, LookupAnswer answer) =>
        new(paper, procedure.Papers.Any(rule => rule.Id == paper && rule.PerParticipant) ? about : null, answer);
}
