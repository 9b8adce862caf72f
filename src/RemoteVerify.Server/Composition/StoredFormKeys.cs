using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Server.Composition;

/// <summary>
/// The keys of the pages' forms and sign-ins, among the secrets of the store: encrypted under the master key, the same on every node, in every backup, and re-encrypted
/// with the others when the master key changes. Each key is a numbered secret of its own, so that two nodes that make one at once lose none.
/// </summary>
internal sealed class StoredFormKeys(IUnitOfWorkFactory stores) : IXmlRepository
{
    private const int MostTries = 8;

    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(ReadAsync).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => Task.Run(() => WriteAsync(element)).GetAwaiter().GetResult();

    private static string NameOf(int number) => $"form-key/{number}";

    private async Task<IReadOnlyCollection<XElement>> ReadAsync()
    {
        List<XElement> found = [];
        await using IUnitOfWork unit = await stores.BeginAsync(CancellationToken.None);
        while (await unit.Secrets.FindAsync(NameOf(found.Count + 1), CancellationToken.None) is { } kept)
        {
            found.Add(XElement.Parse(Encoding.UTF8.GetString(kept)));
        }

        return found;
    }

    private async Task WriteAsync(XElement element)
    {
        byte[] text = Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
        for (int tried = 0; tried < MostTries; tried++)
        {
            int next = (await ReadAsync()).Count + 1;
            await using IUnitOfWork unit = await stores.BeginAsync(CancellationToken.None);
            if (await unit.Secrets.FindAsync(NameOf(next), CancellationToken.None) is null)
            {
                await unit.Secrets.PutAsync(NameOf(next), text, CancellationToken.None);
                if (await unit.CommitAsync(CancellationToken.None) == CommitResult.Committed)
                {
                    return;
                }
            }
        }

        throw new InvalidOperationException("The key of the forms could not be kept.");
    }
}
