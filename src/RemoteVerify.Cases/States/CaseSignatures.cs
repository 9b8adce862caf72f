namespace RemoteVerify.Cases.States;

/// <summary>The participants' signatures of a case, whichever state it is in.</summary>
public static class CaseSignatures
{
    public static IReadOnlyList<ParticipantSignature> Of(Case current)
    {
        ArgumentNullException.ThrowIfNull(current);
        return current switch
        {
            AwaitingConfirmation one => one.Signatures,
            ContentConfirmed one => one.Signatures,
            ParticipantsSigned one => one.Signatures,
            Approved one => one.Signatures,
            CountersignaturePrepared one => one.Signatures,
            Countersigned one => one.Signatures,
            OrganisationSealed one => one.Signatures,
            Effective one => one.Signatures,
            _ => current.File.Request?.Signatures ?? [],
        };
    }
}
