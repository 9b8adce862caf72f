using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using RemoteVerify.Server.Security;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests;

/// <summary>Walks every operation that the service describes, so that a new one can't forget the rules.</summary>
[Collection(OneService.Name)]
public class OpenApiTests(RunningService service)
{
    /// <summary>What anyone may ask, by intent. Everything else needs a token.</summary>
    private static readonly string[] Anonymous =
    [
        "UseDownloadLink", "UseShareLink", "ReadConsentTexts", "ReadIssuer", "ReadTokenKeys",
        "ReadKpi", "ReadOutcome", "ReceivePaymentCallback",
        "Health", "IssueToken", "EnterSession", "CheckDocument", "CheckCode", "ListProcedures", "ReadProcedure", "Timestamp", "Ocsp", "Crl", "RootCertificate",
        "ReadCheckpoint", "ReadLogKey", "ReadLeaves", "ReadInclusionProof", "ReadConsistencyProof", "ReadLogTile", "ReadLogEntries",
    ];

    /// <summary>Anyone gets something, and who has a token with a scope for it gets more.</summary>
    private static readonly string[] MoreWithAToken = ["ReadKpi"];

    /// <summary>These answer garbage in the words of their own standards (RFC 3161, RFC 6960, RFC 6749).</summary>
    private static readonly string[] OwnErrors = ["Timestamp", "Ocsp", "IssueToken"];

    private static string GoldenFile => Path.Combine(Repository.Root, "tests", "RemoteVerify.Server.Tests", "Golden", "openapi.json");

    [Fact]
    public async Task Document_ComparedWithTheGoldenFile_IsTheSameText()
    {
        string document = (await service.Anyone.GetAsync("/openapi/v1.json")).Expect(200).Text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("RV_REFRESH_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(GoldenFile, document, new UTF8Encoding(false));
        }

        Assert.True(File.Exists(GoldenFile), "The golden file is missing; RV_REFRESH_GOLDEN=1 writes it.");
        Assert.Equal(await File.ReadAllTextAsync(GoldenFile), document);
    }

    [Fact]
    public async Task Document_OfTheService_IsOpenApi31AndNamesEveryOperation()
    {
        JsonElement document = (await service.Anyone.GetAsync("/openapi/v1.json")).Expect(200).Json;
        Assert.StartsWith("3.1.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        List<Operation> operations = await OperationsAsync();
        Assert.True(operations.Count > 30, $"only {operations.Count} operations");
        Assert.Equal(operations.Count, operations.Select(operation => operation.Id).Distinct().Count());
        Assert.Equal(operations.Select(operation => operation.Id).Except(Anonymous).Concat(MoreWithAToken).Order(), ScopeTable.Operations.Order());
        Assert.Empty(Anonymous.Except(operations.Select(operation => operation.Id)));
    }

    [Fact]
    public async Task EveryOperation_WithoutAToken_IsUnauthorisedOrMeantForAnyone()
    {
        foreach (Operation operation in (await OperationsAsync()).Where(operation => !Anonymous.Contains(operation.Id) && operation.Method != HttpMethod.Head))
        {
            Answer answer = await service.Anyone.SendAsync(operation.Method, operation.PathWith(Guid.NewGuid()), operation.MediaType is { } type ? Body("{}", type) : null);
            answer.ExpectProblem(401, "token.missing-or-invalid");
            answer = await service.With("not-a-token").SendAsync(operation.Method, operation.PathWith(Guid.NewGuid()), null);
            answer.ExpectProblem(401, "token.missing-or-invalid");
        }
    }

    [Theory]
    [InlineData("portal")]
    [InlineData("officer")]
    [InlineData("seal")]
    public async Task EveryOperation_WithBrokenRequests_AnswersAProblemOfTheCaller(string client)
    {
        Caller caller = await service.AsAsync(client);
        (string Text, string Type)[] bodies =
        [
            ("{\"", "application/json"), ("[1,2,3]", "application/json"), ("null", "application/json"), ("{}", "application/json"), ("", "application/json"),
            ("<a/>", "application/xml"), ("\0\u0001", "application/octet-stream"),
        ];
        foreach (Operation operation in (await OperationsAsync()).Where(operation => operation.Method != HttpMethod.Get && operation.Method != HttpMethod.Head && !OwnErrors.Contains(operation.Id)))
        {
            foreach ((string text, string type) in bodies)
            {
                Answer answer = await caller.SendAsync(operation.Method, operation.PathWith(Guid.NewGuid()), Body(text, type));
                Assert.True(answer.Status is >= 400 and < 500, $"{operation.Id} with {type} {text}: {answer}");
                answer.AssertIsProblem();
            }
        }
    }

    [Theory]
    [InlineData("portal")]
    [InlineData("officer")]
    public async Task EveryRead_OfARandomId_FindsNothing(string client)
    {
        Caller caller = await service.AsAsync(client);
        foreach (Operation operation in (await OperationsAsync()).Where(operation => operation.Method == HttpMethod.Get && operation.Path.Contains('{', StringComparison.Ordinal)))
        {
            Answer answer = await caller.GetAsync(operation.PathWith(Guid.NewGuid()));
            Assert.True(answer.Status is 403 or 404 or 422, $"{operation.Id}: {answer}");
            answer.AssertIsProblem();
            (await caller.GetAsync(operation.Path.Replace("{id}", "not-an-id", StringComparison.Ordinal).Replace("{code}", "1", StringComparison.Ordinal))).AssertIsProblem();
        }
    }

    [Fact]
    public async Task OwnErrorOperations_WithGarbage_NeverFail()
    {
        foreach (Operation operation in (await OperationsAsync()).Where(operation => OwnErrors.Contains(operation.Id)))
        {
            foreach (string type in new[] { "application/x-www-form-urlencoded", "application/timestamp-query", "application/ocsp-request", "text/plain" })
            {
                Answer answer = await service.Anyone.SendAsync(operation.Method, operation.Path, Body("a=%zz&=&\u0001", type));
                Assert.True(answer.Status < 500, $"{operation.Id}: {answer}");
            }
        }
    }

    [Theory]
    [InlineData("/v1/nothing-here")]
    [InlineData("/v1/cases/not-a-guid")]
    public async Task UnknownAddress_OfTheApi_IsNotFound(string path) => (await (await service.AsAsync("portal")).GetAsync(path)).ExpectProblem(404, "resource.not-found");

    [Fact]
    public async Task WrongMethod_OnAnAddress_IsNotAllowed() =>
        (await (await service.AsAsync("portal")).SendAsync(HttpMethod.Delete, "/v1/cases", null)).ExpectProblem(405, "request.method-not-allowed");

    [Fact]
    public async Task Health_ForAnyone_SaysWhatItWorksWith()
    {
        JsonElement health = (await service.Anyone.GetAsync("/health")).Expect(200).Json;
        Assert.Contains(health.GetProperty("status").GetString(), new[] { "ok", "degraded" });
        Assert.Equal("development", health.GetProperty("authority").GetString());
        Assert.Equal(JsonValueKind.Null, health.GetProperty("testPolicy").ValueKind);
        bool judges = health.GetProperty("status").GetString() == "ok";
        Assert.Equal(judges, health.GetProperty("modelSet").ValueKind == JsonValueKind.String);
        Assert.Equal(judges, health.GetProperty("modelGrade").GetString() is "demo" or "development" or "production");
        Assert.Equal(judges, health.GetProperty("thresholds").GetString() == "manifest");
        Assert.Equal(judges, health.GetProperty("models").GetArrayLength() >= 4);
    }

    private async Task<List<Operation>> OperationsAsync()
    {
        JsonElement paths = (await service.Anyone.GetAsync("/openapi/v1.json")).Expect(200).Json.GetProperty("paths");
        return [.. paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => new Operation(
            operation.Value.GetProperty("operationId").GetString()!, HttpMethod.Parse(operation.Name), path.Name, operation.Value.TryGetProperty("requestBody", out JsonElement body) ? body.GetProperty("content").EnumerateObject().First().Name : null)))];
    }

    private static ByteArrayContent Body(string text, string type) => new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private sealed record Operation(string Id, HttpMethod Method, string Path, string? MediaType)
    {
        public string PathWith(Guid id) => Path.Replace("{id}", id.ToString(), StringComparison.Ordinal)
            .Replace("{payment}", id.ToString(), StringComparison.Ordinal).Replace("{dispatch}", id.ToString(), StringComparison.Ordinal)
            .Replace("{participant}", "p1", StringComparison.Ordinal).Replace("{code}", "ABC", StringComparison.Ordinal);
    }
}
