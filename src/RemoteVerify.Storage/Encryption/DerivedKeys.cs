using Microsoft.EntityFrameworkCore;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Encryption;

/// <summary>
/// The keys that are derived from the master key. Rows are found by what they make (whose result it is, which request), so a change of the master
/// key keeps them: they are put into the store under the new one, and every later start takes them from there.
/// </summary>
internal static class DerivedKeys
{
    public const string Owners = "RemoteVerify owners of results v1";
    public const string Fingerprints = "RemoteVerify capture fingerprints v1";
    public const string IdempotencyKeys = "RemoteVerify idempotency keys v1";
    public const string Requests = "RemoteVerify request fingerprints v1";
    public const string Answers = "RemoteVerify kept answers v1";

    /// <summary>All purposes; a new one must stand here, or a rotation loses what it finds (a test compares with the sources).</summary>
    public static readonly IReadOnlyList<string> All = [Owners, Fingerprints, IdempotencyKeys, Requests, Answers];

    private const string Prefix = "derived-key/";

    /// <summary>The name of the secret that keeps one.</summary>
    public static string NameOf(string purpose) => Prefix + purpose;

    /// <summary>Gives the master key what was kept over earlier changes.</summary>
    public static async Task LoadAsync(StorageContext context, MasterKey master, CancellationToken cancellationToken)
    {
        foreach (SecretRow row in await context.Secrets.AsNoTracking().Where(s => s.Name.StartsWith(Prefix)).ToListAsync(cancellationToken))
        {
            master.Keep(row.Name[Prefix.Length..], Sealed.Open(master.Bytes, Places.Secret(row.Name), row.Value));
        }
    }
}
