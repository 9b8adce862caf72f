using RemoteVerify.Cases;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Composition;

/// <summary>The officers among the registered clients.</summary>
public sealed class RegisteredOfficers(ClientRegistry clients) : IOfficerDirectory
{
    public OfficerProfile? Find(TenantId tenant, string account) =>
        clients.Find(account) is { Kind: ClientKind.Officer } client && client.Tenant == tenant.Value
            ? new OfficerProfile(client.Id, client.Name, client.Title ?? "Công chức tư pháp - hộ tịch (thử nghiệm)", client.Organisation ?? tenant.Value)
            : null;
}
