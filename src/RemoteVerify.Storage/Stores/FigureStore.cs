using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Figures;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class FigureStore(StorageContext context) : IFigureStore
{
    public async Task<long> PlaceAsync(CancellationToken cancellationToken) => (await PlaceRowAsync(cancellationToken))?.Place ?? 0;

    public async Task MoveAsync(long place, CancellationToken cancellationToken)
    {
        if (await PlaceRowAsync(cancellationToken) is not { } row)
        {
            context.FigurePlaces.Add(new FigurePlaceRow { Name = FigurePlaceRow.Cases, Place = place, Version = 1 });
            return;
        }

        row.Place = place;
        row.Version++;
    }

    public async Task<ChangedCases> ChangedAsync(long from, int leaves, CancellationToken cancellationToken)
    {
        var page = await context.AuditLeaves.AsNoTracking().Where(l => l.Index >= from).OrderBy(l => l.Index).Take(leaves)
            .Select(l => new { l.Index, l.CaseId }).ToListAsync(cancellationToken);
        Guid[] ids = [.. page.Where(l => l.CaseId is not null).Select(l => l.CaseId!.Value).Distinct()];
        var cases = await context.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id).Select(c => new { c.Id, c.Tenant }).ToListAsync(cancellationToken);
        return new ChangedCases(
            [.. cases.Select(c => (new CaseId(c.Id), new TenantId(c.Tenant)))], page.Count == 0 ? from : page[^1].Index + 1, page.Count < leaves);
    }

    public async Task PutAsync(CaseFigures figures, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(figures);
        Guid id = figures.Case.Value;
        Dictionary<(int, string), CaseFigureRow> before = (await context.CaseFigures.Where(f => f.CaseId == id).ToListAsync(cancellationToken)).ToDictionary(f => (f.Day, f.Measure));
        foreach (Figure figure in figures.Figures)
        {
            int day = Write(figure.Day);
            if (before.Remove((day, figure.Measure), out CaseFigureRow? known))
            {
                await AddAsync(known, figure.Count - known.Count, cancellationToken);
                known.Count = figure.Count;
                continue;
            }

            CaseFigureRow row = new() { CaseId = id, Day = day, Measure = figure.Measure, Tenant = figures.Tenant.Value, Procedure = figures.Procedure, Count = figure.Count };
            context.CaseFigures.Add(row);
            await AddAsync(row, figure.Count, cancellationToken);
        }

        foreach (CaseFigureRow gone in before.Values)
        {
            await AddAsync(gone, -gone.Count, cancellationToken);
            context.CaseFigures.Remove(gone);
        }
    }

    public async Task<IReadOnlyList<DailyFigure>> ListAsync(IReadOnlyList<TenantId> tenants, DateOnly from, DateOnly until, CancellationToken cancellationToken)
    {
        string[] ids = [.. tenants.Select(tenant => tenant.Value)];
        (int first, int last) = (Write(from), Write(until));
        List<DailyFigureRow> rows = await context.DailyFigures.AsNoTracking().Where(f => ids.Contains(f.Tenant) && f.Day >= first && f.Day <= last && f.Count != 0).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new DailyFigure(new TenantId(row.Tenant), row.Procedure, Read(row.Day), row.Measure, row.Count))];
    }

    public async Task<int> SumAnewAsync(CancellationToken cancellationToken)
    {
        // Whoever counts meanwhile conflicts at the place.
        await MoveAsync(await PlaceAsync(cancellationToken), cancellationToken);
        var sums = await context.CaseFigures.AsNoTracking().GroupBy(f => new { f.Tenant, f.Procedure, f.Day, f.Measure })
            .Select(g => new { g.Key, Count = g.Sum(f => f.Count) }).ToListAsync(cancellationToken);
        Dictionary<(string, string, int, string), DailyFigureRow> known = (await context.DailyFigures.ToListAsync(cancellationToken))
            .ToDictionary(f => (f.Tenant, f.Procedure, f.Day, f.Measure));
        int corrected = 0;
        foreach (var sum in sums)
        {
            if (!known.Remove((sum.Key.Tenant, sum.Key.Procedure, sum.Key.Day, sum.Key.Measure), out DailyFigureRow? row))
            {
                row = new DailyFigureRow { Tenant = sum.Key.Tenant, Procedure = sum.Key.Procedure, Day = sum.Key.Day, Measure = sum.Key.Measure };
                context.DailyFigures.Add(row);
            }

            corrected += row.Count == sum.Count ? 0 : 1;
            row.Count = sum.Count;
        }

        corrected += known.Values.Count(row => row.Count != 0);
        context.DailyFigures.RemoveRange(known.Values);
        return corrected;
    }

    public void Add(SatisfactionAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        context.Satisfaction.Add(new SatisfactionRow
        {
            CaseId = answer.Case.Value,
            Person = answer.PersonSha256.ToBytes(),
            Tenant = answer.Tenant.Value,
            IsOfficer = answer.IsOfficer,
            Score = answer.Score,
            At = Time.Write(answer.At),
        });
    }

    public Task<bool> HasAnsweredAsync(CaseId id, Sha256Digest person, CancellationToken cancellationToken)
    {
        byte[] hash = person.ToBytes();
        return context.Satisfaction.AsNoTracking().AnyAsync(s => s.CaseId == id.Value && s.Person == hash, cancellationToken);
    }

    public async Task<IReadOnlyList<SatisfactionAnswer>> AnswersAsync(CaseId id, CancellationToken cancellationToken) =>
    [
        .. (await context.Satisfaction.AsNoTracking().Where(s => s.CaseId == id.Value).OrderBy(s => s.At).ToListAsync(cancellationToken)).Select(s => new SatisfactionAnswer(
            id, new TenantId(s.Tenant), Sha256Digest.FromBytes(s.Person), s.IsOfficer, s.Score, Time.Read(s.At))),
    ];

    private async Task AddAsync(CaseFigureRow of, long difference, CancellationToken cancellationToken)
    {
        if (difference == 0)
        {
            return;
        }

        DailyFigureRow? row = await context.DailyFigures.FindAsync([of.Tenant, of.Procedure, of.Day, of.Measure], cancellationToken);
        if (row is null)
        {
            row = new DailyFigureRow { Tenant = of.Tenant, Procedure = of.Procedure, Day = of.Day, Measure = of.Measure };
            context.DailyFigures.Add(row);
        }

        row.Count += difference;
    }

    private async Task<FigurePlaceRow?> PlaceRowAsync(CancellationToken cancellationToken) => await context.FigurePlaces.FindAsync([FigurePlaceRow.Cases], cancellationToken);

    private static int Write(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;

    private static DateOnly Read(int day) => new(day / 10_000, day / 100 % 100, day % 100);
}
