namespace RemoteVerify.Cases.States;

/// <summary>Who of the participants has signed the document of a case, in whichever state it is.</summary>
public static class CaseSignatures
{
    /// <summary>Signatures under the case's document in the order of signing; empty before the first and in states that have no document.</summary>
    public static IReadOnlyList<ParticipantSignature> Of(Case current) => current switch
    {
        AwaitingConfirmation c => c.Signatures,
        ContentConfirmed c => c.Signatures,
        ParticipantsSigned c => c.Signatures,
        Approved c => c.Signatures,
        CountersignaturePrepared c => c.Signatures,
        Countersigned c => c.Signatures,
        OrganisationSealed c => c.Signatures,
        Effective c => c.Signatures,
        _ => [],
    };
}
