using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RemoteVerify.Server.Security;

/// <summary>The clients an operator has registered.</summary>
public sealed class ClientRegistry(IReadOnlyList<ClientRegistration> clients)
{
    private const int Iterations = 210_000;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly Dictionary<string, ClientRegistration> _clients = clients.ToDictionary(client => client.Id, StringComparer.Ordinal);

    public IReadOnlyCollection<ClientRegistration> All => _clients.Values;

    /// <summary>Reads <c>clients.json</c>: an array of registrations.</summary>
    /// <exception cref="InvalidDataException">The file is not such an array, or a client has neither a secret nor a key.</exception>
    public static ClientRegistry Read(ReadOnlySpan<byte> json)
    {
        ClientRegistration[] clients;
        try
        {
            clients = JsonSerializer.Deserialize<ClientRegistration[]>(json, Json) ?? [];
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The file of clients is not readable: {exception.Message}", exception);
        }

        if (clients.FirstOrDefault(client => client.SecretHash is null && client.PublicKeyPem is null) is { } open)
        {
            throw new InvalidDataException($"The client {open.Id} has neither a secret nor a public key.");
        }

        return new ClientRegistry(clients);
    }

    public static byte[] Write(IReadOnlyList<ClientRegistration> clients) => JsonSerializer.SerializeToUtf8Bytes(clients, new JsonSerializerOptions(Json) { WriteIndented = true });

    public ClientRegistration? Find(string id) => _clients.GetValueOrDefault(id);

    /// <summary>The stored form of a secret.</summary>
    public static string HashSecret(string secret)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(16);
        byte[] hash = Rfc2898DeriveBytes.Pbkdf2(secret, salt, Iterations, HashAlgorithmName.SHA256, 32);
        return $"pbkdf2-sha256${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}";
    }

    /// <summary>Compares in constant time; false for a malformed stored form.</summary>
    public static bool SecretMatches(string secret, string stored)
    {
        string[] parts = stored.Split('$');
        if (parts.Length != 4 || parts[0] != "pbkdf2-sha256" || !int.TryParse(parts[1], out int iterations) || iterations is < 10_000 or > 10_000_000)
        {
            return false;
        }

        byte[] expected = Convert.FromBase64String(parts[3]);
        byte[] actual = Rfc2898DeriveBytes.Pbkdf2(secret, Convert.FromBase64String(parts[2]), iterations, HashAlgorithmName.SHA256, expected.Length);
        return CryptographicOperations.FixedTimeEquals(actual, expected);
    }
}
