using RemoteVerify.Cases.Papers.Orders;

namespace RemoteVerify.Cases.Results;

/// <summary>That a signed document of its own is about an earlier result and must be seen together with it.</summary>
/// <param name="Tenant">Tenant.</param>
/// <param name="Target">The earlier result.</param>
/// <param name="Document">The signed document.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Title">Its title.</param>
/// <param name="Officer">Account of who linked it.</param>
/// <param name="At">From when it counts.</param>
public sealed record RelatedAct(TenantId Tenant, PublishedId Target, PublishedId Document, RelatedActKind Kind, string Title, string Officer, DateTimeOffset At)
{
    public override string ToString() => $"RelatedAct {Kind} {Document}";
}
