using System.Collections.Concurrent;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Figures;

namespace RemoteVerify.Server.Endpoints.Kpi;

/// <summary>The public report of each month, worked out once in a while and not for each who asks: hiding small cells looks at the whole table.</summary>
public sealed class PublicKpi(ReadKpi act, TimeProvider time)
{
    private const int MostMonths = 60;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, KpiReport Report)> _months = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1);

    public async Task<Outcome<KpiReport>> ReadAsync(KpiQuestion question, CancellationToken cancellationToken)
    {
        string month = question.Month ?? string.Empty;
        if (!Fresh(month, out KpiReport? whole))
        {
            await _one.WaitAsync(cancellationToken);
            try
            {
                if (!Fresh(month, out whole))
                {
                    if (!(await act.DoAsync(Actor.Anyone, new KpiQuestion(null, null, question.Month, null, null), cancellationToken)).TryGet(out whole, out Refusal? refusal))
                    {
                        return refusal;
                    }

                    Keep(month, whole);
                }
            }
            finally
            {
                _one.Release();
            }
        }

        return question.Unit is { } unit && whole.Lines.All(line => line.Unit.Value != unit)
            ? new Refusal(RefusalCode.KpiUnitUnknown, "There is no such unit. Leave it out to see which there are.")
            : whole with
            {
                Lines = [.. whole.Lines.Where(line => (question.Unit is null || line.Unit.Value == question.Unit) && (question.Procedure is null || line.Procedure is null || line.Procedure == question.Procedure))],
            };
    }

    private bool Fresh(string month, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out KpiReport? report)
    {
        bool fresh = _months.TryGetValue(month, out (DateTimeOffset Until, KpiReport Report) kept) && kept.Until > time.GetUtcNow();
        report = fresh ? kept.Report : null;
        return fresh;
    }

    private void Keep(string month, KpiReport report)
    {
        if (_months.Count >= MostMonths)
        {
            _months.Clear();
        }

        _months[month] = (time.GetUtcNow() + Kept, report);
    }
}
