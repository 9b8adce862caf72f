using RemoteVerify.Cases.Documents;

namespace RemoteVerify.Cases.States;

/// <summary>What a case keeps in every state.</summary>
/// <param name="Id">The case.</param>
/// <param name="Tenant">Whose case it is.</param>
/// <param name="Code">Mã hồ sơ: what people read out; carries no personal data.</param>
/// <param name="ProcedureCode">Code of the procedure.</param>
/// <param name="ProcedureVersion">The version in force when the case was opened.</param>
/// <param name="IsTest">True when the papers must be marked as a trial.</param>
/// <param name="Title">Title of the case.</param>
/// <param name="OpenedBy">The portal's client id.</param>
/// <param name="OpenedAt">When.</param>
/// <param name="Participants">Everybody who must prove who they are and sign.</param>
/// <param name="Version">Grows by one with every saved change.</param>
public sealed record CaseFile(
    CaseId Id,
    TenantId Tenant,
    string Code,
    string ProcedureCode,
    string ProcedureVersion,
    bool IsTest,
    string Title,
    string OpenedBy,
    DateTimeOffset OpenedAt,
    IReadOnlyList<Participant> Participants,
    long Version)
{
    /// <summary>Where the signatures are to be seen; known once the document is attached.</summary>
    public SignaturePlaces Places { get; init; } = SignaturePlaces.None;

    /// <summary>The participant with this id, or null.</summary>
    public Participant? Find(ParticipantId id) => Participants.FirstOrDefault(p => p.Id == id);

    public override string ToString() => $"CaseFile {Code}";
}
