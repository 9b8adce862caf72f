using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>Whom a form is about.</summary>
public static class FormPerson
{
    /// <summary>The subject where there is one, otherwise the first who asks; null where nobody does.</summary>
    public static Participant? Of(CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Participants.FirstOrDefault(one => one.Kind == ParticipantKind.Subject) ?? file.Participants.FirstOrDefault(one => one.Signs);
    }
}
