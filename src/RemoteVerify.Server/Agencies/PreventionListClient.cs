using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Server.Composition;

namespace RemoteVerify.Server.Agencies;

/// <summary>
/// Asks the prevention list of the province over HTTP. Whatever goes wrong on the line becomes the answer "not available", so that the notary
/// asks again later; what was half understood never counts as "nothing found".
/// </summary>
public sealed partial class PreventionListClient(IHttpClientFactory clients, PreventionListOptions options, LineGuard guard, ILogger<PreventionListClient> logger) : IPreventionList
{
    /// <summary>A notary waits, and asks again at once more often than a machine does: the line rests later.</summary>
    public const int FailuresBeforeRest = 5;

    /// <summary>Name of the client with time-out and limit that the host configures.</summary>
    public const string ClientName = "prevention-list";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    public async Task<PreventionAnswer> AskAsync(PreventionQuestion question, CancellationToken cancellationToken)
    {
        if (options.Address is not { } address)
        {
            return NotAvailable("not-configured");
        }

        if (!guard.TryPass())
        {
            return NotAvailable("resting");
        }

        PreventionAnswer answer = await AskAsync(address, question, cancellationToken);
        if (answer is PreventionAnswer.Answered)
        {
            guard.Succeeded();
        }
        else
        {
            guard.Failed();
        }

        return answer;
    }

    private async Task<PreventionAnswer> AskAsync(Uri address, PreventionQuestion question, CancellationToken cancellationToken)
    {
        using HttpClient http = clients.CreateClient(ClientName);
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(address, "notices/search")) { Content = JsonContent.Create(QuestionBody.Of(question), options: Json) };
        if (options.Key is { Length: > 0 } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", System.Text.Encoding.UTF8.GetString(SecretReference.Read(key)));
        }

        try
        {
            using HttpResponseMessage answer = await http.SendAsync(request, cancellationToken);
            byte[] received = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            return answer.IsSuccessStatusCode ? Understood(received) : NotAvailable(string.Create(CultureInfo.InvariantCulture, $"status-{(int)answer.StatusCode}"));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return NotAvailable("timeout");
        }
        catch (HttpRequestException e)
        {
            return NotAvailable(e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded ? "too-large" : "unreachable");
        }
    }

    private PreventionAnswer Understood(byte[] received)
    {
        try
        {
            return JsonSerializer.Deserialize<AnswerBody>(received, Json) is { } body
                && !string.IsNullOrWhiteSpace(body.Provider) && !string.IsNullOrWhiteSpace(body.Database)
                    ? new PreventionAnswer.Answered(
                        body.Provider, body.Database, received, [.. body.Notices.Select(n => new PreventionNotice(n.Id, n.IssuedBy, n.IssuedOn, n.Text))])
                    : NotAvailable("malformed");
        }
        catch (JsonException)
        {
            return NotAvailable("malformed");
        }
    }

    private PreventionAnswer.NotAvailable NotAvailable(string reason)
    {
        Log.NoAnswer(logger, reason);
        return new PreventionAnswer.NotAvailable(reason);
    }

    private sealed record PersonBody(string FullName, string PersonalNumber)
    {
        public override string ToString() => nameof(PersonBody);
    }

    private sealed record QuestionBody(
        string CaseCode, string Purpose, string LegalBasis, string RequestedBy, string Transaction, string Asset, IReadOnlyList<PersonBody> People)
    {
        public static QuestionBody Of(PreventionQuestion q) => new(
            q.CaseCode, q.Purpose, q.LegalBasis, q.RequestedBy, q.Transaction, q.Asset, [.. q.People.Select(p => new PersonBody(p.FullName, p.PersonalNumber))]);

        public override string ToString() => nameof(QuestionBody);
    }

    private sealed record NoticeBody(string Id, string IssuedBy, DateOnly IssuedOn, string Text);

    private sealed record AnswerBody(string Provider, string Database, IReadOnlyList<NoticeBody> Notices);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The prevention list gave no answer: {Reason}.")]
        public static partial void NoAnswer(ILogger logger, string reason);
    }
}

/// <summary>Where the prevention list is asked.</summary>
public sealed class PreventionListOptions
{
    /// <summary>Address that <c>notices/search</c> is appended to, with a slash at its end; null: there is none, and notaries can't go on.</summary>
    public Uri? Address { get; set; }

    /// <summary>Reference to the bearer key (<c>env:NAME</c> or <c>file:PATH</c>); null for none.</summary>
    public string? Key { get; set; }

    /// <summary>Seconds to wait for an answer; a notary waits meanwhile.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 8;
}
