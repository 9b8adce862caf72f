using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Server.Composition.Keys;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>A paper that may be taken in.</summary>
public sealed record PointPaper(string Id, string TitleVi, string TitleEn);

/// <summary>A procedure that may be begun.</summary>
/// <param name="Code">Its code.</param>
/// <param name="TitleVi">Name in Vietnamese.</param>
/// <param name="TitleEn">The same in English.</param>
/// <param name="Fields">What only the person can say; the rest comes from chip and databases, or is asked later.</param>
/// <param name="Papers">What no database holds.</param>
/// <param name="Originals">What the person shows at the office, where an officer scans it.</param>
public sealed record PointProcedure(
    string Code, string TitleVi, string TitleEn, IReadOnlyList<FormFieldRule> Fields, IReadOnlyList<PointPaper> Papers, IReadOnlyList<PointPaper> Originals);

/// <summary>The forms with which a service point takes papers and dossiers in; they name nobody, so that a machine may keep them for times without signal.</summary>
/// <param name="Key">The service's public point.</param>
/// <param name="Papers">Papers of the procedures in force that people bring.</param>
/// <param name="Procedures">Procedures that one person can begin.</param>
/// <param name="Points">Where the camera step can be booked; null while it is not known whose helper looks.</param>
/// <param name="IsOnline">The page came from the service now and can send.</param>
public sealed record PointForm(
    string Key, IReadOnlyList<PointPaper> Papers, IReadOnlyList<PointProcedure> Procedures, IReadOnlyList<ServicePoint>? Points, bool IsOnline)
{
    /// <param name="key">Seals.</param>
    /// <param name="procedures">Procedures in force.</param>
    /// <param name="points">The helper's service points; null without a helper.</param>
    /// <param name="isOnline">The page can send.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<PointForm> MakeAsync(PointKey key, ListProcedures procedures, IReadOnlyList<ServicePoint>? points, bool isOnline, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(procedures);
        IReadOnlyList<OfferedProcedure> offered = (await procedures.DoAsync(Actor.Anyone, null, cancellationToken)).Value;
        IEnumerable<RequiredPaper> papers = offered.SelectMany(one => one.Procedure.Papers).Where(paper => paper.Source.Kind != PaperSourceKind.OfficerScan);
        return new PointForm(
            await key.PublicAsync(cancellationToken),
            [.. papers.GroupBy(paper => paper.Id).Select(same => PaperOf(same.First())).OrderBy(paper => paper.Id, StringComparer.Ordinal)],
            [.. offered.Where(one => one.IsOffered && ReceiveDossier.Takes(one.Procedure.Journey)).Select(one => ProcedureOf(one.Procedure))],
            points?.Where(point => point.Opening.Count > 0).ToList(),
            isOnline);
    }

    private static PointProcedure ProcedureOf(Procedure procedure) => new(
        procedure.Code, procedure.TitleVi, procedure.TitleEn,
        [.. procedure.Form.Where(rule => rule.Required && rule.FilledFrom is [FormSource.Typed])],
        PapersOf(procedure, PaperSourceKind.Upload), PapersOf(procedure, PaperSourceKind.OfficerScan));

    private static IReadOnlyList<PointPaper> PapersOf(Procedure procedure, PaperSourceKind kind) => [.. procedure.Papers.Where(paper => paper.Source.Kind == kind).Select(PaperOf)];

    private static PointPaper PaperOf(RequiredPaper paper) => new(paper.Id, paper.TitleVi, paper.TitleEn);
}
