using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Server.Agencies;

namespace RemoteVerify.Server.Lookups;

/// <summary>
/// The line to a database's connector. It answers in bounded time whatever the other side does: a line that failed several times
/// in a row is left alone for a while, and every trouble is a typed answer.
/// </summary>
public sealed partial class RegisterConnection(Uri? address, IHttpClientFactory clients, LineGuard guard, ILogger<RegisterConnection> logger)
{
    public const string ClientName = "registers";

    private const int MaximumAnswerBytes = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    /// <summary>Asks; never throws for what the other side does.</summary>
    public async Task<DatabaseAnswer> AskAsync(LookupQuestion question, CancellationToken cancellationToken)
    {
        if (address is null)
        {
            return new UnavailableAnswer("not-configured");
        }

        // A question without purpose or right is not asked.
        if (string.IsNullOrWhiteSpace(question.Purpose) || string.IsNullOrWhiteSpace(question.LegalBasis))
        {
            return new UnavailableAnswer("without-basis");
        }

        if (!guard.TryPass())
        {
            return new UnavailableAnswer("resting");
        }

        DatabaseAnswer answer = await SendAsync(address, question, cancellationToken);
        if (answer is UnavailableAnswer silent)
        {
            guard.Failed();
            Log.NoAnswer(logger, address.Authority, silent.Reason);
        }
        else
        {
            guard.Succeeded();
        }

        return answer;
    }

    private async Task<DatabaseAnswer> SendAsync(Uri to, LookupQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            HttpClient client = clients.CreateClient(ClientName);
            using ByteArrayContent body = new(JsonSerializer.SerializeToUtf8Bytes(QuestionBody.Of(question), Json));
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using HttpRequestMessage request = new(HttpMethod.Post, new Uri(to, "look-ups")) { Content = body };
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
            {
                return new UnavailableAnswer("overloaded");
            }

            return response.IsSuccessStatusCode && await ReadAsync(response.Content, cancellationToken) is { } raw ? Read(raw, question) : new UnavailableAnswer("malformed");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new UnavailableAnswer("timed-out");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new UnavailableAnswer("unreachable");
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using Stream stream = await content.ReadAsStreamAsync(cancellationToken);
        byte[] buffer = new byte[MaximumAnswerBytes + 1];
        int length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > MaximumAnswerBytes ? null : buffer[..length];
    }

    /// <summary>Only what was asked for is taken; whatever else the other side sends is dropped, not kept.</summary>
    private static DatabaseAnswer Read(byte[] raw, LookupQuestion question)
    {
        try
        {
            AnswerBody? body = JsonSerializer.Deserialize<AnswerBody>(raw, Json);
            if (body is null || (body.Found && body.Values is null))
            {
                return new UnavailableAnswer("malformed");
            }

            return body.Found
                ? new FoundAnswer(body.Values!.Where(value => question.Fields.Contains(value.Key) || question.Fields.Contains(MaritalFacts.Status)).ToDictionary(), raw)
                : new UnknownAnswer(raw);
        }
        catch (JsonException)
        {
            return new UnavailableAnswer("malformed");
        }
    }

    private sealed record QuestionBody(
        string Tenant, string CaseCode, string Officer, string PersonalNumber, string FullName, IReadOnlyList<string> Fields, string Purpose, string LegalBasis)
    {
        public static QuestionBody Of(LookupQuestion q) => new(q.Tenant.Value, q.CaseCode, q.Officer, q.PersonalNumber, q.FullName, q.Fields, q.Purpose, q.LegalBasis);

        public override string ToString() => nameof(QuestionBody);
    }

    private sealed record AnswerBody([property: JsonRequired] bool Found, Dictionary<string, string>? Values);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The register at {Host} gave no answer: {Reason}. The question stays open.")]
        public static partial void NoAnswer(ILogger logger, string host, string reason);
    }
}
