using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Tests;

/// <summary>
/// Every operation of the OpenAPI document, asked by everyone who must not have it: nobody, a token of the wrong scope, and every kind of token of
/// another tenant with this tenant's ids. Nothing may be told and nothing may change. A new operation is in the walk by itself; where it names
/// something new, or answers its caller without naming anything, the walk fails until somebody has said so here.
/// </summary>
[Collection(OneService.Name)]
public class AccessWalkTests(RunningService service)
{
    /// <summary>What anyone may ask, by intent.</summary>
    private static readonly string[] Public =
    [
        "Health", "IssueToken", "ReadIssuer", "ReadTokenKeys", "EnterSession", "CheckDocument", "CheckCode", "ListProcedures", "ReadProcedure", "Timestamp", "Ocsp", "Crl", "RootCertificate",
        "ReadCheckpoint", "ReadLogKey", "ReadLeaves", "ReadInclusionProof", "ReadConsistencyProof", "UseDownloadLink", "UseShareLink", "ReadConsentTexts",
        "ReadLogTile", "ReadLogEntries", "ReceivePaymentCallback",
        "ReadKpi", "ReadOutcome",
    ];

    /// <summary>Operations that name nothing of a tenant: they show or make what is the caller's own. The walk looks that no other tenant's id is in the answer.</summary>
    private static readonly string[] OwnAlone =
    [
        "ListCases", "OpenCase", "ListServicePoints", "ListSlots", "ListSigningProviders", "EnrolOfficer", "FindResults", "ListOwnResults", "ImportResults", "ListImports",
        "ListShares", "ShowPersonCode", "ListShareRequests", "ResolvePersonCode", "ReadMetering",
        "ListQueue", "ListRegisterEntries", "ListCorrections", "CreateUpload", "CreateWebhookEndpoint", "ListWebhookEndpoints", "ListEvents",
        "OpenDataRequest", "ListDataRequests", "ListOwnRecords", "RecordBreach", "ListBreaches",
        "ListMoneyByHand", "ListDispatches", "SignOut",
        "ListSandboxPeople", "ReadSandboxContract", "ListNotifications",
    ];

    /// <summary>Operations that answer for each of several cases; every one must be not found.</summary>
    private static readonly string[] InParts = ["PrepareBatch", "FinaliseBatch"];

    [Fact]
    public async Task EveryOperation_WithoutAToken_IsUnauthorisedAndChangesNothing()
    {
        WalkWorld world = await WalkWorld.MakeAsync(service);
        IReadOnlyList<ApiOperation> operations = await OperationsAsync();
        IReadOnlyDictionary<string, string> before = await StoredState.ReadAsync(service.Parts.Storage);
        foreach (ApiOperation operation in operations)
        {
            foreach (Caller caller in new[] { service.Anyone, service.With("not-a-token"), service.With("a.b.c") })
            {
                Refused(await AskAsync(caller, operation, world), operation, 401, "token.missing-or-invalid");
            }
        }

        await UnchangedAsync(before);
    }

    [Fact]
    public async Task EveryOperation_WithATokenOfTheWrongScope_IsRefusedAndChangesNothing()
    {
        WalkWorld world = await WalkWorld.MakeAsync(service);
        IReadOnlyList<ApiOperation> operations = await OperationsAsync();
        Caller reporter = await service.AsAsync("reporter"), portal = await service.AsAsync("portal");
        await NarrowAsync(ClientKind.Portal, "portal", Scopes.Of(ClientKind.Portal));
        IReadOnlyDictionary<string, string> before = await StoredState.ReadAsync(service.Parts.Storage);
        int narrowed = 0;
        foreach (ApiOperation operation in operations)
        {
            // A reporter's token has a scope that opens figures and nothing else.
            if (operation.Id == "ReadMetering")
            {
                (await AskAsync(portal, operation, world)).ExpectProblem(403, "actor.not-permitted");
                continue;
            }

            Refused(await AskAsync(reporter, operation, world), operation, 403, "token.insufficient-scope");
            foreach ((ClientKind kind, string client) in new[] { (ClientKind.Portal, "portal"), (ClientKind.Officer, "officer"), (ClientKind.Organisation, "seal") })
            {
                IReadOnlyList<string> others = [.. Scopes.Of(kind).Except(ScopeTable.NeededFor(operation.Id))];
                if (others.Count > 0 && others.Count < Scopes.Of(kind).Count)
                {
                    Refused(await AskAsync(await NarrowAsync(kind, client, others), operation, world), operation, 403, "token.insufficient-scope");
                    narrowed++;
                }
            }
        }

        Assert.True(narrowed > operations.Count / 2, $"only {narrowed} narrowed tokens were tried");
        await UnchangedAsync(before);
    }

    [Fact]
    public async Task EveryOperation_OnAnotherTenantsThings_FindsNothingAndChangesNothing()
    {
        WalkWorld world = await WalkWorld.MakeAsync(service);
        (string Name, Caller Caller)[] strangers =
        [
            ("portal", await service.AsAsync("portal-2")), ("officer", await service.AsAsync("officer-2")), ("seal", await service.AsAsync("seal-2")), ("reporter", await service.AsAsync("reporter-2")), ("data protection", await service.AsAsync("dpo-2")),
            ("citizen", await CitizenAsync("portal-2")), ("citizen of another case", await CitizenAsync("portal")),
        ];
        IReadOnlyList<ApiOperation> operations = await OperationsAsync();
        List<string> own = [];
        foreach (ApiOperation operation in operations)
        {
            if (!await operation.RefersAsync(world))
            {
                own.Add(operation.Id);
            }
        }

        Assert.Equal(OwnAlone.Order(StringComparer.Ordinal), own.Order(StringComparer.Ordinal));
        IReadOnlyDictionary<string, string> before = await StoredState.ReadAsync(service.Parts.Storage);
        List<string> wrong = [];
        foreach (ApiOperation operation in operations.Except(operations.Where(operation => OwnAlone.Contains(operation.Id))))
        {
            foreach ((string name, Caller caller) in strangers)
            {
                if (await FaultAsync(operation, caller, world) is { } fault)
                {
                    wrong.Add($"{operation.Id} by a {name} {fault}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        await UnchangedAsync(before);
    }

    [Fact]
    public async Task EveryListing_ByAnotherTenant_HoldsNothingOfThisOne()
    {
        WalkWorld world = await WalkWorld.MakeAsync(service);
        Caller[] strangers = [await service.AsAsync("portal-2"), await service.AsAsync("officer-2"), await service.AsAsync("seal-2"), await service.AsAsync("reporter-2"), await CitizenAsync("portal-2")];
        foreach (ApiOperation operation in (await OperationsAsync()).Where(operation => OwnAlone.Contains(operation.Id) && operation.Method == HttpMethod.Get))
        {
            foreach (Caller caller in strangers)
            {
                Answer answer = await AskAsync(caller, operation, world);
                Assert.True(answer.Status < 500 && world.Ids.All(id => !answer.Text.Contains(id, StringComparison.Ordinal)), $"{operation.Id}: {answer}");
            }
        }
    }

    /// <summary>What is wrong with the answer to somebody of another tenant; null when it tells nothing.</summary>
    private static async Task<string?> FaultAsync(ApiOperation operation, Caller caller, WalkWorld world)
    {
        Answer answer = await AskAsync(caller, operation, world);
        string asked = await operation.TextAsync(world);
        if (world.Ids.FirstOrDefault(id => answer.Text.Contains(id, StringComparison.Ordinal) && !asked.Contains(id, StringComparison.Ordinal)) is { } told)
        {
            return $"told {told}: {answer}";
        }

        if (answer.Status == 200 && InParts.Contains(operation.Id))
        {
            return answer.Json.GetProperty("items").EnumerateArray().All(item => item.GetProperty("code").GetString() == "case.not-found") ? null : $"answered {answer}";
        }

        return answer.Status is 403 or 404 && (answer.MediaType == "application/problem+json" || operation.Method == HttpMethod.Head) ? null : $"answered {answer}";
    }

    private async Task UnchangedAsync(IReadOnlyDictionary<string, string> before)
    {
        IReadOnlyDictionary<string, string> after = await StoredState.ReadAsync(service.Parts.Storage);
        Assert.Empty(after.Where(table => before.GetValueOrDefault(table.Key) != table.Value).Select(table => table.Key));
    }

    /// <summary>An answer to HEAD has no body.</summary>
    private static void Refused(Answer answer, ApiOperation operation, int status, string code)
    {
        if (operation.Method == HttpMethod.Head)
        {
            Assert.Equal(status, answer.Status);
        }
        else
        {
            answer.ExpectProblem(status, code);
        }
    }

    private static Task<Answer> AskAsync(Caller caller, ApiOperation operation, WalkWorld world) => 
        caller.SendAsync(operation.Method, operation.Address(world), operation.Body(world), ("Tus-Resumable", "1.0.0"), ("Upload-Offset", "0"));

    private async Task<IReadOnlyList<ApiOperation>> OperationsAsync()
    {
        IReadOnlyList<ApiOperation> all = await ApiOperation.AllAsync(service);
        Assert.True(all.Count > 100, $"only {all.Count} operations");
        Assert.Empty(Public.Except(all.Select(operation => operation.Id)));
        return [.. all.Where(operation => !Public.Contains(operation.Id))];
    }

    private readonly Dictionary<string, Caller> _narrowed = [];

    private async Task<Caller> NarrowAsync(ClientKind kind, string client, IReadOnlyList<string> scopes)
    {
        string key = $"{kind} {string.Join(' ', scopes)}";
        if (!_narrowed.TryGetValue(key, out Caller? caller))
        {
            Answer issued = await service.Anyone.FormAsync("/v1/oauth/token", new()
            {
                ["grant_type"] = "client_credentials", ["client_id"] = client, ["client_secret"] = RunningService.SecretOf(client), ["scope"] = string.Join(' ', scopes),
            });
            caller = _narrowed[key] = service.With(issued.Expect(200).Json.GetProperty("access_token").GetString()!);
        }

        return caller;
    }

    /// <summary>A citizen with a session for a case of one's own.</summary>
    private async Task<Caller> CitizenAsync(string client)
    {
        Caller portal = await service.AsAsync(client);
        Guid id = (await portal.PostAsync("/v1/cases", Journey.OpenBody())).Expect(201).Json.GetProperty("id").GetGuid();
        string ticket = (await portal.PostAsync($"/v1/cases/{id}/participants/p1/invitation")).Expect(201).Json.GetProperty("ticket").GetString()!;
        return service.With((await service.Anyone.PostAsync("/v1/sessions", new { ticket })).Expect(201).Json.GetProperty("token").GetString()!);
    }
}
