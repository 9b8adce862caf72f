using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RemoteVerify.Biometrics.Liveness.Evidence;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>Checks a signature over policy bytes; the host binds it to the key that may sign test policies.</summary>
public delegate bool PolicySignatureCheck(ReadOnlySpan<byte> policy, ReadOnlySpan<byte> signature);

/// <summary>
/// Policies as bytes. The only way to a policy that accepts a synthetic camera leads through <see cref="Read"/> and its signature check.
/// </summary>
public static class SignedLivenessPolicy
{
    private const string Structure = "liveness policy";
    private const int MaxBytes = 64 * 1024;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        MaxDepth = 4,
    };

    /// <summary>The policy in canonical form: the bytes to sign. A test policy says <c>"syntheticCameraAccepted": true</c>.</summary>
    public static byte[] Write(LivenessPolicy policy, bool syntheticCameraAccepted)
    {
        JsonObject json = Members(policy);
        json["syntheticCameraAccepted"] = syntheticCameraAccepted;
        return CanonicalJson.Write(json);
    }

    /// <summary>Reads a policy whose signature the host's check accepts; null when it does not.</summary>
    /// <exception cref="CaptureFormatException">The signature is right but the bytes are not a policy, or a value is out of range.</exception>
    public static LivenessPolicy? Read(ReadOnlySpan<byte> policy, ReadOnlySpan<byte> signature, PolicySignatureCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (policy.Length > MaxBytes)
        {
            throw new CaptureFormatException(Structure, MaxBytes, "longer than allowed");
        }

        return check(policy, signature) ? Parse(policy) : null;
    }

    /// <summary>SHA-256 over the canonical form, switched-off checks included, in lower-case hexadecimal.</summary>
    public static string Sha256(LivenessPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        JsonObject json = Members(policy);
        json["syntheticCameraAccepted"] = policy.SyntheticCameraAccepted;
        json["switchedOffChecks"] = new JsonArray([.. policy.SwitchedOffChecks.Order(StringComparer.Ordinal).Select(c => (JsonNode)c)]);
        return Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Write(json)));
    }

    private static LivenessPolicy Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            JsonObject json = JsonNode.Parse(bytes) as JsonObject ?? throw new CaptureFormatException(Structure, 0, "is not an object");
            bool synthetic = json["syntheticCameraAccepted"]?.GetValue<bool>() ?? false;
            json.Remove("syntheticCameraAccepted");
            if (json.ContainsKey("switchedOffChecks"))
            {
                throw new CaptureFormatException(Structure, 0, "a policy file can't switch checks off");
            }

            LivenessPolicy policy = json.Deserialize<LivenessPolicy>(Options) ?? throw new CaptureFormatException(Structure, 0, "is null");
            policy.Validate();
            return policy with { SyntheticCameraAccepted = synthetic };
        }
        catch (JsonException e)
        {
            throw new CaptureFormatException(Structure, e.BytePositionInLine ?? 0, "is not a policy");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new CaptureFormatException(Structure, 0, "holds a value that a policy can't have");
        }
    }

    private static JsonObject Members(LivenessPolicy policy)
    {
        JsonObject json = (JsonObject)JsonSerializer.SerializeToNode(policy, Options)!;
        json.Remove("syntheticCameraAccepted");
        json.Remove("switchedOffChecks");
        json.Remove("isTest");
        return json;
    }
}
