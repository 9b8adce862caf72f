using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Storage.Encryption;

/// <summary>The associated data of what lies directly under the master key; part of the stored form.</summary>
internal static class Places
{
    public static string Secret(string name) => $"secret/{name}";

    public static string TenantKey(string tenant) => $"tenant-key/{tenant}";

    public static string DataKey(Guid scope, DataClass dataClass) => $"data-key/{scope:D}/{dataClass}";

    public static string DataKey(string tenant, Guid scope, DataClass dataClass) => $"data-key/{tenant}/{scope:D}/{dataClass}";

    public static string PersonHandle(byte[] person) => $"person-handle/{Convert.ToHexStringLower(person)}";

    public static string UploadKey(Guid upload) => $"upload/{upload:D}/key";
}
