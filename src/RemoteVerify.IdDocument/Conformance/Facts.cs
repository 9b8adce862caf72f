using System.Globalization;
using System.Text.Json.Nodes;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.IdDocument.Conformance;

/// <summary>The corpus' words for this room's values.</summary>
internal static class Facts
{
    public static string Word(ChipVerdict verdict) => verdict switch
    {
        ChipVerdict.Accept => "accept",
        ChipVerdict.AcceptWithWarning => "accept-with-warning",
        ChipVerdict.RejectByPolicy => "reject-by-policy",
        _ => "reject",
    };

    public static string Word(TrustState state) => state switch
    {
        TrustState.Trusted => "trusted",
        TrustState.NoAnchor => "untrusted-no-anchor",
        TrustState.Untrusted => "untrusted",
        _ => "not-checked",
    };

    public static string Word(SignerRevocation state) => state switch
    {
        SignerRevocation.Good => "good",
        SignerRevocation.Revoked => "revoked",
        SignerRevocation.UnknownStaleCrl => "unknown-stale-crl",
        SignerRevocation.UnknownBadCrlSignature => "unknown-bad-crl-signature",
        _ => "not-checked",
    };

    public static string Word(DataGroupState state) => state switch
    {
        DataGroupState.Ok => "match",
        DataGroupState.HashMismatch => "mismatch",
        DataGroupState.NotListed => "not-in-sod",
        _ => "not-present",
    };

    public static string? HashName(string? oid) =>
        oid is not null && HashAlgorithms.FromOid(oid) is { } name ? name.Name!.ToLowerInvariant() : null;

    public static string? SignatureName(AlgorithmIdentifier signature, AlgorithmIdentifier? digest) =>
        SignatureParameters.Resolve(signature, digest) is not { } parameters ? null
            : (parameters.Kind is SignatureKind.Ecdsa or SignatureKind.EcdsaPlain ? "ecdsa-" : parameters.Kind == SignatureKind.RsaPss ? "rsapss-" : "rsa-")
                + parameters.Hash.Name!.ToLowerInvariant();

    public static string? Iso(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static JsonArray Array(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)JsonValue.Create(value))]);

    public static JsonArray Array(IEnumerable<int> values) => new([.. values.Select(value => (JsonNode)JsonValue.Create(value))]);
}
