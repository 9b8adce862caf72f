namespace RemoteVerify.Cases.Countersigning;

/// <summary>The officers of a tenant; the host fills it from its accounts.</summary>
public interface IOfficerDirectory
{
    OfficerProfile? Find(TenantId tenant, string account);
}
