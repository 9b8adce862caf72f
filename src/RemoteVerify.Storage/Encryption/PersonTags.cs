using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Cases;

namespace RemoteVerify.Storage.Encryption;

/// <summary>
/// Finds a person's rows without naming the person: a keyed hash of tenant and number. Without the master key the twelve digits
/// can't be guessed from it, and two tenants' tags of one person differ.
/// </summary>
internal sealed class PersonTags(MasterKey master)
{
    public byte[] Of(TenantId tenant, string personalNumber)
    {
        byte[] key = master.Derive(DerivedKeys.Owners);
        byte[] tag = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{tenant.Value}\n{personalNumber}"));
        CryptographicOperations.ZeroMemory(key);
        return tag;
    }
}
