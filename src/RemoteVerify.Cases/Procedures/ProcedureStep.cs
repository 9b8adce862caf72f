using System.Text.Json.Serialization;

namespace RemoteVerify.Cases.Procedures;

/// <summary>Where a step of the citizen happens.</summary>
public enum StepPlace
{
    Online,

    /// <summary>At the agency.</summary>
    AtOffice,

    /// <summary>At a venue with an officer of its own, near the person.</summary>
    AtVenue,
}

/// <summary>How much of a procedure is online (Decree 42/2022).</summary>
public enum ServiceLevel
{
    /// <summary>Một phần: at least one visit remains.</summary>
    Partial,

    /// <summary>Toàn trình: no visit remains.</summary>
    Full,
}

/// <summary>One thing that the citizen does.</summary>
/// <param name="Id">Unique in the procedure.</param>
/// <param name="TitleVi">In Vietnamese.</param>
/// <param name="TitleEn">In English.</param>
/// <param name="Where">Where.</param>
/// <param name="LegalReason">Which rule demands the visit; needed wherever it is not online.</param>
public sealed record ProcedureStep(string Id, string TitleVi, string TitleEn, StepPlace Where, string? LegalReason = null)
{
    /// <summary>The person must go somewhere.</summary>
    [JsonIgnore]
    public bool IsVisit => Where != StepPlace.Online;
}
