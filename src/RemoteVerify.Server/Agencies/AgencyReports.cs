using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace RemoteVerify.Server.Agencies;

/// <summary>How an agency took a message.</summary>
/// <param name="Trouble">A code; null when it has it.</param>
/// <param name="Receipt">Its number for it; null when it gave none.</param>
public sealed record ReportAnswer(string? Trouble, string? Receipt);

/// <summary>Posts JSON to an agency's address: our id in <c>Idempotency-Key</c>, what for and by which right in the body. 409 means that it has it already.</summary>
public sealed class AgencyReports(AgencyLine line, AgencyAddress options)
{
    private const int LongestReceipt = 64;

    public bool IsConfigured => options.Address is not null;

    public string Purpose => options.Purpose;

    public string LegalBasis => options.LegalBasis ?? string.Empty;

    /// <summary>Sends; never throws for what the other side does.</summary>
    /// <param name="path">Below the agency's address.</param>
    /// <param name="id">The same at every try.</param>
    /// <param name="message">What.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ReportAnswer> SendAsync<T>(string path, Guid id, T message, CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(message, AgencyLine.Json);
        LineAnswer answer = await line.PostAsync(new Uri(options.Address!, path), body, headers =>
        {
            headers.Add("Idempotency-Key", id.ToString("D"));
            Authorize(headers, options);
        }, cancellationToken);
        if (answer.Trouble is { } trouble)
        {
            return new ReportAnswer(trouble, null);
        }

        return answer.IsSuccess || answer.Status == StatusCodes.Status409Conflict ? Read(answer.Body) : new ReportAnswer($"status-{answer.Status}", null);
    }

    /// <summary>The bearer key of an address, when it has one.</summary>
    internal static void Authorize(HttpRequestHeaders headers, AgencyAddress options)
    {
        if (options.Key is { Length: > 0 } key)
        {
            headers.Authorization = new AuthenticationHeaderValue("Bearer", Encoding.UTF8.GetString(SecretReference.Read(key)));
        }
    }

    /// <summary>What is no receipt is nothing that the agency vouches for, so the message is sent again.</summary>
    private ReportAnswer Read(byte[] received)
    {
        try
        {
            if (JsonSerializer.Deserialize<Receipt>(received, AgencyLine.Json) is { Number: { Length: > 0 and <= LongestReceipt } number })
            {
                return new ReportAnswer(null, number);
            }
        }
        catch (JsonException)
        {
            // Falls through.
        }

        line.WasNonsense();
        return new ReportAnswer("malformed", null);
    }

    private sealed record Receipt([property: System.Text.Json.Serialization.JsonPropertyName("receipt")] string Number);
}
