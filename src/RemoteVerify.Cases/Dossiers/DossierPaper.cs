namespace RemoteVerify.Cases.Dossiers;

/// <summary>How a paper came into the dossier.</summary>
public enum PaperOrigin
{
    /// <summary>Uploaded by the citizen or the portal for them; never the source of a certified copy.</summary>
    Uploaded,

    /// <summary>Scanned by an officer from a presented original.</summary>
    ScannedByOfficer,

    /// <summary>Print of what was looked up in a database; immutable (Law 46/2024/QH15 article 67).</summary>
    LookedUp,

    /// <summary>Composed by the service: slips, drafts, decisions.</summary>
    Composed,

    /// <summary>Photo of the moment of signing, bytes as captured (Law 46/2024/QH15 article 50).</summary>
    SigningPhoto,

    /// <summary>Recording of a session or a part of it.</summary>
    Recording,
}

/// <summary>One paper of the dossier. It is never changed; a better one is added after it.</summary>
/// <param name="Id">Unique in the case: <c>d1</c>, <c>d2</c>, ...</param>
/// <param name="Need">Which required paper of the procedure it answers, or a word of its kind, e.g. <c>lookup:population</c>.</param>
/// <param name="Origin">How it came.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Blob">Where the bytes are.</param>
/// <param name="Sha256">Of the bytes as they came.</param>
/// <param name="Length">Bytes.</param>
/// <param name="By">Who added it.</param>
/// <param name="At">When.</param>
public sealed record DossierPaper(
    string Id, string Need, PaperOrigin Origin, string ContentType, BlobId Blob, Sha256Digest Sha256, long Length, string By, DateTimeOffset At)
{
    /// <summary>For a look-up: which provider answered, for which purpose and on which legal basis.</summary>
    public LookupBasis? Lookup { get; init; }

    /// <summary>For a look-up: whether the database held what was asked for; an empty list of notices is an answer.</summary>
    public bool LookupFound { get; init; }

    /// <summary>The participant or venue it belongs to, or null.</summary>
    public string? About { get; init; }
}

/// <summary>Why a database was asked.</summary>
/// <param name="Provider">Id of the provider.</param>
/// <param name="Purpose">Purpose of the case.</param>
/// <param name="LegalBasis">Article that allows it.</param>
public sealed record LookupBasis(string Provider, string Purpose, string LegalBasis);
