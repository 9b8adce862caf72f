namespace RemoteVerify.Cases.Procedures;

/// <summary>What proof replaces the presence of a person (quy định về sự có mặt).</summary>
public enum PresencePolicy
{
    None,
    AtOffice,
    OfficerAtVenue,
    RemoteVerified,
}

/// <summary>One version of a procedure (thủ tục hành chính), as data with the dates it is in force.</summary>
/// <param name="Code">Stable code of the procedure.</param>
/// <param name="Version">Version of this data set.</param>
/// <param name="TitleVi">Title in Vietnamese.</param>
/// <param name="TitleEn">Title in English.</param>
/// <param name="Presence">What replaces presence.</param>
/// <param name="LegalBasis">What the version rests on; says so where it is only a trial.</param>
/// <param name="EffectiveFrom">First day in force.</param>
/// <param name="EffectiveUntil">Last day in force; null when open.</param>
/// <param name="IsTest">True for a trial without legal effect: every paper is then marked.</param>
/// <param name="MaximumDocumentBytes">Largest document taken.</param>
/// <param name="RetentionYears">How long the dossier is kept.</param>
public sealed record Procedure(
    string Code,
    string Version,
    string TitleVi,
    string TitleEn,
    PresencePolicy Presence,
    string LegalBasis,
    DateOnly EffectiveFrom,
    DateOnly? EffectiveUntil,
    bool IsTest,
    int MaximumDocumentBytes,
    int RetentionYears)
{
    /// <summary>True when the version is in force on <paramref name="day"/>.</summary>
    public bool IsInForce(DateOnly day) => day >= EffectiveFrom && (EffectiveUntil is not { } last || day <= last);
}
