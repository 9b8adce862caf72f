using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Recording;

/// <summary>
/// The bytes of an audit entry and its commitment: SHA-256(salt || bytes). The 32-byte salt is fresh for each entry, so
/// that nobody can find out by guessing what a public leaf stands for.
/// </summary>
public static class AuditEncoding
{
    /// <summary>Length of the salt in bytes.</summary>
    public const int SaltLength = 32;

    /// <summary>UTF-8 JSON with fixed member order, details in ordinal order.</summary>
    public static byte[] Encode(AuditEntry entry)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("tenant", entry.Tenant.Value);
            json.WriteString("case", entry.CaseId?.ToString());
            json.WriteString("at", entry.At.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("role", entry.Role.ToString());
            json.WriteString("actor", entry.ActorId);
            json.WriteString("act", entry.Act);
            json.WriteString("result", entry.Result);
            json.WriteStartObject("details");
            foreach (KeyValuePair<string, string> detail in entry.Details.OrderBy(d => d.Key, StringComparer.Ordinal))
            {
                json.WriteString(detail.Key, detail.Value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    public static AuditEntry Decode(ReadOnlyMemory<byte> canonical)
    {
        using JsonDocument json = JsonDocument.Parse(canonical);
        JsonElement root = json.RootElement;
        string? caseId = root.GetProperty("case").GetString();
        return new AuditEntry(
            new TenantId(root.GetProperty("tenant").GetString()!),
            caseId is null ? null : new CaseId(Guid.Parse(caseId)),
            new DateTimeOffset(root.GetProperty("at").GetDateTime().ToUniversalTime()),
            Enum.Parse<ActorRole>(root.GetProperty("role").GetString()!),
            root.GetProperty("actor").GetString()!,
            root.GetProperty("act").GetString()!,
            root.GetProperty("result").GetString()!,
            root.GetProperty("details").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal));
    }

    /// <summary>What the public log commits to.</summary>
    public static byte[] Commit(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> canonical)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(canonical);
        return hash.GetHashAndReset();
    }
}
