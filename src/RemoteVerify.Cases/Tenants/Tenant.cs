namespace RemoteVerify.Cases.Tenants;

/// <summary>One agency or organisation, and where it stands in the tree (a province above its communes). Its data is its own: standing above opens nothing.</summary>
/// <param name="Id">Id; part of every row that belongs to it.</param>
/// <param name="Name">Name for reports.</param>
/// <param name="Parent">The tenant above, or null for a root.</param>
/// <param name="MonthlyLimits">Most acts of a kind in one month of Vietnam, by the act's code; an act that is not named has no limit.</param>
public sealed record Tenant(TenantId Id, string Name, TenantId? Parent, IReadOnlyDictionary<string, long> MonthlyLimits)
{
    /// <summary>Developers of portals try things here: every paper is a trial, nothing ever has effect, and its figures count nowhere else.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>Origins of portals whose pages may show the citizen's pages of this tenant in a frame (<c>https://portal.example</c>).</summary>
    public IReadOnlyList<string> EmbeddedBy { get; init; } = [];

    /// <summary>Addresses of portals to which the citizen's pages of this tenant may lead back (<c>https://portal.example/back</c>), each whole and without a query.</summary>
    public IReadOnlyList<string> ReturnTo { get; init; } = [];

    /// <summary>The limit of an act, or null.</summary>
    public long? LimitOf(string act) => MonthlyLimits.TryGetValue(act, out long limit) ? limit : null;

    public override string ToString() => $"Tenant {Id}";
}
