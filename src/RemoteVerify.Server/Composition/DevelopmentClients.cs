using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Composition;

/// <summary>
/// Clients for a first start outside Production: their secrets are drawn at random and written once into
/// <c>development-credentials.json</c> of the data directory, readable by the service's user alone.
/// </summary>
public static class DevelopmentClients
{
    public const string Tenant = "development";
    public const string Organisation = "UBND phường Thử Nghiệm";

    public static ClientRegistry LoadOrCreate(string dataDirectory)
    {
        string registry = Path.Combine(dataDirectory, "development-clients.json");
        if (File.Exists(registry))
        {
            return ClientRegistry.Read(File.ReadAllBytes(registry));
        }

        List<ClientRegistration> clients = [];
        Dictionary<string, string> secrets = [];
        foreach ((string id, ClientKind kind, string name) in new[]
        {
            ("portal", ClientKind.Portal, "Cổng dịch vụ (thử nghiệm)"),
            ("officer", ClientKind.Officer, "Cán bộ Thử Nghiệm"),
            ("seal", ClientKind.Organisation, "Văn thư (thử nghiệm)"),
            ("operator", ClientKind.Operator, "Người vận hành (thử nghiệm)"),
            ("helper", ClientKind.Helper, "Người hỗ trợ Thử Nghiệm"),
        })
        {
            string secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
            secrets[id] = secret;
            clients.Add(new ClientRegistration(id, kind, Tenant, name, ClientRegistry.HashSecret(secret), null, Organisation));
        }

        WritePrivate(Path.Combine(dataDirectory, "development-credentials.json"), JsonSerializer.SerializeToUtf8Bytes(secrets));
        WritePrivate(registry, ClientRegistry.Write(clients));
        return new ClientRegistry(clients);
    }

    private static void WritePrivate(string path, byte[] content)
    {
        using FileStream file = new(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        file.Write(content);
    }
}
