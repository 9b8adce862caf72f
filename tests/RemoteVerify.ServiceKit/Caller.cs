using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace RemoteVerify.Server.Tests;

/// <summary>One caller of the service with a token of its own, or none.</summary>
public sealed class Caller(HttpClient http, Uri address, string? token)
{
    public string? Token => token;

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Answer> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, JsonContent.Create(body));

    /// <summary>With no body at all.</summary>
    public Task<Answer> PostAsync(string path) => SendAsync(HttpMethod.Post, path, null);

    public Task<Answer> FormAsync(string path, Dictionary<string, string> fields)
    {
        RunLog.OfThisRun.Forbid("client secret", fields.GetValueOrDefault("client_secret"));
        RunLog.OfThisRun.Forbid("client assertion", fields.GetValueOrDefault("client_assertion"));
        return SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(fields));
    }

    public Task<Answer> BytesAsync(string path, byte[] body, string mediaType) =>
        SendAsync(HttpMethod.Post, path, new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } });

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, new Uri(address, path)) { Content = content };
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        RunLog.OfThisRun.Forbid("bearer token", token);
        RunLog.OfThisRun.ForbidMembers(content is JsonContent or StringContent ? await content.ReadAsByteArrayAsync() : []);
        using HttpResponseMessage answer = await http.SendAsync(request);
        byte[] body = await answer.Content.ReadAsByteArrayAsync();
        RunLog.OfThisRun.ForbidMembers(body);
        return new Answer(
            $"{method} {path}", (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, body,
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
    }
}

/// <summary>What came back.</summary>
public sealed record Answer(string Request, int Status, string? MediaType, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The code of a problem document.</summary>
    public string Code => Json.GetProperty("code").GetString()!;

    public override string ToString() => $"{Request} -> {Status} {MediaType} {(Text.Length > 600 ? Text[..600] : Text)}";

    /// <summary>The answer, which must have this status.</summary>
    public Answer Expect(int status)
    {
        Assert.True(Status == status, $"Expected {status}: {this}");
        return this;
    }

    /// <summary>The answer, which must be a whole problem document of this status and, if told, this code.</summary>
    public Answer ExpectProblem(int status, string? code = null)
    {
        Expect(status);
        AssertIsProblem();
        Assert.True(code is null || Code == code, $"Expected the code {code}: {this}");
        return this;
    }

    /// <summary>RFC 9457 with what this API promises beyond it.</summary>
    public void AssertIsProblem()
    {
        Assert.True(MediaType == "application/problem+json", $"No problem document: {this}");
        JsonElement problem = Json;
        Assert.Equal(Status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("title").GetString()), ToString());
        string code = problem.GetProperty("code").GetString()!;
        Assert.Matches("^[a-z-]+\\.[a-z-]+$", code);
        Assert.Equal($"urn:remoteverify:problem:{code}", problem.GetProperty("type").GetString());
        Assert.DoesNotContain("   at ", Text, StringComparison.Ordinal);
    }
}
