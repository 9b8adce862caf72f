namespace RemoteVerify.Cases.Countersigning;

/// <summary>An officer (người thực hiện chứng thực, công chứng viên) as the agency registered them.</summary>
/// <param name="Account">Opaque account id, the <see cref="Actor.Id"/> of the officer.</param>
/// <param name="FullName">Name on certificate and statement.</param>
/// <param name="Title">Chức danh.</param>
/// <param name="Organisation">Agency.</param>
public sealed record OfficerProfile(string Account, string FullName, string Title, string Organisation)
{
    public override string ToString() => "OfficerProfile";
}

/// <summary>The officers of a tenant; the host fills it from its accounts.</summary>
public interface IOfficerDirectory
{
    OfficerProfile? Find(TenantId tenant, string account);
}
