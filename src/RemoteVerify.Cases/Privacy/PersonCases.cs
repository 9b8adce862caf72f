using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Privacy;

/// <summary>The cases of one person in the actor's tenant, found by a keyed tag of the personal number and by nothing else; never by a face.</summary>
internal static class PersonCases
{
    /// <summary>Most cases of one answer.</summary>
    public const int Most = 200;

    public static async Task<IReadOnlyList<Case>> ListAsync(Work work, string personalNumber, CancellationToken cancellationToken)
    {
        List<Case> cases = [];
        foreach (CaseId id in await work.Unit.Cases.ListByPersonAsync(work.Actor.Tenant, personalNumber, Most, cancellationToken))
        {
            if (await work.Unit.Cases.FindAsync(work.Actor.Tenant, id, cancellationToken) is { } found && Of(found.File, personalNumber) is not null)
            {
                cases.Add(found);
            }
        }

        return cases;
    }

    /// <summary>The person in a case, or null.</summary>
    public static Participant? Of(CaseFile file, string personalNumber) => file.Participants.FirstOrDefault(participant => participant.PersonalNumber == personalNumber);
}
