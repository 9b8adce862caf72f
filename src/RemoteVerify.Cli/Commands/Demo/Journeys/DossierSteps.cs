namespace RemoteVerify.Cli.Commands.Demo.Journeys;

/// <summary>What a portal and an officer do with any dossier before the work of its journey begins.</summary>
internal static class DossierSteps
{
    /// <summary>Fills in the form.</summary>
    public static Task FillAsync(ApiClient portal, string caseId, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken) =>
        portal.PostAsync($"/v1/cases/{caseId}/fields", new { fields = fields.Select(field => new { name = field.Key, value = field.Value }) }, cancellationToken);

    /// <summary>Adds a paper that the procedure asks for.</summary>
    public static Task AddPaperAsync(ApiClient portal, string caseId, string need, byte[] pdf, CancellationToken cancellationToken) =>
        portal.PostBytesAsync($"/v1/cases/{caseId}/papers/{need}", pdf, "application/pdf", cancellationToken);

    /// <summary>Hands the dossier in.</summary>
    public static Task SubmitAsync(ApiClient portal, string caseId, CancellationToken cancellationToken) =>
        portal.PostAsync($"/v1/cases/{caseId}/actions/submit", new { }, cancellationToken);

    /// <summary>An officer takes it in.</summary>
    public static Task AcceptAsync(ApiClient officer, string caseId, CancellationToken cancellationToken) =>
        officer.PostAsync($"/v1/cases/{caseId}/actions/accept", new { }, cancellationToken);
}
