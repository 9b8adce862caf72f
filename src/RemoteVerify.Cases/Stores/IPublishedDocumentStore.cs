namespace RemoteVerify.Cases.Stores;

public enum PublishedKind
{
    /// <summary>The stored result (kết quả số).</summary>
    Result,

    /// <summary>A certified copy issued from a result.</summary>
    CertifiedCopy,
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
    /// <summary>The code opens the document, so it is not printed.</summary>
    public override string ToString() => $"PublishedDocument {Kind} {Id}";
}

/// <summary>The repository of results and copies.</summary>
public interface IPublishedDocumentStore
{
    Task AddAsync(PublishedDocument document, CancellationToken cancellationToken);

    Task<PublishedDocument?> FindAsync(PublishedId id, CancellationToken cancellationToken);

    Task<PublishedDocument?> FindByCodeAsync(Sha256Digest codeSha256, CancellationToken cancellationToken);

    Task<PublishedDocument?> FindByHashAsync(Sha256Digest sha256, CancellationToken cancellationToken);

    Task<IReadOnlyList<PublishedDocument>> ListAsync(CaseId caseId, CancellationToken cancellationToken);
}
