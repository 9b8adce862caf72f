namespace RemoteVerify.Cases.Procedures;

/// <summary>How a paper gets into the dossier.</summary>
public enum PaperSourceKind
{
    /// <summary>The person uploads it: no source holds it.</summary>
    Upload,

    /// <summary>An officer scans the original that was presented; an upload is never taken.</summary>
    OfficerScan,

    /// <summary>The office asks a database; an upload is taken only where the database can't answer.</summary>
    Lookup,
}

/// <summary>What to do when a database did not answer at all.</summary>
public enum PaperFallback
{
    /// <summary>Go on without the paper; the officer looks it up again before deciding.</summary>
    VerifyLater,

    /// <summary>Ask the person for the paper.</summary>
    Upload,
}

/// <summary>Where a paper comes from.</summary>
/// <param name="Kind">How.</param>
/// <param name="Provider">Code of the database, such as <c>population</c>; only for a look-up.</param>
/// <param name="Field">What it is asked for, such as <c>residence</c>; only for a look-up.</param>
/// <param name="WhenFailed">What happens when it did not answer; only for a look-up.</param>
public sealed record PaperDataSource(PaperSourceKind Kind, string? Provider = null, string? Field = null, PaperFallback? WhenFailed = null);

/// <summary>A paper of the dossier (thành phần hồ sơ).</summary>
/// <param name="Id">Unique in the procedure.</param>
/// <param name="TitleVi">Its name in Vietnamese.</param>
/// <param name="TitleEn">Its name in English.</param>
/// <param name="Required">The dossier is not complete without it.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="PerParticipant">One of each participant, or one of the case.</param>
public sealed record RequiredPaper(string Id, string TitleVi, string TitleEn, bool Required, PaperDataSource Source, bool PerParticipant = false)
{
    /// <summary>Why it may be asked for.</summary>
    public string? LegalBasis { get; init; }
}
