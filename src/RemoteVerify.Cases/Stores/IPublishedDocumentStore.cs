using System.Text.Json.Serialization;
using RemoteVerify.Cases.Results;

namespace RemoteVerify.Cases.Stores;

public enum PublishedKind
{
    /// <summary>The stored result (kết quả số).</summary>
    Result,

    /// <summary>A certified copy issued from a result.</summary>
    CertifiedCopy,

    /// <summary>A correction, an amendment, an end or a cancellation, shown with the result that it is about.</summary>
    RelatedAct,
}

/// <summary>A document that was given out and can be looked up by its code or its hash.</summary>
/// <param name="Id">Id.</param>
/// <param name="Tenant">Who issued it.</param>
/// <param name="CaseId">The case it comes from.</param>
/// <param name="Kind">Result or copy.</param>
/// <param name="CodeSha256">SHA-256 of the verification code: the code itself is only on the paper and in <see cref="Code"/>, encrypted.</param>
/// <param name="Code">The verification code.</param>
/// <param name="Sha256">Of the bytes.</param>
/// <param name="Blob">Where the bytes are.</param>
/// <param name="Title">Title shown to who checks.</param>
/// <param name="Organisation">Who sealed it.</param>
/// <param name="IsTest">Without legal effect.</param>
/// <param name="Original">For a copy the result it was made from.</param>
/// <param name="IssuedAt">When.</param>
/// <param name="WithdrawnAt">When it was declared invalid, or null.</param>
public sealed record PublishedDocument(
    PublishedId Id,
    TenantId Tenant,
    CaseId CaseId,
    PublishedKind Kind,
    Sha256Digest CodeSha256,
    string Code,
    Sha256Digest Sha256,
    BlobId Blob,
    string Title,
    string Organisation,
    bool IsTest,
    PublishedId? Original,
    DateTimeOffset IssuedAt,
    DateTimeOffset? WithdrawnAt)
{
    /// <summary>Code of the kind of result, e.g. <c>notarised-contract</c>; null where it was stored before kinds were.</summary>
    public string? Type { get; init; }

    /// <summary>Number in its register book, or null.</summary>
    public string? Number { get; init; }

    /// <summary>Whose result it is.</summary>
    public IReadOnlyList<ResultOwner> Owners { get; init; } = [];

    /// <summary>When it may be used; null for always.</summary>
    public ValidityPeriod? Validity { get; init; }

    /// <summary>How it came into the repository.</summary>
    public ResultProvenance Provenance { get; init; }

    /// <summary>The result that took its place, or null.</summary>
    public Replacement? Replacement { get; init; }

    /// <summary>Why it was declared invalid; with <see cref="WithdrawnAt"/>.</summary>
    public string? RevocationReason { get; init; }

    /// <summary>The bytes of before, oldest first: a renewal of the archive timestamp makes the next.</summary>
    public IReadOnlyList<EarlierBytes> Earlier { get; init; } = [];

    /// <summary>When its archive timestamp is to be looked at; null: at once.</summary>
    public DateTimeOffset? RenewAt { get; init; }

    /// <summary>Grows by one with every saved change.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Every hash under which it was ever given out, the present one last.</summary>
    [JsonIgnore]
    public IEnumerable<Sha256Digest> Hashes => Earlier.Select(e => e.Sha256).Append(Sha256);

    /// <summary>The code opens the document, so it is not printed.</summary>
    public override string ToString() => $"PublishedDocument {Kind} {Id}";
}

/// <summary>The repository of results and copies.</summary>
public interface IPublishedDocumentStore
{
    Task AddAsync(PublishedDocument document, CancellationToken cancellationToken);

    /// <summary>Replaces the document whose version is one less than <paramref name="changed"/>'s; its code and owners stay.</summary>
    Task UpdateAsync(PublishedDocument changed, CancellationToken cancellationToken);

    Task<PublishedDocument?> FindAsync(PublishedId id, CancellationToken cancellationToken);

    Task<PublishedDocument?> FindByCodeAsync(Sha256Digest codeSha256, CancellationToken cancellationToken);

    /// <summary>By the hash of its bytes, or of its bytes before a renewal.</summary>
    Task<PublishedDocument?> FindByHashAsync(Sha256Digest sha256, CancellationToken cancellationToken);

    Task<IReadOnlyList<PublishedDocument>> ListAsync(CaseId caseId, CancellationToken cancellationToken);

    /// <summary>Results, related acts and digitised papers of one person in one tenant, newest first; copies are not among them.</summary>
    /// <param name="tenant">Tenant.</param>
    /// <param name="personalNumber">12 digits.</param>
    /// <param name="type">Only of this type; null for all.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    Task<IReadOnlyList<PublishedDocument>> ListByOwnerAsync(TenantId tenant, string personalNumber, string? type, CancellationToken cancellationToken);

    /// <summary>Documents of a tenant whose archive timestamp is to be looked at by a time, longest waiting first.</summary>
    Task<IReadOnlyList<PublishedId>> ListDueAsync(TenantId tenant, DateTimeOffset at, int limit, CancellationToken cancellationToken);
}
