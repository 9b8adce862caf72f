namespace RemoteVerify.Cases.States;

/// <summary>Who of the participants has signed the document of a case, in whichever state it is.</summary>
public static class CaseSignatures
{
    /// <summary>Signatures in the order of signing: those under the document, or those of the written request where there is no document yet; empty before the first.</summary>
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
