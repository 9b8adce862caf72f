using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Assisting;

/// <summary>The one thing that a person has to do next in a case, as a helper may know it.</summary>
public enum AssistedStep
{
    /// <summary>Fields and papers are missing.</summary>
    Fill,

    Pay,

    /// <summary>The person answers what their data may be used for.</summary>
    Consent,

    /// <summary>The chip of the identity card is to be read.</summary>
    Chip,

    /// <summary>The person stands before the camera.</summary>
    Camera,

    /// <summary>The person reads a text and says whether it is right, or signs it.</summary>
    ReadAndConfirm,

    /// <summary>Somebody else has to do something: the office, another participant. Also where an officer looks at a concern, so that nothing tells the helper.</summary>
    Office,

    /// <summary>There is a result to be fetched.</summary>
    Result,

    /// <summary>Over without a result.</summary>
    Over,
}

/// <summary>Which step is open, and whose it is.</summary>
public static class AssistedSteps
{
    /// <summary>The steps that the person does with the helper beside them.</summary>
    public static bool IsTogether(this AssistedStep step) => step is AssistedStep.Fill or AssistedStep.Pay or AssistedStep.Consent or AssistedStep.Chip or AssistedStep.Camera;

    /// <summary>The step that the person does alone.</summary>
    public static bool IsAlone(this AssistedStep step) => step is AssistedStep.ReadAndConfirm;

    /// <param name="current">The case.</param>
    /// <param name="participant">Who is helped.</param>
    /// <param name="verifications">Verifications of the case, oldest first.</param>
    /// <param name="isHeld">An officer has to settle a concern first.</param>
    /// <param name="policy">When a proof of identity has run out.</param>
    /// <param name="now">Now.</param>
    internal static AssistedStep Of(
        Case current, ParticipantId participant, IReadOnlyList<Verification> verifications, bool isHeld, VerificationPolicy policy, DateTimeOffset now) => current switch
        {
            RefusedCase or StoppedCase or ExpiredCase => AssistedStep.Over,
            Effective or Completed or ResultDelivered => AssistedStep.Result,
            _ when isHeld => AssistedStep.Office,
            DraftCase or SupplementRequested => AssistedStep.Fill,
            PaymentRequested => AssistedStep.Pay,
            DraftShared or CertificateDrafted => AssistedStep.ReadAndConfirm,
            CaseWithDocument signing and (AwaitingIdentity or IdentityWithOfficer or AwaitingConfirmation or ContentConfirmed) => OfSigner(signing, participant, verifications, policy, now),
            _ => AssistedStep.Office,
        };

    private static AssistedStep OfSigner(CaseWithDocument current, ParticipantId participant, IReadOnlyList<Verification> verifications, VerificationPolicy policy, DateTimeOffset now)
    {
        if (current.HasSigned(participant))
        {
            return AssistedStep.Office;
        }

        Verification? running = verifications.LastOrDefault(v => v.File.Participant == participant && !v.IsClosed);
        if (running is WithOfficer)
        {
            return AssistedStep.Office;
        }

        if (current.IdentityOf(participant) is { } proof && !proof.HasRunOut(policy, now))
        {
            return current is AwaitingConfirmation or ContentConfirmed ? AssistedStep.ReadAndConfirm : AssistedStep.Office;
        }

        return Consents.Missing(current.File, participant).Count > 0 ? AssistedStep.Consent
            : running is VerificationWithChip ? AssistedStep.Camera
            : AssistedStep.Chip;
    }
}
