using RemoteVerify.Cases;

namespace RemoteVerify.Server.Composition;

/// <summary>The tenant that a page turned out to belong to; its portals may show the page in a frame.</summary>
public sealed record PageTenant(TenantId Tenant);

/// <summary>Tells the headers whose page this is.</summary>
public static class PageTenantExtensions
{
    /// <summary>Call it when the page knows its tenant: until then, and for a tenant that names no portal, nobody may frame the page.</summary>
    public static void BelongTo(this HttpContext context, TenantId tenant) => context.Features.Set(new PageTenant(tenant));
}
