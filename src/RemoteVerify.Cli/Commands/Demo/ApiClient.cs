using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace RemoteVerify.Cli.Commands.Demo;

/// <summary>What the service answered when it refused: the problem document of RFC 9457.</summary>
internal sealed class ApiProblemException(int status, string code, string detail) : Exception($"{status} {code}: {detail}")
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}

/// <summary>One caller of the HTTP API with a token of its own; it knows the service by its address only.</summary>
internal sealed class ApiClient(HttpClient http, Uri address, string? token)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public Uri Address => address;

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, cancellationToken);

    public Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(body, options: Json), cancellationToken);

    public Task<JsonElement> PostBytesAsync(string path, byte[] body, string mediaType, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } }, cancellationToken);

    public async Task<byte[]> GetBytesAsync(string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await AnswerAsync(HttpMethod.Get, path, null, cancellationToken);
        return await answer.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    /// <summary>Obtains an access token with a client secret and returns a caller that carries it.</summary>
    public async Task<ApiClient> SignInAsync(string clientId, string secret, CancellationToken cancellationToken) =>
        await SignInAsync(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = clientId, ["client_secret"] = secret }, cancellationToken);

    /// <summary>Obtains an access token with a signed assertion (RFC 7523) and returns a caller that carries it.</summary>
    public async Task<ApiClient> SignInWithAssertionAsync(string clientId, Func<string, string> assertionForAudience, CancellationToken cancellationToken) =>
        await SignInAsync(
            new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = clientId,
                ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = assertionForAudience(new Uri(address, "/v1/oauth/token").ToString()),
            },
            cancellationToken);

    public ApiClient WithToken(string other) => new(http, address, other);

    private async Task<ApiClient> SignInAsync(Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        JsonElement answer = await SendAsync(HttpMethod.Post, "/v1/oauth/token", new FormUrlEncodedContent(form), cancellationToken);
        return WithToken(answer.GetProperty("access_token").GetString()!);
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await AnswerAsync(method, path, content, cancellationToken);
        byte[] body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return body.Length == 0 ? default : JsonDocument.Parse(body).RootElement;
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(method, new Uri(address, path)) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (method == HttpMethod.Post)
        {
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        }

        HttpResponseMessage answer = await http.SendAsync(request, cancellationToken);
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            string text = await answer.Content.ReadAsStringAsync(cancellationToken);
            throw Problem((int)answer.StatusCode, text);
        }
    }

    private static ApiProblemException Problem(int status, string text)
    {
        try
        {
            JsonElement problem = JsonDocument.Parse(text).RootElement;
            string code = problem.TryGetProperty("code", out JsonElement value) || problem.TryGetProperty("error", out value) ? value.GetString()! : "unknown";
            string detail = problem.TryGetProperty("detail", out value) || problem.TryGetProperty("error_description", out value) ? value.GetString() ?? string.Empty : string.Empty;
            return new ApiProblemException(status, code, detail);
        }
        catch (JsonException)
        {
            return new ApiProblemException(status, "not-a-problem-document", text.Length > 200 ? text[..200] : text);
        }
    }
}
