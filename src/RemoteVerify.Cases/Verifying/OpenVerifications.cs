using RemoteVerify.Cases.Recording;

namespace RemoteVerify.Cases.Verifying;

/// <summary>Closes what is still running when what it was for does not take place: its outcome must not count for anything that comes later.</summary>
internal static class OpenVerifications
{
    /// <summary>Cancels those of one participant that are with nobody yet; what an officer has before them, the officer ends.</summary>
    public static async Task CancelAsync(Work work, CaseId caseId, ParticipantId participant, string reason, CancellationToken cancellationToken)
    {
        foreach (Verification verification in await work.Unit.Verifications.ListAsync(caseId, cancellationToken))
        {
            if (verification.File.Participant == participant && !verification.IsClosed && verification is not WithOfficer)
            {
                await work.SaveVerificationAsync(verification.Cancel(reason, work.Now), cancellationToken);
            }
        }
    }

    /// <summary>Cancels every verification of the case that has no outcome yet.</summary>
    public static async Task CancelAsync(Work work, CaseId caseId, string reason, CancellationToken cancellationToken)
    {
        foreach (Verification verification in (await work.Unit.Verifications.ListAsync(caseId, cancellationToken)).Where(v => !v.IsClosed))
        {
            await work.SaveVerificationAsync(verification.Cancel(reason, work.Now), cancellationToken);
        }
    }
}
