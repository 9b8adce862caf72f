using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Storage.Model;

// One table a row type. Columns in clear carry no personal data; bodies are encrypted under the case's keys.

internal sealed class CaseRow
{
    public const long NeverDue = long.MaxValue;

    public Guid Id { get; set; }
    public required string Tenant { get; set; }
    public required string Code { get; set; }
    public required string ProcedureCode { get; set; }
    public required byte[] Title { get; set; }
    public required string State { get; set; }
    public required string OpenedBy { get; set; }
    public long OpenedAt { get; set; }
    public long ChangedAt { get; set; }

    /// <summary>When the service has to do something about it; 0 in rows of before times were kept, which are looked at once.</summary>
    public long DueAt { get; set; }
    public long Version { get; set; }
    public required byte[] Body { get; set; }

    /// <summary>Requests for correction that nobody has sent yet.</summary>
    public int OpenCorrections { get; set; }

    /// <summary>When the retention of an ended case is to be looked at next; 0 for at once, and once in rows of before.</summary>
    public long RetainUntil { get; set; }
}

internal sealed class VerificationRow
{
    public Guid Id { get; set; }
    public Guid CaseId { get; set; }
    public required string Tenant { get; set; }
    public required string State { get; set; }
    public long StartedAt { get; set; }
    public long Version { get; set; }
    public required byte[] Body { get; set; }
}

internal sealed class BlobRow
{
    public Guid Id { get; set; }
    public Guid CaseId { get; set; }
    public DataClass DataClass { get; set; }
    public required byte[] Data { get; set; }
}

internal sealed class DataKeyRow
{
    public Guid CaseId { get; set; }
    public DataClass DataClass { get; set; }

    /// <summary>Null once destroyed; the row stays as the record of it.</summary>
    public byte[]? Wrapped { get; set; }
    public required string MasterKeyId { get; set; }
    public long CreatedAt { get; set; }
    public long? DestroyedAt { get; set; }

    /// <summary>The tenant whose key wraps it; null in rows that the master key itself wraps: those of before, and of no tenant.</summary>
    public string? Tenant { get; set; }
}

internal sealed class CertificateRow
{
    public required string SerialNumber { get; set; }
    public required string SubjectKeySha256 { get; set; }
    public required byte[] Certificate { get; set; }
    public required string Tenant { get; set; }
    public Guid? CaseId { get; set; }
    public string? Owner { get; set; }
    public string? BoundDocumentSha256 { get; set; }
    public long IssuedAt { get; set; }
    public long? RevokedAt { get; set; }
    public int? RevocationReason { get; set; }
}

internal sealed class PublishedRow
{
    public Guid Id { get; set; }
    public required string Tenant { get; set; }
    public Guid CaseId { get; set; }
    public PublishedKind Kind { get; set; }
    public required string CodeSha256 { get; set; }
    public required byte[] Code { get; set; }
    public required string Sha256 { get; set; }
    public Guid Blob { get; set; }
    public required byte[] Title { get; set; }
    public required string Organisation { get; set; }
    public bool IsTest { get; set; }
    public Guid? Original { get; set; }
    public long IssuedAt { get; set; }
    public long? WithdrawnAt { get; set; }
    public string? Type { get; set; }
    public long? ValidUntil { get; set; }

    /// <summary>Null: to be looked at at once.</summary>
    public long? RenewAt { get; set; }

    /// <summary>Owners, number, reasons and the like, encrypted; null in rows of before.</summary>
    public byte[]? Details { get; set; }

    /// <summary>Concurrency token.</summary>
    public long Version { get; set; }
}

/// <summary>Whose a published document is: a keyed tag of the person, never the number.</summary>
internal sealed class PublishedOwnerRow
{
    public Guid Published { get; set; }
    public required byte[] Person { get; set; }
}

/// <summary>Every hash under which a document was given out.</summary>
internal sealed class PublishedHashRow
{
    public required string Sha256 { get; set; }
    public Guid Published { get; set; }
}

internal sealed class RelatedActRow
{
    public Guid Document { get; set; }
    public Guid Target { get; set; }
    public Guid CaseId { get; set; }
    public long At { get; set; }
    public required byte[] Body { get; set; }
}

internal sealed class ResultLookUpRow
{
    public Guid Id { get; set; }
    public required string Tenant { get; set; }
    public Guid CaseId { get; set; }
    public required byte[] Person { get; set; }
    public long At { get; set; }
    public required byte[] Body { get; set; }
}

internal sealed class DownloadLinkRow
{
    public required string TokenSha256 { get; set; }
    public Guid Result { get; set; }
    public required string Tenant { get; set; }
    public long ExpiresAt { get; set; }

    /// <summary>Concurrency token: two uses at once conflict.</summary>
    public long? UsedAt { get; set; }
}

internal sealed class ShareRow
{
    public Guid Id { get; set; }
    public required string Tenant { get; set; }
    public required byte[] Person { get; set; }
    public string? TokenSha256 { get; set; }
    public long ExpiresAt { get; set; }
    public long Version { get; set; }
    public required byte[] Body { get; set; }
}

internal sealed class ShareUseRow
{
    public Guid Id { get; set; }
    public Guid Share { get; set; }
    public long At { get; set; }
    public required byte[] Body { get; set; }
}

internal sealed class ShareRequestRow
{
    public Guid Id { get; set; }
    public required string Tenant { get; set; }
    public required byte[] Person { get; set; }
    public bool IsOpen { get; set; }
    public long ExpiresAt { get; set; }
    public long Version { get; set; }
    public required byte[] Body { get; set; }
}

internal sealed class PersonHandleRow
{
    public required byte[] Person { get; set; }
    public required byte[] Handle { get; set; }
    public required string MasterKeyId { get; set; }
}

internal sealed class ResultImportRow
{
    public Guid Id { get; set; }
    public required string Tenant { get; set; }
    public Guid Scope { get; set; }
    public required string State { get; set; }
    public long At { get; set; }
    public long Version { get; set; }
    public required byte[] Body { get; set; }
}

internal sealed class TokenRow
{
    public required string TokenSha256 { get; set; }
    public AccessTokenKind Kind { get; set; }
    public required string Tenant { get; set; }
    public Guid CaseId { get; set; }
    public required string Participant { get; set; }
    public long ExpiresAt { get; set; }

    /// <summary>Concurrency token: two uses at once conflict.</summary>
    public long? UsedAt { get; set; }

    /// <summary>The sign-in at an OpenID provider that it comes from; null for an invitation.</summary>
    public Guid? SignIn { get; set; }

    /// <summary>The handover by a helper that it rests on; null in an own session.</summary>
    public Guid? HandOver { get; set; }
}

internal sealed class SecretRow
{
    public required string Name { get; set; }
    public required byte[] Value { get; set; }
    public required string MasterKeyId { get; set; }
}

internal sealed class OutboxRow
{
    public Guid Id { get; set; }
    public required string Type { get; set; }
    public required string Tenant { get; set; }
    public Guid CaseId { get; set; }
    public string? Subject { get; set; }
    public long At { get; set; }
    public long? SentAt { get; set; }
    public int Attempts { get; set; }

    /// <summary>Nobody takes it before; 0 for at once. While a worker has it, the end of its lease.</summary>
    public long NextTryAt { get; set; }

    /// <summary>The lease of the worker that has it.</summary>
    public Guid? Lease { get; set; }

    /// <summary>Leaves of the audit log after the commit that made it: grows in the order of commits, which ids and times do not.</summary>
    public long Position { get; set; }
}

internal sealed class AuditLeafRow
{
    public long Index { get; set; }
    public Guid? CaseId { get; set; }
    public required byte[] LeafHash { get; set; }

    /// <summary>What the leaf hash is of: SHA-256(salt || canonical entry), 32 bytes; null in rows of before.</summary>
    public byte[]? Commitment { get; set; }

    /// <summary>Salt and canonical entry, encrypted.</summary>
    public required byte[] Entry { get; set; }
}

internal sealed class AuditNodeRow
{
    public int Level { get; set; }
    public long Index { get; set; }
    public required byte[] Hash { get; set; }
}

internal sealed class UsedOnceRow
{
    public required byte[] Key { get; set; }
    public long ExpiresAt { get; set; }
}

internal sealed class CaptureFingerprintRow
{
    public long Id { get; set; }
    public required byte[] Person { get; set; }
    public long At { get; set; }
    public required byte[] Data { get; set; }
}

internal sealed class CheckpointRow
{
    public long Size { get; set; }
    public required string Note { get; set; }
    public long At { get; set; }
}

internal sealed class RegisterBookRow
{
    public required string Tenant { get; set; }
    public required string Code { get; set; }
    public int Year { get; set; }

    /// <summary>Concurrency token: a second guard behind the lock.</summary>
    public long LastNumber { get; set; }
}

internal sealed class RegisterEntryRow
{
    public required string Tenant { get; set; }
    public required string BookCode { get; set; }
    public int Year { get; set; }
    public long Number { get; set; }

    /// <summary>Concurrency token: two ends at once conflict.</summary>
    public RegisterEntryState State { get; set; }
    public Guid CaseId { get; set; }
    public required string Subject { get; set; }

    /// <summary>The subject while the number is reserved or used, null once voided; unique in its case and book sign.</summary>
    public string? Living { get; set; }
    public long ReservedAt { get; set; }
    public required string ReservedBy { get; set; }
    public required byte[] Text { get; set; }
    public long? ClosedAt { get; set; }
    public string? ClosedBy { get; set; }
    public string? DocumentSha256 { get; set; }
    public byte[]? Reason { get; set; }
}

/// <summary>The key of a tenant, under which the keys of its cases are wrapped.</summary>
internal sealed class TenantKeyRow
{
    public required string Tenant { get; set; }
    public required byte[] Wrapped { get; set; }
    public required string MasterKeyId { get; set; }
    public long CreatedAt { get; set; }
}

/// <summary>How often a tenant did something in a month.</summary>
internal sealed class MeterRow
{
    public required string Tenant { get; set; }

    /// <summary>Year times 100 plus month, of Vietnam's calendar.</summary>
    public int Month { get; set; }
    public required string Operation { get; set; }
    public long Done { get; set; }
    public long Refused { get; set; }
}

/// <summary>An officer's one-time codes.</summary>
internal sealed class OneTimeCodeRow
{
    public required string Tenant { get; set; }
    public required string Account { get; set; }

    /// <summary>Names the key that the body lies under.</summary>
    public Guid Scope { get; set; }

    /// <summary>Concurrency token: one guess at a time.</summary>
    public long Version { get; set; }
    public required byte[] Body { get; set; }
}
