using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using RemoteVerify.Client;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests;

/// <summary>The generated clients against the real service, over a line that swallows answers.</summary>
[Collection(OneService.Name)]
public class ClientTests(RunningService service)
{
    [Fact]
    public async Task CSharpClient_OverALineThatSwallowsAnswers_OpensOneCase()
    {
        await using BrokenLine line = new(service.Address, 0, 0);
        using HttpClient http = new() { BaseAddress = line.Address };
        string? token = (await service.AsAsync("portal-2")).Token;
        RemoteVerifyClient client = new(http, _ => Task.FromResult(token));
        using HttpClient holding = new() { BaseAddress = service.Address };
        int before = await CountAsync(new RemoteVerifyClient(holding, _ => Task.FromResult(token)));

        OpenCaseBody body = new() { Procedure = "remote-contract-test", Participants = [new ParticipantRequest { FullName = Journey.Name, PersonalNumber = Journey.Number, Role = "party" }] };
        Reply<OpenedCaseResponse> opened = await client.OpenCaseAsync(body);
        Assert.Equal(0, line.Left);
        Assert.Equal(HttpStatusCode.Created, opened.Status);
        Assert.Equal(before + 1, await CountAsync(client));

        using ByteArrayContent pdf = new(Journey.Contract) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } };
        Reply<CaseResponse> read = await client.ReadCaseAsync(opened.Value.Id);
        await client.AttachDocumentAsync(opened.Value.Id, pdf, place: ["p1:1,60,60,180,60"], ifMatch: read.ETag);
        Assert.True((await client.ReadDocumentAsync(opened.Value.Id)).Value.AsSpan().StartsWith(Journey.Contract), "the document is another one");
        Assert.Equal(CaseStatus.Submitted, (await client.ReadCaseAsync(opened.Value.Id)).Value.Status);

        ProblemException outdated = await Assert.ThrowsAsync<ProblemException>(() => client.SendMessageAsync(opened.Value.Id, new MessageBody { Text = "?" }, ifMatch: read.ETag));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "case.changed-meanwhile"), (outdated.Status, outdated.Code));
        Assert.NotEmpty(outdated.Problem!.NextSteps!);
    }

    [SkippableFact]
    public async Task TypeScriptClient_OverALineThatSwallowsAnswers_OpensOneCase()
    {
        string? missing = NodeProgram.Missing("openapi-fetch", "openapi-typescript", "typescript", "esbuild");
        Skip.IfNot(missing is null, missing);
        string folder = Path.Combine(Repository.Root, "clients", "typescript");
        string bin = Path.Combine(Repository.Root, "node_modules", ".bin");
        string bundle = Path.Combine(service.Folder, "client-journey.mjs");
        Dictionary<string, string> none = [];
        await NodeProgram.RunAsync("node", [Path.Combine(Repository.Root, "clients", "generate-typescript.mjs")], none);
        await NodeProgram.RunAsync(Path.Combine(bin, "tsc"), ["-p", folder], none);
        await NodeProgram.RunAsync(Path.Combine(bin, "esbuild"), [Path.Combine(folder, "test", "journey.ts"), "--bundle", "--format=esm", "--platform=node", "--log-level=warning", $"--outfile={bundle}"], none);

        await using BrokenLine line = new(service.Address, 0, 0, 0);
        string output = await NodeProgram.RunAsync("node", [bundle], new Dictionary<string, string>
        {
            ["ADDRESS"] = service.Address.ToString().TrimEnd('/'), ["LINE"] = line.Address.ToString().TrimEnd('/'), ["CLIENT"] = "portal-2", ["SECRET"] = RunningService.SecretOf("portal-2"),
            ["TOKEN"] = (await service.AsAsync("portal-2")).Token!,
        });
        JsonElement told = JsonDocument.Parse(output).RootElement;
        Assert.Equal(told.GetProperty("before").GetInt32() + 1, told.GetProperty("after").GetInt32());
        Assert.Equal("case.changed-meanwhile", told.GetProperty("code").GetString());
        Assert.Equal("Draft", told.GetProperty("status").GetString());
        Assert.Equal(0, line.Left);
    }

    private static async Task<int> CountAsync(RemoteVerifyClient client)
    {
        int count = 0;
        string? cursor = null;
        do
        {
            PageOfQueueEntry page = (await client.ListQueueAsync(limit: 200, cursor: cursor)).Value;
            count += page.Items!.Count;
            cursor = page.Next;
        }
        while (cursor is not null);
        return count;
    }
}
