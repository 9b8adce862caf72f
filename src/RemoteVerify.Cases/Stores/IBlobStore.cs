namespace RemoteVerify.Cases.Stores;

/// <summary>Kinds of data with one key and one retention each, per case.</summary>
public enum DataClass
{
    /// <summary>The body of the case and its audit entries.</summary>
    Record,

    /// <summary>Documents of the dossier, kept 10 to 30 years.</summary>
    Dossier,

    /// <summary>Chip data and the portrait: sensitive.</summary>
    Identity,

    /// <summary>The evidence package of a capture with its signature: measurements, no pictures; pictures too in captures from before these had a class of their own.</summary>
    Capture,

    /// <summary>Results and copies that were given out.</summary>
    Published,

    /// <summary>Named secrets of the host.</summary>
    Secret,

    /// <summary>What register books say of a case's papers, kept for good.</summary>
    Register,

    /// <summary>Pictures of the camera: sensitive, kept for days.</summary>
    Frames,
}

/// <summary>Encrypted bytes, one key per case and data class. A tampered blob throws; a destroyed key gives null.</summary>
public interface IBlobStore
{
    Task<BlobId> PutAsync(TenantId tenant, CaseId caseId, DataClass dataClass, ReadOnlyMemory<byte> data, CancellationToken cancellationToken);

    /// <summary>The bytes, or null when the key was destroyed or the blob is not this case's.</summary>
    Task<ReadOnlyMemory<byte>?> GetAsync(CaseId caseId, BlobId id, CancellationToken cancellationToken);

    /// <summary>Whether there ever was data of this class that was not destroyed.</summary>
    Task<bool> HasKeyAsync(CaseId caseId, DataClass dataClass, CancellationToken cancellationToken);

    /// <summary>Makes every blob of this case and class unreadable for good, backups included.</summary>
    Task DestroyKeyAsync(CaseId caseId, DataClass dataClass, CancellationToken cancellationToken);
}

/// <summary>Named bytes of the host, e.g. the exported development hierarchy; encrypted under the master key.</summary>
public interface ISecretStore
{
    Task<byte[]?> FindAsync(string name, CancellationToken cancellationToken);

    Task PutAsync(string name, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);
}
