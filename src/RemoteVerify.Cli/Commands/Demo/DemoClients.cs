using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RemoteVerify.Cli.Commands.Demo;

/// <summary>The clients that the demo registers with its service; each has credentials of its own.</summary>
internal sealed record DemoClients(string PortalSecret, string DefaultPortalSecret, string SealSecret)
{
    /// <summary>The organisation of the demo's officers, as printed.</summary>
    public const string Organisation = "UBND phường Thử Nghiệm";

    private const int Iterations = 210_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static DemoClients Write(string path, string officerKeyPem, string officerName, IEnumerable<object>? notaries = null)
    {
        DemoClients clients = new(Secret(), Secret(), Secret());
        object[] registrations =
        [
            new { id = "portal", kind = "portal", tenant = DemoWorld.TestTenant, name = "Cổng dịch vụ thử nghiệm", secretHash = Hash(clients.PortalSecret), organisation = Organisation },
            new { id = "officer", kind = "officer", tenant = DemoWorld.TestTenant, name = officerName, publicKeyPem = officerKeyPem, organisation = Organisation, title = "Công chức Tư pháp - Hộ tịch" },
            new { id = "seal", kind = "organisation", tenant = DemoWorld.TestTenant, name = "Văn thư", secretHash = Hash(clients.SealSecret), organisation = Organisation },
            new { id = "portal-default", kind = "portal", tenant = DemoWorld.DefaultTenant, name = "Cổng dịch vụ khác", secretHash = Hash(clients.DefaultPortalSecret), organisation = "UBND phường Mặc Định" },
            .. notaries ?? [],
        ];
        InputFiles.Write(path, JsonSerializer.SerializeToUtf8Bytes(registrations, Json));
        return clients;
    }

    public override string ToString() => nameof(DemoClients);

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>The form in which the service keeps secrets (its README, "clients.json").</summary>
    private static string Hash(string secret)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(16);
        byte[] hash = Rfc2898DeriveBytes.Pbkdf2(secret, salt, Iterations, HashAlgorithmName.SHA256, 32);
        return $"pbkdf2-sha256${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}";
    }
}
