using System.Text.Json;
using RemoteVerify.Cases.Lookups;

namespace RemoteVerify.Server.Agencies;

/// <summary>Asks agencies that issued papers: <c>POST confirmations</c>. No agency's own form was at hand: this is ours. What is half understood never counts as genuine.</summary>
public sealed class IssuerConfirmationClient(AgencyLine line, AgencyAddress options) : IIssuerConfirmation
{
    /// <summary>Name of the client with its time limit.</summary>
    public const string ClientName = "issuers";

    private const int LongestText = 200;

    public string Purpose => options.Purpose;

    public string LegalBasis => options.LegalBasis ?? string.Empty;

    public async Task<IssuerAnswer> AskAsync(IssuerQuestion question, CancellationToken cancellationToken)
    {
        if (options.Address is not { } address)
        {
            return new IssuerAnswer.NotAvailable("not-configured");
        }

        byte[] body = JsonSerializer.SerializeToUtf8Bytes(
            new QuestionBody(Purpose, LegalBasis, question.CaseCode, question.Officer, question.Issuer, question.Paper, question.Number, question.IssuedOn, question.PaperSha256.Hex), AgencyLine.Json);
        LineAnswer answer = await line.PostAsync(new Uri(address, "confirmations"), body, headers => AgencyReports.Authorize(headers, options), cancellationToken);
        if (!answer.IsSuccess)
        {
            return new IssuerAnswer.NotAvailable(answer.Trouble ?? $"status-{answer.Status}");
        }

        try
        {
            if (JsonSerializer.Deserialize<AnswerBody>(answer.Body, AgencyLine.Json) is { AnsweredBy.Length: > 0 and <= LongestText, Reference.Length: > 0 and <= LongestText } said
                && said.Number == question.Number && FindingOf(said.Finding) is { } finding)
            {
                return new IssuerAnswer.Answered(finding, said.AnsweredBy, said.Reference, answer.Body);
            }
        }
        catch (JsonException)
        {
            // Falls through: it is no answer.
        }

        line.WasNonsense();
        return new IssuerAnswer.NotAvailable("malformed");
    }

    private static IssuerFinding? FindingOf(string said) => said switch
    {
        "genuine" => IssuerFinding.Genuine,
        "not-genuine" => IssuerFinding.NotGenuine,
        "withdrawn" => IssuerFinding.Withdrawn,
        "no-record" => IssuerFinding.NoRecord,
        _ => null,
    };

    private sealed record QuestionBody(
        string Purpose, string LegalBasis, string CaseCode, string Officer, string Issuer, string Paper, string Number, DateOnly? IssuedOn, string PaperSha256)
    {
        public override string ToString() => nameof(QuestionBody);
    }

    private sealed record AnswerBody(string Finding, string AnsweredBy, string Reference, string Number);
}
