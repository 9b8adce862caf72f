using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Sandbox;

/// <summary>Finds out whether the sandbox may answer for the participant of a verification.</summary>
internal static class SandboxScript
{
    /// <summary>Warning and reason code of everything that the sandbox answered.</summary>
    public const string Simulated = "sandbox.simulated";

    public static async Task<Outcome<(Verification Verification, Case Case, SandboxPerson Person)>> FindAsync(
        Work work, VerificationId id, SandboxRule rule, SandboxPeople people, CancellationToken cancellationToken)
    {
        if (!(await work.VerificationAsync(id, cancellationToken)).TryGet(out (Verification Verification, Case Case) found, out Refusal? refusal))
        {
            return refusal;
        }

        CaseFile file = found.Case.File;
        if (rule.Closed(file) is { } closed)
        {
            return closed;
        }

        if (Consents.NotGiven(file, found.Verification.File.Participant) is { } withoutConsent)
        {
            return withoutConsent;
        }

        work.Note("verification", id.ToString());
        if (people.Find(file.Find(found.Verification.File.Participant)!.PersonalNumber) is not { } person)
        {
            return new Refusal(RefusalCode.SandboxPersonUnknown, "The participant is none of the sandbox's people. GET /v1/sandbox/people names them; open a case with one of their numbers.");
        }

        work.Note("sandbox-person", person.Id);
        return (found.Verification, found.Case, person);
    }
}
