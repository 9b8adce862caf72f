using System.Text.Json;
using System.Text.RegularExpressions;

namespace RemoteVerify.Server.Tests;

[Collection(OneService.Name)]
public partial class PagingTests(RunningService service)
{
    [Fact]
    public async Task Queue_PageByPage_HasEveryCaseOnceAlsoWhenSomeComeMeanwhile()
    {
        Caller portal = await service.AsAsync("portal-2");
        List<Guid> opened = [];
        for (int i = 0; i < 7; i++)
        {
            opened.Insert(0, (await portal.PostAsync("/v1/cases", Journey.OpenBody())).Expect(201).Json.GetProperty("id").GetGuid());
        }

        List<Guid> listed = [];
        string? next = null;
        do
        {
            JsonElement page = (await portal.GetAsync("/v1/cases/queue?status=Draft&limit=3" + (next is null ? "" : $"&cursor={next}"))).Expect(200).Json;
            listed.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
            next = page.GetProperty("next").GetString();
            await portal.PostAsync("/v1/cases", Journey.OpenBody());
        }
        while (next is not null);

        Assert.Equal(opened, listed.Where(opened.Contains));
        Assert.Equal(listed.Count, listed.Distinct().Count());
        JsonElement none = (await portal.GetAsync("/v1/cases/queue?status=Completed")).Expect(200).Json;
        Assert.Equal(0, none.GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, none.GetProperty("next").ValueKind);
        Assert.Equal(0, (await portal.GetAsync("/v1/cases/queue?dueBefore=2100-01-01T00:00:00Z")).Expect(200).Json.GetProperty("items").GetArrayLength());
        (await portal.GetAsync("/v1/cases/queue?status=NoSuch")).ExpectProblem(400, "request.malformed");
    }

    [Fact]
    public async Task Cursor_OfAnotherClientListOrFilter_IsRefused()
    {
        Caller portal = await service.AsAsync("portal");
        await new Journey(service).OpenAsync();
        await new Journey(service).OpenAsync();
        string cursor = (await portal.GetAsync("/v1/cases/queue?limit=1")).Expect(200).Json.GetProperty("next").GetString()!;
        (await portal.GetAsync($"/v1/cases/queue?limit=5&cursor={cursor}")).Expect(200);
        string changed = (cursor[0] == 'A' ? 'B' : 'A') + cursor[1..];
        Answer[] refused =
        [
            await (await service.AsAsync("portal-2")).GetAsync($"/v1/cases/queue?cursor={cursor}"),
            await (await service.AsAsync("officer")).GetAsync($"/v1/cases/queue?cursor={cursor}"),
            await portal.GetAsync($"/v1/cases/queue?status=Draft&cursor={cursor}"),
            await portal.GetAsync($"/v1/cases?cursor={cursor}"),
            await portal.GetAsync($"/v1/cases/queue?cursor={changed}"),
            await portal.GetAsync("/v1/cases/queue?cursor=%00"),
            await portal.GetAsync($"/v1/cases/queue?cursor={Guid.NewGuid()}"),
        ];
        Assert.All(refused, answer => answer.ExpectProblem(400, "cursor.invalid"));
    }

    [Fact]
    public async Task ListOfCases_FollowedByItsLink_GoesOnWhereItEnded()
    {
        Caller portal = await service.AsAsync("portal");
        await new Journey(service).OpenAsync();
        await new Journey(service).OpenAsync();
        Answer first = (await portal.GetAsync("/v1/cases?limit=1")).Expect(200);
        Answer second = (await portal.GetAsync(Link().Match(first.Headers["Link"]).Groups[1].Value)).Expect(200);
        Guid[] both = [.. new[] { first, second }.Select(page => Assert.Single(page.Json.EnumerateArray()).GetProperty("id").GetGuid())];
        Guid[] expected = [.. (await portal.GetAsync("/v1/cases?limit=2")).Expect(200).Json.EnumerateArray().Select(one => one.GetProperty("id").GetGuid())];
        Assert.Equal(expected, both);
    }

    [Fact]
    public async Task MessagesAndTimeline_PageByPage_AreTheWhole()
    {
        Journey journey = await new Journey(service).OpenAsync();
        Caller portal = await service.AsAsync("portal");
        for (int i = 0; i < 3; i++)
        {
            (await portal.PostAsync($"/v1/cases/{journey.Case}/messages", new { text = $"Câu hỏi {i}" })).Expect(201);
        }

        string[] all = [.. (await portal.GetAsync($"/v1/cases/{journey.Case}/messages")).Json.EnumerateArray().Select(m => m.GetProperty("text").GetString()!)];
        Assert.Equal(3, all.Length);
        Answer page = (await portal.GetAsync($"/v1/cases/{journey.Case}/messages?limit=2")).Expect(200);
        Answer rest = (await portal.GetAsync(Link().Match(page.Headers["Link"]).Groups[1].Value)).Expect(200);
        Assert.Equal(all, page.Json.EnumerateArray().Concat(rest.Json.EnumerateArray()).Select(m => m.GetProperty("text").GetString()!));
        Assert.False(rest.Headers.ContainsKey("Link"));

        List<string> acts = [];
        string? next = null;
        do
        {
            JsonElement timeline = (await portal.GetAsync($"/v1/cases/{journey.Case}/timeline?limit=2" + (next is null ? "" : $"&cursor={next}"))).Expect(200).Json;
            acts.AddRange(timeline.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("act").GetString()!));
            next = timeline.GetProperty("next").GetString();
        }
        while (next is not null);
        Assert.Equal((await portal.GetAsync($"/v1/cases/{journey.Case}")).Json.GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("act").GetString()!), acts);
    }

    [Fact]
    public async Task RegisterBook_OfNobody_IsAnEmptyPageForOfficersOnly()
    {
        Answer read = (await (await service.AsAsync("officer")).GetAsync("/v1/registers/SCT%2FBS/entries?year=2001")).Expect(200);
        Assert.Equal(0, read.Json.GetProperty("items").GetArrayLength());
        (await (await service.AsAsync("officer")).GetAsync("/v1/registers/%20/entries")).ExpectProblem(422);
        (await (await service.AsAsync("portal")).GetAsync("/v1/registers/SCT/entries")).ExpectProblem(403);
    }

    [GeneratedRegex("<([^>]+)>; rel=\"next\"")]
    private static partial Regex Link();
}
