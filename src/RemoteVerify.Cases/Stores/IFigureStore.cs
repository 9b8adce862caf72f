using RemoteVerify.Cases.Figures;

namespace RemoteVerify.Cases.Stores;

/// <summary>Cases in which something happened since a place in the log.</summary>
/// <param name="Cases">Each once, with its tenant.</param>
/// <param name="Next">Where to go on.</param>
/// <param name="IsLast">Nothing more has happened.</param>
public sealed record ChangedCases(IReadOnlyList<(CaseId Case, TenantId Tenant)> Cases, long Next, bool IsLast);

/// <summary>What cases add to the figures, the sums of days, and answers about satisfaction. Nothing in it names a person.</summary>
public interface IFigureStore
{
    /// <summary>How far in the log the figures have come: an index of leaves.</summary>
    Task<long> PlaceAsync(CancellationToken cancellationToken);

    /// <summary>Notes how far; two at once conflict at commit, and then neither counted twice.</summary>
    Task MoveAsync(long place, CancellationToken cancellationToken);

    /// <param name="from">First leaf to look at.</param>
    /// <param name="leaves">Most leaves.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ChangedCases> ChangedAsync(long from, int leaves, CancellationToken cancellationToken);

    /// <summary>Puts what a case adds in the place of what it added before, and moves the sums of the days by the difference.</summary>
    Task PutAsync(CaseFigures figures, CancellationToken cancellationToken);

    /// <summary>Sums of days between two days, both included.</summary>
    Task<IReadOnlyList<DailyFigure>> ListAsync(IReadOnlyList<TenantId> tenants, DateOnly from, DateOnly until, CancellationToken cancellationToken);

    /// <summary>Makes the sums of all days anew from what the cases add.</summary>
    /// <returns>How many sums were not what they must be.</returns>
    Task<int> SumAnewAsync(CancellationToken cancellationToken);

    /// <summary>Keeps an answer; a second one of the same person and case conflicts at commit.</summary>
    void Add(SatisfactionAnswer answer);

    Task<bool> HasAnsweredAsync(CaseId id, Sha256Digest person, CancellationToken cancellationToken);

    /// <summary>Answers of a case.</summary>
    Task<IReadOnlyList<SatisfactionAnswer>> AnswersAsync(CaseId id, CancellationToken cancellationToken);
}
