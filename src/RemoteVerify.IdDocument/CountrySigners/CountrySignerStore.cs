using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.IdDocument.CountrySigners;

/// <summary>
/// The country signers that an operator trusts, and certificates that help to reach them. Nothing a document or a master list
/// carries ever moves from one list to the other by itself.
/// </summary>
/// <param name="Anchors">Country signers that the operator has chosen to trust.</param>
/// <param name="Intermediates">Untrusted: link certificates, and document signers for files that carry none.</param>
public sealed record CountrySignerStore(IReadOnlyList<Certificate> Anchors, IReadOnlyList<Certificate> Intermediates)
{
    /// <summary>A store that trusts nobody.</summary>
    public static CountrySignerStore Empty { get; } = new([], []);

    public CountrySignerStore(IEnumerable<Certificate> anchors)
        : this([.. anchors], []) { }

    /// <summary>Adds certificates that are not trusted.</summary>
    public CountrySignerStore WithIntermediates(IEnumerable<Certificate> certificates) =>
        this with { Intermediates = [.. Intermediates, .. certificates] };

    /// <summary>
    /// Adds the country signers of a master list that is signed under one of <paramref name="listAnchors"/>. Self-issued ones become
    /// anchors: the operator who names a list's issuer trusts its choice. Certificates signed by another key are only intermediates.
    /// </summary>
    /// <returns>The larger store, or null when the list's signature or its signer does not stand.</returns>
    public CountrySignerStore? WithMasterList(MasterList list, IReadOnlyList<Certificate> listAnchors, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (!list.Verify(listAnchors, at).SignatureValid)
        {
            return null;
        }

        ILookup<bool, Certificate> byOwnSignature = list.Certificates.ToLookup(certificate => certificate.IsSelfSigned());
        return new CountrySignerStore([.. Anchors, .. byOwnSignature[true]], [.. Intermediates, .. byOwnSignature[false]]);
    }

    public override string ToString() => $"CountrySignerStore({Anchors.Count} anchors, {Intermediates.Count} intermediates)";
}
