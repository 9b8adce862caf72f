using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class UsedOnceStore(StorageContext context) : IUsedOnceStore
{
    public void Add(string purpose, string value, DateTimeOffset expiresAt) => context.UsedOnce.Add(new UsedOnceRow
    {
        Key = SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}\n{value}")),
        ExpiresAt = Time.Write(expiresAt),
    });
}
