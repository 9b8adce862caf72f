using RemoteVerify.Cases;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Server.Composition.Keys;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>A paper that may be taken in.</summary>
public sealed record PointPaper(string Id, string TitleVi, string TitleEn);

/// <summary>The form with which a service point takes papers in; it names nobody, so that a machine may keep it for times without signal.</summary>
/// <param name="Key">The service's public point.</param>
/// <param name="Papers">Papers of the procedures in force that people bring.</param>
/// <param name="IsOnline">The page came from the service now and can send.</param>
public sealed record PointForm(string Key, IReadOnlyList<PointPaper> Papers, bool IsOnline)
{
    public static async Task<PointForm> MakeAsync(PointKey key, ListProcedures procedures, bool isOnline, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(procedures);
        IReadOnlyList<OfferedProcedure> offered = (await procedures.DoAsync(Actor.Anyone, null, cancellationToken)).Value;
        IEnumerable<RequiredPaper> papers = offered.SelectMany(one => one.Procedure.Papers).Where(paper => paper.Source.Kind != PaperSourceKind.OfficerScan);
        return new PointForm(
            await key.PublicAsync(cancellationToken),
            [.. papers.GroupBy(paper => paper.Id).Select(same => new PointPaper(same.Key, same.First().TitleVi, same.First().TitleEn)).OrderBy(paper => paper.Id, StringComparer.Ordinal)],
            isOnline);
    }
}
