using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.IdDocument.CountrySigners;

/// <summary>
/// The country signers that an operator trusts, and certificates that help to reach them. Nothing a document or a master list
/// carries ever moves from one list to the other by itself.
/// </summary>
/// <param name="Anchors">Country signers that the operator has chosen to trust.</param>
/// <param name="Intermediates">Untrusted helpers: link certificates, and document signers for files that carry none.</param>
public sealed record CountrySignerStore(IReadOnlyList<Certificate> Anchors, IReadOnlyList<Certificate> Intermediates)
{
    /// <summary>A store that trusts nobody.</summary>
    public static CountrySignerStore Empty { get; } = new([], []);

    public CountrySignerStore(IEnumerable<Certificate> anchors)
        : this([.. anchors], []) { }

    /// <summary>Adds helpers that are not trusted.</summary>
    public CountrySignerStore WithIntermediates(IEnumerable<Certificate> certificates) =>
        this with { Intermediates = [.. Intermediates, .. certificates] };

    public override string ToString() => $"CountrySignerStore({Anchors.Count} anchors, {Intermediates.Count} helpers)";
}
