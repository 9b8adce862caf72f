using RemoteVerify.Cases.Privacy;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>What people ask for about their data: what waits first, the soonest due at the top. Each opening of the list is recorded.</summary>
public sealed class DataRequestsModel(ListDataRequests list, TimeProvider time) : DeskPage
{
    public IReadOnlyList<DataRequest> All { get; private set; } = [];

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    /// <summary>The colour of a state's tag; its words say the same.</summary>
    public static string TagOf(DataRequestState state) => state switch
    {
        DataRequestState.Open or DataRequestState.Contested => "govuk-tag--yellow",
        DataRequestState.Granted => "govuk-tag--green",
        _ => "govuk-tag--grey",
    };

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        All = [.. (await list.DoAsync(Visit.Actor, false, null, ListDataRequests.MaximumPage, cancellationToken)).Value.OrderBy(one => one.IsOpen ? 0 : 1).ThenBy(one => one.IsOpen ? one.DueAt : DateTimeOffset.MaxValue).ThenByDescending(one => one.At)];
}
