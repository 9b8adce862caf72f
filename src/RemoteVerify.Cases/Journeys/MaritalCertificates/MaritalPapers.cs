namespace RemoteVerify.Cases.Journeys.MaritalCertificates;

/// <summary>Papers that the journey itself asks for.</summary>
public static class MaritalPapers
{
    /// <summary>The other agency's answer, added by an officer.</summary>
    public const string AgencyAnswer = "agency-answer";

    /// <summary>The person's written pledge about the marital status (văn bản cam đoan).</summary>
    public const string Pledge = "pledge";

    /// <summary>What may be added while another agency is asked.</summary>
    public static IReadOnlyList<string> Answers { get; } = [AgencyAnswer, Pledge];
}
