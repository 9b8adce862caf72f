using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using RemoteVerify.Cases;
using RemoteVerify.Cases.SignIn.Desks;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Pages.Desk;

namespace RemoteVerify.Server.Security.Passkeys;

/// <summary>An officer as the framework's passkey handler knows one.</summary>
/// <param name="Id">What devices keep of the officer: a hash, which names nobody.</param>
/// <param name="Client">The registration.</param>
public sealed record OfficerUser(string Id, ClientRegistration Client)
{
    public static OfficerUser Of(ClientRegistration client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new OfficerUser(Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes("remoteverify officer " + client.Id))), client);
    }

    public override string ToString() => nameof(OfficerUser);
}

/// <summary>
/// The registered officers and their passkeys, for the framework's handler, which only reads: what changes is an act of the room Cases. The file of clients is the only list of officers.
/// </summary>
public sealed class OfficerUsers(ClientRegistry clients, IUnitOfWorkFactory stores) : IUserPasskeyStore<OfficerUser>
{
    private readonly Dictionary<string, OfficerUser> _officers =
        clients.All.Where(client => DeskVisits.SitsAtDesk(client)).Select(OfficerUser.Of).ToDictionary(user => user.Id, StringComparer.Ordinal);

    public Task<OfficerUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(_officers.GetValueOrDefault(userId));

    public Task<OfficerUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Task.FromResult(clients.Find(normalizedUserName) is { } client && DeskVisits.SitsAtDesk(client) ? OfficerUser.Of(client) : null);

    public Task<string> GetUserIdAsync(OfficerUser user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(OfficerUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Client.Id);

    public Task<string?> GetNormalizedUserNameAsync(OfficerUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Client.Id);

    public async Task<OfficerUser?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        return await unit.DeskAccess.FindPasskeyAsync(credentialId, cancellationToken) is { } found && clients.Find(found.Account) is { } client && IsOf(found, client) ? OfficerUser.Of(client) : null;
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(OfficerUser user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        return await unit.DeskAccess.FindPasskeyAsync(credentialId, cancellationToken) is { } found && IsOf(found, user.Client) ? Info(found) : null;
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(OfficerUser user, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        return [.. (await unit.DeskAccess.ListPasskeysAsync(new TenantId(user.Client.Tenant), user.Client.Id, cancellationToken)).Select(Info)];
    }

    public Task AddOrUpdatePasskeyAsync(OfficerUser user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw ByActs();

    public Task RemovePasskeyAsync(OfficerUser user, byte[] credentialId, CancellationToken cancellationToken) => throw ByActs();

    public Task SetUserNameAsync(OfficerUser user, string? userName, CancellationToken cancellationToken) => throw ByActs();

    public Task SetNormalizedUserNameAsync(OfficerUser user, string? normalizedName, CancellationToken cancellationToken) => throw ByActs();

    public Task<IdentityResult> CreateAsync(OfficerUser user, CancellationToken cancellationToken) => throw ByActs();

    public Task<IdentityResult> UpdateAsync(OfficerUser user, CancellationToken cancellationToken) => throw ByActs();

    public Task<IdentityResult> DeleteAsync(OfficerUser user, CancellationToken cancellationToken) => throw ByActs();

    public void Dispose()
    {
    }

    private static bool IsOf(OfficerPasskey passkey, ClientRegistration client) =>
        DeskVisits.SitsAtDesk(client) && passkey.Account == client.Id && passkey.Tenant.Value == client.Tenant;

    private static UserPasskeyInfo Info(OfficerPasskey one) => new(
        one.CredentialId.ToArray(), one.PublicKey.ToArray(), one.CreatedAt, one.SignCount, [.. one.Transports], one.IsUserVerified, one.IsBackupEligible, one.IsBackedUp,
        one.AttestationObject.ToArray(), one.ClientData.ToArray()) { Name = one.Name };

    private static InvalidOperationException ByActs() => new("Officers are registered in the file of clients, and their passkeys change by acts alone.");
}
