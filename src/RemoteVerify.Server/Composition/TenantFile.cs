using System.Text.Json;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Tenants;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Composition;

/// <summary>
/// The tenants from a file of the operator: <c>[{ "id", "name", "parent", "monthlyLimits": { "case.open": 1000 }, "sandbox": false, "embeddedBy": ["https://portal.example"],
/// "returnTo": ["https://portal.example/back"] }]</c>. Without a file every tenant
/// of a registered client is a root without limits.
/// </summary>
public static class TenantFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <exception cref="InvalidDataException">The file is not what it should be, or a client belongs to no tenant of it; the message says which.</exception>
    public static TenantTree Read(string? file, ClientRegistry clients)
    {
        if (file is null)
        {
            return new TenantTree([.. clients.All.Select(client => client.Tenant).Distinct().Select(id => new Tenant(new TenantId(id), id, null, new Dictionary<string, long>()))]);
        }

        TenantTree tree = Parse(File.ReadAllBytes(file));
        return clients.All.FirstOrDefault(client => tree.Find(new TenantId(client.Tenant)) is null) is { } stray
            ? throw new InvalidDataException($"The client {stray.Id} belongs to the tenant '{stray.Tenant}', which is not in {file}.")
            : tree;
    }

    private static TenantTree Parse(byte[] utf8)
    {
        try
        {
            Entry[] entries = JsonSerializer.Deserialize<Entry[]>(utf8, Json) ?? [];
            return new TenantTree([.. entries.Select(entry => new Tenant(
                new TenantId(entry.Id ?? string.Empty), entry.Name ?? entry.Id ?? string.Empty, entry.Parent is { } parent ? new TenantId(parent) : null, entry.MonthlyLimits ?? []) { IsSandbox = entry.Sandbox, EmbeddedBy = [.. (entry.EmbeddedBy ?? []).Select(Origin)], ReturnTo = [.. (entry.ReturnTo ?? []).Select(Return)] })]);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"The file of tenants can't be used: {e.Message}", e);
        }
    }

    /// <summary>An origin without path and without wildcard; http only for this machine. It goes into a header as it is.</summary>
    private static string Origin(string portal) =>
        Uri.TryCreate(portal, UriKind.Absolute, out Uri? uri) && uri.GetLeftPart(UriPartial.Authority).Equals(portal, StringComparison.OrdinalIgnoreCase)
        && uri.UserInfo.Length == 0 && portal.All(char.IsAscii) && !portal.Contains('*') && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new ArgumentException($"embeddedBy names '{portal}'; a portal is an origin such as https://portal.example, without path or wildcard.");

    /// <summary>A whole address to come back to; what the portal must know comes as its query.</summary>
    private static string Return(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.GetLeftPart(UriPartial.Path) == address && uri.UserInfo.Length == 0 && address.All(char.IsAscii) && !address.Contains('*')
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? address
            : throw new ArgumentException($"returnTo names '{address}'; a way back is a whole address such as https://portal.example/back, without query or wildcard.");

    private sealed record Entry(string? Id, string? Name, string? Parent, Dictionary<string, long>? MonthlyLimits, bool Sandbox = false, string[]? EmbeddedBy = null, string[]? ReturnTo = null);
}
