using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RemoteVerify.Pdf.Writing;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pades.Signing;

/// <summary>
/// The stored form of a prepared signature, version 3: JSON with the state as base64 and a seal over exactly those bytes.
/// The seal is HMAC-SHA256 under the host's key, or plain SHA-256 without one: then it only finds damage.
/// </summary>
internal static class PreparedSignatureFormat
{
    private const int Version = 3;

    private static readonly JsonSerializerOptions Strict = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    public static byte[] Write(PreparedSignature prepared, ReadOnlySpan<byte> sealKey)
    {
        SignatureGap gap = prepared.Tail.Gap!;
        byte[] state = JsonSerializer.SerializeToUtf8Bytes(new State(
            prepared.Tail.Bytes.ToArray(), prepared.Tail.OriginalLength, gap.GapStart, gap.GapEnd, prepared.FieldName, prepared.Profile.ToString(),
            prepared.DocumentSha256.ToArray(), prepared.ExpiresAt, prepared.SignedAttributes.ToArray(), prepared.Scheme.Kind.ToString(), prepared.Scheme.Hash.Name!,
            prepared.Signer.Encoded.ToArray(), [.. prepared.Chain.Select(certificate => certificate.Encoded.ToArray())]));
        return JsonSerializer.SerializeToUtf8Bytes(new Sealed(Version, state, Seal(state, sealKey)));
    }

    public static PreparedSignature Read(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> sealKey)
    {
        try
        {
            Sealed outer = JsonSerializer.Deserialize<Sealed>(stored, Strict) ?? throw Problem(PreparedSignatureProblem.Damaged, "it is empty");
            if (outer.Version != Version)
            {
                throw Problem(PreparedSignatureProblem.OtherVersion, $"its format is {outer.Version}, not {Version}");
            }

            if (!CryptographicOperations.FixedTimeEquals(Seal(outer.State, sealKey), outer.Seal))
            {
                throw Problem(PreparedSignatureProblem.Tampered, "its seal does not fit");
            }

            return Read(JsonSerializer.Deserialize<State>(outer.State, Strict) ?? throw Problem(PreparedSignatureProblem.Damaged, "its state is empty"));
        }
        catch (Exception e) when (e is JsonException or PkiFormatException or (ArgumentException and not PreparedSignatureException))
        {
            throw Problem(PreparedSignatureProblem.Damaged, e.GetType().Name);
        }
    }

    private static PreparedSignature Read(State state)
    {
        if (!Enum.TryParse(state.Profile, out SignatureProfile profile) || !Enum.TryParse(state.Kind, out SignatureKind kind))
        {
            throw Problem(PreparedSignatureProblem.Damaged, "its profile or algorithm is not known");
        }

        long length = state.OriginalLength + state.Tail.Length + state.GapEnd - state.GapStart;
        if (state.OriginalLength < 0 || state.GapStart < state.OriginalLength || state.GapEnd < state.GapStart + 4 || state.GapEnd - state.GapStart > int.MaxValue || state.GapEnd > length)
        {
            throw Problem(PreparedSignatureProblem.Damaged, "its offsets do not fit");
        }

        HashAlgorithmName hash = new(state.Hash);
        SignatureScheme scheme = kind switch
        {
            SignatureKind.RsaPkcs1 => SignatureScheme.RsaPkcs1(hash),
            SignatureKind.RsaPss => SignatureScheme.RsaPss(hash),
            _ => SignatureScheme.Ecdsa(hash),
        };
        return new PreparedSignature(
            new UpdateTail(state.Tail, state.OriginalLength, new SignatureGap(state.GapStart, state.GapEnd, length)), state.FieldName, profile,
            state.DocumentSha256, state.SignedAttributes, scheme, Certificate.Read(state.Signer), [.. state.Chain.Select(der => Certificate.Read(der))])
        {
            ExpiresAt = state.ExpiresAt,
        };
    }

    private static byte[] Seal(ReadOnlySpan<byte> state, ReadOnlySpan<byte> key)
    {
        // The purpose is part of the input, so that the host's key can't be turned against another of its uses.
        byte[] sealedBytes = [.. Encoding.ASCII.GetBytes("RemoteVerify prepared signature 3\0"), .. state];
        return key.IsEmpty ? SHA256.HashData(sealedBytes) : HMACSHA256.HashData(key, sealedBytes);
    }

    private static PreparedSignatureException Problem(PreparedSignatureProblem problem, string why) => new(problem, "The prepared signature can't be used: " + why + ".");

    private sealed record Sealed(int Version, byte[] State, byte[] Seal);

    private sealed record State(
        byte[] Tail, long OriginalLength, long GapStart, long GapEnd, string FieldName, string Profile, byte[] DocumentSha256, DateTimeOffset ExpiresAt,
        byte[] SignedAttributes, string Kind, string Hash, byte[] Signer, byte[][] Chain);
}
