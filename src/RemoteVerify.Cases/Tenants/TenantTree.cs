namespace RemoteVerify.Cases.Tenants;

/// <summary>All tenants of a service. The tree serves reports alone; no act reads another tenant's data by it.</summary>
public sealed class TenantTree
{
    /// <summary>Longest way from a root to a leaf: ministry, province, commune and spare.</summary>
    public const int MostLevels = 8;

    private readonly Dictionary<TenantId, Tenant> _tenants;
    private readonly ILookup<TenantId, TenantId> _below;

    /// <exception cref="ArgumentException">An id stands twice, a parent is missing, tenants stand above each other in a circle, or an act is unknown; the message names it.</exception>
    public TenantTree(IReadOnlyList<Tenant> tenants)
    {
        ArgumentNullException.ThrowIfNull(tenants);
        if (tenants.GroupBy(tenant => tenant.Id).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The tenant '{twice.Key}' stands there twice.", nameof(tenants));
        }

        _tenants = tenants.ToDictionary(tenant => tenant.Id);
        _below = tenants.Where(tenant => tenant.Parent is not null).ToLookup(tenant => tenant.Parent!.Value, tenant => tenant.Id);
        HashSet<string> acts = [.. Act.All.Select(act => act.Code)];
        foreach (Tenant tenant in tenants)
        {
            Check(tenant, acts);
        }
    }

    /// <summary>Tenants in the order of their ids.</summary>
    public IReadOnlyList<Tenant> All => [.. _tenants.Values.OrderBy(tenant => tenant.Id.Value, StringComparer.Ordinal)];

    public Tenant? Find(TenantId id) => _tenants.GetValueOrDefault(id);

    /// <summary>The tenant and all below it; the tenant alone when it is not in the tree.</summary>
    public IReadOnlyList<TenantId> WithBelow(TenantId id)
    {
        List<TenantId> found = [id];
        for (int i = 0; i < found.Count; i++)
        {
            found.AddRange(_below[found[i]].OrderBy(below => below.Value, StringComparer.Ordinal));
        }

        return found;
    }

    private void Check(Tenant tenant, HashSet<string> acts)
    {
        if (tenant.Id.Value.Length is 0 or > 64 || tenant.Id.Value.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')))
        {
            throw new ArgumentException($"The tenant id '{tenant.Id}' must have 1 to 64 letters, digits, '-', '_' or '.'.");
        }

        if (tenant.MonthlyLimits.FirstOrDefault(limit => !acts.Contains(limit.Key) || limit.Value < 0) is { Key: { } wrong })
        {
            throw new ArgumentException($"The tenant '{tenant.Id}' has a limit for '{wrong}' that can't be kept: name an act's code and a number from 0.");
        }

        int levels = 1;
        for (TenantId? above = tenant.Parent; above is { } id; above = _tenants[id].Parent)
        {
            if (!_tenants.ContainsKey(id))
            {
                throw new ArgumentException($"The tenant '{tenant.Id}' stands below '{id}', which is not among the tenants.");
            }

            if (++levels > MostLevels)
            {
                throw new ArgumentException($"The tenant '{tenant.Id}' stands more than {MostLevels} levels deep, or below itself.");
            }
        }
    }
}
