// ETSI EN 319 102-1 V1.4.1 clause 5.6.2.3 (proofs of existence).
using System.Security.Cryptography;

namespace RemoteVerify.Pades.Validation.Proofs;

/// <summary>Object to earliest proven time. What no timestamp proves exists since the time of validation.</summary>
/// <param name="now">The time of validation.</param>
internal sealed class ProofStore(DateTimeOffset now)
{
    private readonly Dictionary<string, ProofOfExistence> _proofs = new(StringComparer.Ordinal);

    // By place and not by content: the same large list is asked about for every certificate of its issuer.
    private readonly Dictionary<ReadOnlyMemory<byte>, string> _names = [];

    /// <summary>All proofs, the earliest first.</summary>
    public IReadOnlyList<ProofOfExistence> All => [.. _proofs.Values.OrderBy(p => p.Time).ThenBy(p => p.Sha256, StringComparer.Ordinal)];

    /// <summary>Name of an object: SHA-256 in lower-case hexadecimal.</summary>
    public static string NameOf(ReadOnlyMemory<byte> value) => Convert.ToHexStringLower(SHA256.HashData(value.Span));

    /// <summary>Since when the object provably exists.</summary>
    public DateTimeOffset EarliestOf(ReadOnlyMemory<byte> value) =>
        Find(value)?.Time ?? now;

    /// <summary>The proof of an object; null when no timestamp proves it.</summary>
    public ProofOfExistence? Find(ReadOnlyMemory<byte> value) => _proofs.Count == 0 ? null : _proofs.GetValueOrDefault(Name(value));

    /// <summary>Adds a proof; an earlier one stays.</summary>
    public void Add(ProvenObject kind, ReadOnlyMemory<byte> value, DateTimeOffset time, string provenBy)
    {
        var name = Name(value);
        if (!_proofs.TryGetValue(name, out var known) || time < known.Time)
        {
            _proofs[name] = new ProofOfExistence(kind, name, time, provenBy);
        }
    }

    private string Name(ReadOnlyMemory<byte> value)
    {
        if (!_names.TryGetValue(value, out var name))
        {
            name = NameOf(value);
            _names.Add(value, name);
        }

        return name;
    }
}
