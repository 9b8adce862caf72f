using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Composition;

/// <summary>The helpers among the registered clients. Read at the start, so that a mistake in the file stops it.</summary>
public sealed class RegisteredHelpers : IHelperDirectory
{
    private const int MostThatCanBeMeant = 1000;

    private readonly Dictionary<string, (string Tenant, RegisteredHelper Helper)> _helpers;

    /// <exception cref="InvalidDataException">A helper's number of assistances a day is not 1 to 1000; the message names the helper.</exception>
    public RegisteredHelpers(ClientRegistry clients)
    {
        ArgumentNullException.ThrowIfNull(clients);
        _helpers = clients.All.Where(client => client.Kind == ClientKind.Helper).ToDictionary(client => client.Id, client => (client.Tenant, Helper(client)), StringComparer.Ordinal);
    }

    public RegisteredHelper? Find(TenantId tenant, string account) =>
        _helpers.TryGetValue(account, out (string Tenant, RegisteredHelper Helper) found) && found.Tenant == tenant.Value ? found.Helper : null;

    private static RegisteredHelper Helper(ClientRegistration client)
    {
        int most = client.AssistancesADay ?? RegisteredHelper.DefaultMostInADay;
        return most is >= 1 and <= MostThatCanBeMeant
            ? new RegisteredHelper(client.Id, client.Name, client.Organisation ?? client.Tenant, most)
            : throw new InvalidDataException($"The helper {client.Id}: assistancesADay is 1 to {MostThatCanBeMeant}.");
    }
}
