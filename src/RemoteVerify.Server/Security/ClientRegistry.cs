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

        if (clients.FirstOrDefault(client => !client.CanProveItself) is { } open)
        {
            throw new InvalidDataException($"The client {open.Id} has neither a secret, a public key, a certificate nor a name at another issuer.");
        }

        foreach (ClientRegistration client in clients)
        {
            Check(client);
        }

        return new ClientRegistry(clients);
    }

    public static byte[] Write(IReadOnlyList<ClientRegistration> clients) => JsonSerializer.SerializeToUtf8Bytes(clients, new JsonSerializerOptions(Json) { WriteIndented = true });

    public ClientRegistration? Find(string id) => _clients.GetValueOrDefault(id);

    /// <summary>The client for whom another issuer's subject speaks.</summary>
    public ClientRegistration? FindExternal(string issuer, string subject) =>
        _clients.Values.FirstOrDefault(client => client.External is { } external && external.Issuer == issuer && external.Subject == subject);

    /// <summary>What stops the start, because it would let nobody in or the wrong one.</summary>
    private static void Check(ClientRegistration client)
    {
        if (client.PublicKeyPem is { } pem && Issuing.AssertionKeys.Read(pem) is null)
        {
            throw new InvalidDataException($"The client {client.Id} has no usable public key: EC P-256 or RSA from 2048 bits, as PEM.");
        }

        foreach (Certificates.RegisteredClientCertificate certificate in client.Certificates)
        {
            if (certificate.Fault() is { } fault)
            {
                throw new InvalidDataException($"The client {client.Id}: {fault}");
            }
        }
    }

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
