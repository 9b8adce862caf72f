using System.Text.Json;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Models;

/// <summary>A model file by name and hash.</summary>
public sealed record ModelFileIdentity(string Id, string Sha256);

/// <summary>
/// An operator's record that the origin of a set is known and accepted: who, when, which files, which sentences. It is a declaration, not
/// a signature; who can write the file can accept.
/// </summary>
/// <param name="Version">1.</param>
/// <param name="Set">Name of the set.</param>
/// <param name="AcceptedBy">Who decided.</param>
/// <param name="AcceptedAt">When.</param>
/// <param name="Models">The files it holds for, by hash.</param>
/// <param name="Sentences">What was accepted, word for word as the manifest says it.</param>
public sealed record ProvenanceAcceptance(
    int Version, string Set, string AcceptedBy, DateTimeOffset AcceptedAt, IReadOnlyList<ModelFileIdentity> Models, IReadOnlyList<string> Sentences)
{
    /// <summary>The acceptance of a whole set as the manifest describes it now.</summary>
    public static ProvenanceAcceptance Of(ModelCatalog catalog, string acceptedBy, DateTimeOffset acceptedAt)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(acceptedBy);
        return new ProvenanceAcceptance(1, catalog.Set.Name, acceptedBy, acceptedAt, [.. catalog.Models.Select(m => new ModelFileIdentity(m.Id, m.Sha256))], catalog.Set.MustBeAccepted);
    }

    /// <exception cref="VisionFormatException">The bytes are not such a record.</exception>
    public static ProvenanceAcceptance Read(ReadOnlySpan<byte> json)
    {
        ProvenanceAcceptance read = ModelJson.Read<ProvenanceAcceptance>(json, "model acceptance");
        return read.Version == 1 && !string.IsNullOrWhiteSpace(read.AcceptedBy) ? read : throw new VisionFormatException("model acceptance", -1, "unknown version, or nobody accepted");
    }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ModelJson.Options);

    /// <summary>Null when this covers the set as it is now, else why not.</summary>
    public string? MismatchWith(ModelCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        if (Set != catalog.Set.Name)
        {
            return $"it is for the set {Set}";
        }

        if (catalog.Models.FirstOrDefault(model => !Models.Any(own => own.Id == model.Id && own.Sha256 == model.Sha256)) is { } other)
        {
            return $"it does not hold for this file of {other.Id}: the SHA-256 differs";
        }

        return catalog.Set.MustBeAccepted.All(Sentences.Contains) ? null : "the manifest now says more about the origin than was accepted";
    }
}
