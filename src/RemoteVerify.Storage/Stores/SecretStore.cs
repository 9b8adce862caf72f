using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class SecretStore(StorageContext context, MasterKey master) : ISecretStore
{
    public async Task<byte[]?> FindAsync(string name, CancellationToken cancellationToken)
    {
        SecretRow? row = await context.Secrets.FindAsync([name], cancellationToken);
        if (row is null)
        {
            return null;
        }

        return row.MasterKeyId == master.Id
            ? Sealed.Open(master.Bytes, Place(name), row.Value)
            : throw new StorageIntegrityException($"The secret '{name}' was written under master key '{row.MasterKeyId}', not '{master.Id}'.");
    }

    public async Task PutAsync(string name, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        byte[] box = Sealed.Seal(master.Bytes, Place(name), value.Span);
        if (await context.Secrets.FindAsync([name], cancellationToken) is { } row)
        {
            (row.Value, row.MasterKeyId) = (box, master.Id);
            return;
        }

        context.Secrets.Add(new SecretRow { Name = name, Value = box, MasterKeyId = master.Id });
    }

    private static string Place(string name) => $"secret/{name}";
}
