using RemoteVerify.Cases.Results;

namespace RemoteVerify.Cases.Stores;

/// <summary>Links between results and the acts that came after them.</summary>
public interface IRelatedActStore
{
    Task AddAsync(RelatedAct act, CancellationToken cancellationToken);

    /// <summary>The acts about a result, oldest first.</summary>
    Task<IReadOnlyList<RelatedAct>> ListAsync(PublishedId target, CancellationToken cancellationToken);

    /// <summary>The link whose document this is, or null.</summary>
    Task<RelatedAct?> FindByDocumentAsync(PublishedId document, CancellationToken cancellationToken);
}

/// <summary>Look-ups in the repository, kept as they were answered.</summary>
public interface IResultLookUpStore
{
    Task AddAsync(ResultLookUp lookUp, CancellationToken cancellationToken);

    /// <summary>Those of a case, oldest first.</summary>
    Task<IReadOnlyList<ResultLookUp>> ListAsync(CaseId caseId, CancellationToken cancellationToken);

    /// <summary>Those about a person, oldest first, of any case and of none.</summary>
    Task<IReadOnlyList<ResultLookUp>> ListByPersonAsync(TenantId tenant, string personalNumber, CancellationToken cancellationToken);
}

/// <summary>A link that gives out one document once.</summary>
/// <param name="TokenSha256">SHA-256 of the token in the address; the token itself is nowhere.</param>
/// <param name="Result">The document.</param>
/// <param name="Tenant">Tenant.</param>
/// <param name="ExpiresAt">Not after this.</param>
/// <param name="UsedAt">When it was used, or null.</param>
public sealed record DownloadLink(Sha256Digest TokenSha256, PublishedId Result, TenantId Tenant, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt)
{
    public override string ToString() => $"DownloadLink {Result}";
}

public interface IDownloadLinkStore
{
    Task AddAsync(DownloadLink link, CancellationToken cancellationToken);

    Task<DownloadLink?> FindAsync(Sha256Digest tokenSha256, CancellationToken cancellationToken);

    /// <summary>Marks it as used; two at once give a version conflict at commit.</summary>
    Task UseAsync(Sha256Digest tokenSha256, DateTimeOffset at, CancellationToken cancellationToken);
}
