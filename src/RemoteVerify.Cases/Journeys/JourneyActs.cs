using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Cases.Journeys;

/// <summary>Where each journey begins.</summary>
public static class JourneyActs
{
    /// <summary>True when the applicant signs a request first, whose signature proves who asks.</summary>
    public static bool BeginsWithRequest(JourneyKind journey) => journey is JourneyKind.StoredCopy or JourneyKind.MaritalCertificate;

    /// <summary>The act that takes a draft out of the hands of the portal.</summary>
    public static Act Submission(JourneyKind journey) => journey switch
    {
        JourneyKind.RemoteContract => Act.AttachDocument,
        JourneyKind.StoredCopy or JourneyKind.MaritalCertificate => Act.ComposeRequest,
        _ => Act.SubmitCase,
    };

    /// <summary>The first acts after the dossier was taken in.</summary>
    public static IReadOnlyList<Act> First(JourneyKind journey) => journey switch
    {
        JourneyKind.NotarisedContract => [Act.AssignLead],
        JourneyKind.PaperCopy => [Act.PresentOriginal],
        JourneyKind.StoredCopy => [Act.PlanCopy],
        JourneyKind.MaritalCertificate => [Act.LookUpStatus],
        _ => [],
    };
}
