using System.Collections.Concurrent;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.IdDocument.CountrySigners;

/// <summary>
/// The country signers that an operator trusts, and certificates that help to reach them. Nothing a document carries ever gets in
/// here. A store never changes; it may be used by several threads.
/// </summary>
public sealed class CountrySignerStore : IIssuerSource
{
    private readonly HashSet<Certificate> _chosen;
    private readonly HashSet<Certificate> _listed;
    private readonly CertificateIndex _index;
    private readonly Certificate[] _all;

    // Whether a listed certificate is signed with its own key: a fact about its bytes, looked for when a path first meets it.
    private readonly ConcurrentDictionary<Certificate, bool> _selfSigned;

    public CountrySignerStore(IEnumerable<Certificate> anchors)
        : this(anchors, []) { }

    /// <param name="anchors">Country signers that the operator has chosen to trust.</param>
    /// <param name="intermediates">Untrusted: link certificates, and document signers for files that carry none.</param>
    public CountrySignerStore(IEnumerable<Certificate> anchors, IEnumerable<Certificate> intermediates)
        : this([.. anchors], [], [.. intermediates], []) { }

    private CountrySignerStore(
        HashSet<Certificate> chosen, HashSet<Certificate> listed, Certificate[] intermediates, ConcurrentDictionary<Certificate, bool> selfSigned)
    {
        _chosen = chosen;
        _listed = listed;
        _selfSigned = selfSigned;
        _all = [.. chosen.Concat(listed).Concat(intermediates).Distinct()];
        _index = new CertificateIndex(_all);
    }

    /// <summary>A store that trusts nobody.</summary>
    public static CountrySignerStore Empty { get; } = new([]);

    /// <summary>True when nothing can be trusted.</summary>
    public bool IsEmpty => _chosen.Count == 0 && _listed.Count == 0;

    /// <summary>Country signers in which a path may end. Asking for all of them checks each listed certificate's signature once.</summary>
    public IReadOnlyList<Certificate> Anchors => [.. _all.Where(IsAnchor)];

    /// <summary>Certificates that may stand between; see <see cref="Anchors"/> for what asking costs.</summary>
    public IReadOnlyList<Certificate> Intermediates => [.. _all.Where(certificate => !IsAnchor(certificate))];

    /// <summary>Adds certificates that are not trusted.</summary>
    public CountrySignerStore WithIntermediates(IEnumerable<Certificate> certificates) =>
        new(_chosen, _listed, [.. _all, .. certificates], _selfSigned);

    /// <summary>
    /// Adds the country signers of a master list that is signed under one of <paramref name="listAnchors"/>. Self-issued ones become
    /// anchors: the operator who names a list's issuer trusts its choice. Certificates signed by another key are only intermediates.
    /// </summary>
    /// <returns>The larger store, or null when the list's signature or its signer does not stand.</returns>
    public CountrySignerStore? WithMasterList(MasterList list, IReadOnlyList<Certificate> listAnchors, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(list);
        return list.Verify(listAnchors, at).SignatureValid
            ? new CountrySignerStore(_chosen, [.. _listed, .. list.Certificates], _all, _selfSigned)
            : null;
    }

    /// <inheritdoc/>
    public IEnumerable<Certificate> FindIssuers(Certificate issued) => _index.IssuersOf(issued);

    /// <inheritdoc/>
    public bool IsAnchor(Certificate certificate) =>
        _chosen.Contains(certificate)
        || (_listed.Contains(certificate) && _selfSigned.GetOrAdd(certificate, static candidate => candidate.IsSelfSigned()));

    /// <summary>The certificates of this owner, trusted or not.</summary>
    public IReadOnlyList<Certificate> WithSubject(DistinguishedName subject) => _index.WithSubject(subject);

    /// <summary>The certificates that a signer info may mean.</summary>
    public IEnumerable<Certificate> FindSigners(SignerIdentifier identifier)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        IEnumerable<Certificate> candidates = identifier.SerialNumber is { } serial ? _index.WithSerialNumber(serial)
            : _index.WithKeyIdentifier(identifier.SubjectKeyIdentifier.GetValueOrDefault()) is { Count: > 0 } found ? found
            : _all;
        return candidates.Where(identifier.Matches);
    }

    public override string ToString() => $"CountrySignerStore({_all.Length} certificates)";
}
