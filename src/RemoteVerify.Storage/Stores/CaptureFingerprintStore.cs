using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class CaptureFingerprintStore(StorageContext context, MasterKey master) : ICaptureFingerprintStore
{
    private const int MostListed = 100;

    public void Add(TenantId tenant, string personalNumber, ReadOnlyMemory<byte> fingerprints, DateTimeOffset at) => context.CaptureFingerprints.Add(new CaptureFingerprintRow
    {
        Person = PersonTag(tenant, personalNumber),
        At = Time.Write(at),
        Data = fingerprints.ToArray(),
    });

    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ListAsync(TenantId tenant, string personalNumber, DateTimeOffset now, CancellationToken cancellationToken)
    {
        byte[] person = PersonTag(tenant, personalNumber);
        long oldest = Time.Write(now - ICaptureFingerprintStore.Kept);
        List<byte[]> found = await context.CaptureFingerprints.AsNoTracking()
            .Where(row => row.Person == person && row.At >= oldest).OrderByDescending(row => row.At).Take(MostListed).Select(row => row.Data).ToListAsync(cancellationToken);
        return [.. found.Select(data => (ReadOnlyMemory<byte>)data)];
    }

    /// <summary>Without the master key the tag can't be made from a number, so the twelve digits can't be guessed from it.</summary>
    private byte[] PersonTag(TenantId tenant, string personalNumber)
    {
        byte[] key = master.Derive(DerivedKeys.Fingerprints);
        byte[] tag = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{tenant.Value}\n{personalNumber}"));
        CryptographicOperations.ZeroMemory(key);
        return tag;
    }
}
