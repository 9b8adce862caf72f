using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tenants;

namespace RemoteVerify.Cases.Figures;

/// <summary>One line of the report: a unit with those below it, and a procedure.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Procedure">Code of the procedure; null for all together.</param>
/// <param name="Figures">By measure; null where it is hidden.</param>
public sealed record KpiLine(TenantId Unit, string? Procedure, IReadOnlyDictionary<string, long?> Figures)
{
    /// <summary>Rates from 0 to 1 by name; null where nothing was counted or something is hidden.</summary>
    public IReadOnlyDictionary<string, double?> Rates => Measures.Rates.ToDictionary(
        rate => rate.Name, rate => rate.Of == "timed" ? Share(Get(Measures.OnTime), Get(Measures.OnTime) + Get(Measures.Late)) : Share(Get(rate.Part), Get(rate.Of)), StringComparer.Ordinal);

    /// <summary>Mean seconds that officers worked on a completed case; null as for rates.</summary>
    public double? SecondsPerOfficerCase => Get(Measures.OfficerCases) is > 0 and { } cases && Get(Measures.OfficerSeconds) is { } seconds ? (double)seconds / cases : null;

    private long? Get(string measure) => Figures.GetValueOrDefault(measure);

    private static double? Share(long? part, long? of) => part is { } p && of is > 0 and { } all ? (double)p / all : null;
}

/// <summary>The figures of units and procedures, rolled up along the tree of tenants.</summary>
public sealed class KpiTable
{
    private readonly IReadOnlyList<TenantId> _units;
    private readonly ILookup<TenantId, TenantId> _below;
    private readonly IReadOnlyList<string> _procedures;
    private readonly Dictionary<(TenantId Unit, string? Procedure), Dictionary<string, long>> _own;

    /// <param name="tree">The tenants.</param>
    /// <param name="units">Units to report; of those below only the ones that are among them are seen. A sandbox counts for nobody but itself.</param>
    /// <param name="figures">Sums of days.</param>
    public KpiTable(TenantTree tree, IReadOnlyList<TenantId> units, IReadOnlyList<DailyFigure> figures)
    {
        ArgumentNullException.ThrowIfNull(tree);
        _units = units;
        HashSet<TenantId> seen = [.. units];
        _below = tree.All.Where(tenant => tenant.Parent is not null && !tenant.IsSandbox && seen.Contains(tenant.Id)).ToLookup(tenant => tenant.Parent!.Value, tenant => tenant.Id);
        _procedures = [.. figures.Select(figure => figure.Procedure).Distinct().Order(StringComparer.Ordinal)];
        _own = figures
            .SelectMany(figure => new (TenantId Unit, string? Procedure, DailyFigure Figure)[] { (figure.Tenant, figure.Procedure, figure), (figure.Tenant, null, figure) })
            .GroupBy<(TenantId Unit, string? Procedure, DailyFigure Figure), (TenantId Unit, string? Procedure)>(one => (one.Unit, one.Procedure))
            .ToDictionary(group => group.Key, group => group.GroupBy(one => one.Figure.Measure).ToDictionary(same => same.Key, same => same.Sum(one => one.Figure.Count), StringComparer.Ordinal));
    }

    /// <summary>Codes of the procedures that were counted.</summary>
    public IReadOnlyList<string> Procedures => _procedures;

    /// <summary>Every line with its true figures, units in the given order, all procedures together first.</summary>
    public IReadOnlyList<KpiLine> Lines() =>
    [
        .. _units.SelectMany(unit => ProcedureKeys.Select(procedure => new KpiLine(
            unit, procedure, RolledUp(unit, procedure).ToDictionary(figure => figure.Key, figure => (long?)figure.Value, StringComparer.Ordinal)))),
    ];

    /// <summary>Every line as anyone may see it: nothing that stands for fewer than <see cref="Suppression.Least"/>, and nothing from which that could be worked out.</summary>
    public IReadOnlyList<KpiLine> PublicLines()
    {
        CellBook book = new();
        List<CellSum> sums = [];
        IReadOnlyList<string> counts = [.. Measured().Where(measure => !Measures.Amounts.ContainsKey(measure))];
        foreach (TenantId unit in _units)
        {
            TenantId[] below = [.. Below(unit)];
            foreach (string? procedure in ProcedureKeys)
            {
                Enter(book, sums, new CellPlace(unit, procedure, false), RolledUp(unit, procedure), counts);
                if (below.Length > 0)
                {
                    Enter(book, sums, new CellPlace(unit, procedure, true), Measures.WithSums(Own(unit, procedure)), counts);
                }
            }
        }

        foreach (TenantId unit in _units)
        {
            TenantId[] below = [.. Below(unit)];
            foreach (string measure in counts)
            {
                AddSums(book, sums, unit, below, measure);
            }
        }

        IReadOnlySet<int> hidden = Suppression.Hide(book.Values, sums);
        return [.. Lines().Select(line => line with { Figures = line.Figures.ToDictionary(figure => figure.Key, figure => IsHidden(book, hidden, line, figure.Key) ? null : figure.Value, StringComparer.Ordinal) })];
    }

    private IEnumerable<string?> ProcedureKeys => _procedures.Prepend(null);

    private static bool IsHidden(CellBook book, IReadOnlySet<int> hidden, KpiLine line, string measure) =>
        hidden.Contains(book.Find(new CellPlace(line.Unit, line.Procedure, false), Measures.Amounts.GetValueOrDefault(measure) ?? measure));

    /// <summary>The measures of a place as cells, and the sums among them.</summary>
    private static void Enter(CellBook book, List<CellSum> sums, CellPlace place, Dictionary<string, long> figures, IReadOnlyList<string> counts)
    {
        foreach (string measure in counts)
        {
            book.Enter(place, measure, figures.GetValueOrDefault(measure));
        }

        foreach ((string sum, IReadOnlyList<string> parts) in Measures.Partitions)
        {
            sums.Add(new CellSum(book.Find(place, sum), [.. parts.Select(part => book.Find(place, part))]));
        }

        string[] steps = [.. counts.Where(measure => measure.StartsWith(Measures.Abandoned + ":", StringComparison.Ordinal))];
        if (steps.Length > 0)
        {
            sums.Add(new CellSum(book.Find(place, Measures.Abandoned), [.. steps.Select(step => book.Find(place, step))]));
        }
    }

    /// <summary>A unit is its own cases and the units below; all procedures are each of them.</summary>
    private void AddSums(CellBook book, List<CellSum> sums, TenantId unit, TenantId[] below, string measure)
    {
        if (below.Length > 0)
        {
            foreach (string? procedure in ProcedureKeys)
            {
                sums.Add(new CellSum(
                    book.Find(new CellPlace(unit, procedure, false), measure),
                    [book.Find(new CellPlace(unit, procedure, true), measure), .. below.Select(child => book.Find(new CellPlace(child, procedure, false), measure))]));
            }
        }

        foreach (bool own in below.Length > 0 ? new[] { false, true } : [false])
        {
            if (_procedures.Count > 0)
            {
                sums.Add(new CellSum(book.Find(new CellPlace(unit, null, own), measure), [.. _procedures.Select(procedure => book.Find(new CellPlace(unit, procedure, own), measure))]));
            }
        }
    }

    private IReadOnlyList<string> Measured() =>
        [.. _units.SelectMany(unit => RolledUp(unit, null).Keys).Distinct().Order(StringComparer.Ordinal)];

    private IReadOnlyDictionary<string, long> Own(TenantId unit, string? procedure) =>
        _own.TryGetValue((unit, procedure), out Dictionary<string, long>? own) ? own : new Dictionary<string, long>();

    private Dictionary<string, long> RolledUp(TenantId unit, string? procedure)
    {
        Dictionary<string, long> sum = new(StringComparer.Ordinal);
        Collect(unit, procedure, sum);
        return Measures.WithSums(sum);
    }

    private void Collect(TenantId unit, string? procedure, Dictionary<string, long> sum)
    {
        foreach ((string measure, long count) in Own(unit, procedure))
        {
            sum[measure] = sum.GetValueOrDefault(measure) + count;
        }

        foreach (TenantId child in Below(unit))
        {
            Collect(child, procedure, sum);
        }
    }

    private IEnumerable<TenantId> Below(TenantId unit) => _below[unit];

    /// <summary>Where a cell stands.</summary>
    /// <param name="OwnOnly">Without the units below; not shown, but anyone can work it out from what is.</param>
    private readonly record struct CellPlace(TenantId Unit, string? Procedure, bool OwnOnly);

    private sealed class CellBook
    {
        private readonly Dictionary<(CellPlace, string), int> _places = [];
        private readonly List<long> _values = [];

        public IReadOnlyList<long> Values => _values;

        public void Enter(CellPlace place, string measure, long value)
        {
            _places[(place, measure)] = _values.Count;
            _values.Add(value);
        }

        public int Find(CellPlace place, string measure) => _places[(place, measure)];
    }
}
