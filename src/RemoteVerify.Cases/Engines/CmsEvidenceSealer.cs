// RFC 5652; RFC 5035 signing-certificate-v2 and signing-time are signed (ETSI EN 319 122-1 V1.3.1 clauses 5.2.1 and 5.2.2), the RFC 3161
// token over the signature value is not (clause 5.3).
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RemoteVerify.Biometrics.Liveness.Evidence;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Cases.Engines;

/// <summary>
/// Signs evidence packages as a detached CMS SignedData with a signature timestamp. CMS and not JWS, because its bytes, tokens and paths
/// are judged by the same code as every other signature of this service, and by <c>openssl cms -verify</c>.
/// </summary>
/// <param name="key">The evidence key: its certificate says document signing and nothing else.</param>
/// <param name="timestamps">The timestamp authority.</param>
/// <param name="patience">How long the outcome of a capture waits for key and timestamp, together.</param>
public sealed class CmsEvidenceSealer(CertifiedKey key, ITimestampSource timestamps, TimeSpan patience) : IEvidenceSealer
{
    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Complete(ReadOnlyMemory<byte> package, EvidenceStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        JsonObject json = JsonNode.Parse(package.Span) as JsonObject ?? throw new ArgumentException("The package is not a JSON object.", nameof(package));
        json["transaction"] = new JsonObject
        {
            ["verification"] = statement.Verification.ToString(),
            ["case"] = statement.CaseId.ToString(),
            ["capture"] = statement.Capture,
            ["nonce"] = Convert.ToHexStringLower(statement.Nonce.Span),
            ["sodSha256"] = statement.SodSha256.Hex,
            ["dg2Sha256"] = statement.Dg2Sha256.Hex,
        };
        json["consentRecord"] = statement.ConsentRecord;
        json["outcome"] = new JsonObject
        {
            ["verdict"] = JsonNamingPolicy.CamelCase.ConvertName(statement.Verdict.ToString()),
            ["reasons"] = new JsonArray([.. statement.Reasons.Select(reason => JsonValue.Create(reason))]),
            ["role"] = JsonNamingPolicy.CamelCase.ConvertName(statement.DecidedBy.Role.ToString()),
            ["by"] = statement.DecidedBy.Id,
            ["at"] = statement.DecidedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        };
        return CanonicalJson.Write(json);
    }

    /// <inheritdoc/>
    public async Task<EvidenceSignature> SignAsync(ReadOnlyMemory<byte> package, ReadOnlyMemory<byte>? before, DateTimeOffset at, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        SignedDataParts? signed = before is { } kept ? Reopen(kept) : null;
        try
        {
            signed ??= await SignAsync(package, at, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (!IsCallersEnd(e, cancellationToken))
        {
            // A token that was pulled out or a service that is away: whatever it was, the person must not film again for it.
            return new EvidenceSignature(null, null, EvidenceGap.Signature);
        }

        try
        {
            byte[] token = await timestamps.GetTokenAsync(key.Key.Scheme.Hash, HashAlgorithms.Hash(key.Key.Scheme.Hash, signed.SignatureValue.Span), limit.Token)
                .WaitAsync(limit.Token).ConfigureAwait(false);
            DateTimeOffset stamped = TimestampToken.Read(token).Time;
            return new EvidenceSignature(SignedDataBuilder.Complete(signed with { SignatureTimestamp = token }), stamped, EvidenceGap.None);
        }
        catch (Exception e) when (!IsCallersEnd(e, cancellationToken))
        {
            return new EvidenceSignature(SignedDataBuilder.Complete(signed), null, EvidenceGap.Timestamp);
        }
    }

    private static bool IsCallersEnd(Exception e, CancellationToken cancellationToken) => e is OperationCanceledException && cancellationToken.IsCancellationRequested;

    private async Task<SignedDataParts> SignAsync(ReadOnlyMemory<byte> package, DateTimeOffset at, CancellationToken cancellationToken)
    {
        SignatureScheme scheme = key.Key.Scheme;
        byte[] attributes = SignedDataBuilder.BuildSignedAttributes(new SignedAttributesRequest
        {
            ContentHash = HashAlgorithms.Hash(scheme.Hash, package.Span),
            Scheme = scheme,
            Certificate = key.Certificate,
            SigningTime = at,
        });
        byte[] value = await key.Key.SignHashAsync(SignedDataBuilder.HashToSign(attributes, scheme), cancellationToken).ConfigureAwait(false);
        return new SignedDataParts { SignedAttributes = attributes, Scheme = scheme, SignatureValue = value, Certificate = key.Certificate, Chain = key.Chain };
    }

    /// <summary>An earlier signature of this very key, to get its timestamp; null when another key made it, and this one signs anew.</summary>
    private SignedDataParts? Reopen(ReadOnlyMemory<byte> cms)
    {
        SignerInfo signer = SignedData.Read(cms).Signers[0];
        return signer.Identifier.Matches(key.Certificate) && signer.SignedAttributesAsSet() is { } attributes
            ? new SignedDataParts { SignedAttributes = attributes, Scheme = key.Key.Scheme, SignatureValue = signer.Signature, Certificate = key.Certificate, Chain = key.Chain }
            : null;
    }
}
