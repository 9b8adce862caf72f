using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RemoteVerify.Cases;

namespace RemoteVerify.Server.Tests;

/// <summary>
/// What one tenant has of everything that an address or a body can name: cases, a verification, a result, a share, a question, a scan, a certificate.
/// An operation that names something else fails the walk until <see cref="Parameter"/> knows it.
/// </summary>
public sealed class WalkWorld
{
    /// <summary>Ids in addresses by what stands before them; a name without an entry here is looked up in <see cref="Names"/>.</summary>
    private readonly Dictionary<string, string> _ids;

    /// <summary>Names inside a case, which say nothing of whose it is.</summary>
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["participant"] = "p1", ["need"] = "identity-paper", ["paper"] = "paper-1", ["purpose"] = "biometric-check", ["provider"] = "csc", ["code"] = "ABCDE-FGHJK", ["token"] = "nothing",
        ["appointment"] = "appointment-1", ["point"] = "desk", ["payment"] = "00000000-0000-7000-8000-000000000000", ["correction"] = "c1", ["book"] = "SCT", ["delivery"] = "d1",
        ["hold"] = "h1",
    };

    private WalkWorld(Dictionary<string, string> ids) => _ids = ids;

    /// <summary>Everything that says whose it is.</summary>
    public IReadOnlyCollection<string> Ids => [.. _ids.Values.Distinct()];

    public string Case => _ids["/v1/cases/{id}"];

    public string Result => _ids["/v1/results/{id}"];

    public string Verification => _ids["/v1/verifications/{id}"];

    /// <summary>Made over the service's own API, as the tenant's people would.</summary>
    public static async Task<WalkWorld> MakeAsync(RunningService service)
    {
        Journey journey = await new Journey(service).CountersignAsync();
        Guid result = (await (await service.AsAsync("seal")).PostAsync($"/v1/cases/{journey.Case}/seal")).Expect(200).Json.GetProperty("resultId").GetGuid();
        Caller portal = await service.AsAsync("portal"), officer = await service.AsAsync("officer");
        object share = new
        {
            recipientTenant = RunningService.Tenant, recipientClient = "portal", results = new[] { result }, content = "File", purpose = "Mở tài khoản",
            expiresAt = TimeProvider.System.GetUtcNow().AddDays(1), consentText = "share-result/2026-11", agreed = true,
        };
        string given = (await journey.Citizen.PostAsync("/v1/me/shares", share)).Expect(201).Json.GetProperty("id").GetString()!;
        string token = (await journey.Citizen.PostAsync("/v1/me/code")).Expect(201).Json.GetProperty("token").GetString()!;
        string request = (await portal.PostAsync("/v1/person-codes", new { token, types = new[] { "remote-contract-test" }, content = "Existence", purpose = "Mở tài khoản" })).Expect(201).Json.GetProperty("id").GetString()!;
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string serial = await Journey.EnrolAsync(officer, key);
        string endpoint = await EndpointAsync(portal);
        string happened = (await portal.GetAsync("/v1/events?limit=200")).Expect(200).Json.GetProperty("items").EnumerateArray().Last().GetProperty("id").GetString()!;
        return new WalkWorld(new(StringComparer.Ordinal)
        {
            ["/v1/cases/{id}"] = journey.Case.ToString(), ["/v1/signature-requests/{id}"] = journey.Case.ToString(), ["/v1/verifications/{id}"] = journey.Verification.ToString(),
            ["/v1/sandbox/verifications/{id}"] = journey.Verification.ToString(),
            ["/v1/results/{id}"] = result.ToString(), ["/v1/results/imports/{id}"] = await ImportAsync(officer), ["/v1/me/shares/{id}"] = given, ["/v1/shares/{id}"] = given,
            ["/v1/data-requests/{id}"] = await AskAsync(journey.Citizen), ["/v1/breaches/{id}"] = await BreachAsync(service), ["/v1/deletions/{id}"] = await DeletionAsync(service),
            ["/v1/notifications/{id}"] = await NotificationAsync(officer, journey.Case),
            ["/v1/help/{ticket}"] = (await journey.Citizen.PostAsync($"/v1/cases/{journey.Case}/help", new { })).Expect(201).Json.GetProperty("ticket").GetString()!,
            ["/v1/me/share-requests/{id}"] = request, ["/v1/share-requests/{id}"] = request, ["/v1/officers/certificate/{serialNumber}"] = serial,
            ["/v1/webhook-endpoints/{id}"] = endpoint, ["/v1/events/{id}"] = happened, ["/v1/dispatches/{dispatch}"] = await DispatchAsync(service, journey.Case), ["/v1/uploads/{id}"] = await UploadAsync(portal),
        });
    }

    /// <summary>The value of a parameter in an address.</summary>
    public string Parameter(string path, string name)
    {
        string before = path[..(path.IndexOf($"{{{name}}}", StringComparison.Ordinal) + name.Length + 2)];
        return _ids.GetValueOrDefault(before) ?? Names.GetValueOrDefault(name)
            ?? throw new Xunit.Sdk.XunitException($"{path}: the walk has no {name} of a tenant. Add one to {nameof(WalkWorld)}, so that the operation is covered.");
    }

    /// <summary>A string in a body: what the tenant has, where the name says so, and else anything of the format.</summary>
    public string Text(string name, string? format) => (name, format) switch
    {
        ("caseId" or "caseIds", _) => Case,
        ("ids", _) => _ids["/v1/results/imports/{id}"],
        ("certificateSerial", _) => _ids["/v1/officers/certificate/{serialNumber}"],
        ("participant" or "about", _) => "p1",
        ("as", _) => "officer",
        ("documentSha256" or "sha256" or "draft", _) => new string('a', 64),
        ("servicePoint", _) => "desk",
        (_, "uuid") => Result,
        (_, "date-time") => "2026-12-07T09:00:00+07:00",
        (_, "date") => "2026-12-07",
        (_, "byte") => Convert.ToBase64String(new byte[32]),
        _ => "something",
    };

    private static async Task<string> AskAsync(Caller citizen) =>
        (await citizen.PostAsync("/v1/data-requests", new { kind = "Access" })).Expect(201).Json.GetProperty("id").GetString()!;

    private static async Task<string> BreachAsync(RunningService service) =>
        (await (await service.AsAsync("dpo")).PostAsync("/v1/breaches", new { what = "Mất máy trạm" })).Expect(201).Json.GetProperty("id").GetString()!;

    /// <summary>A refused person's data, destroyed because that person asked.</summary>
    private static async Task<string> DeletionAsync(RunningService service)
    {
        Journey journey = await new Journey(service).ProveAsync("Người Đã Xóa", "001199000078");
        Caller officer = await service.AsAsync("officer");
        (await officer.PostAsync($"/v1/cases/{journey.Case}/refusal", new { code = "incomplete", reason = "Thiếu giấy tờ" })).Expect(200);
        object ask = new { kind = "Deletion", text = "Xin xóa", person = new { personalNumber = "001199000078", fullName = "Người Đã Xóa", document = "Căn cước", compared = true } };
        string id = (await officer.PostAsync("/v1/data-requests", ask)).Expect(201).Json.GetProperty("id").GetString()!;
        JsonElement answer = (await (await service.AsAsync("dpo")).PostAsync($"/v1/data-requests/{id}/answer", new { granted = true, reason = "Đồng ý" })).Expect(200).Json.GetProperty("answer");
        return answer.GetProperty("parts").EnumerateArray().First(part => part.GetProperty("outcome").GetString() == "destroyed").GetProperty("deletion").GetString()!;
    }

    /// <summary>At rest, so that nothing is sent while the walk looks for changes.</summary>
    private static async Task<string> EndpointAsync(Caller portal)
    {
        string id = (await portal.PostAsync("/v1/webhook-endpoints", new { address = "http://127.0.0.1:9/", events = new[] { "result.replaced" } })).Expect(201).Json.GetProperty("id").GetString()!;
        (await portal.SendAsync(HttpMethod.Patch, $"/v1/webhook-endpoints/{id}", System.Net.Http.Json.JsonContent.Create(new { paused = true }))).Expect(200);
        return id;
    }

    /// <summary>To an agency that nobody serves, so that nothing is sent while the walk looks for changes.</summary>
    private static async Task<string> DispatchAsync(RunningService service, Guid id)
    {
        await service.Parts.Storage.Dispatches.QueueAsync(new TenantId(RunningService.Tenant), new CaseId(id), "nobody", ["create:0"], CancellationToken.None);
        return (await (await service.AsAsync("officer")).GetAsync($"/v1/dispatches?caseId={id}")).Expect(200).Json[0].GetProperty("id").GetString()!;
    }

    private static async Task<string> UploadAsync(Caller portal) =>
        (await portal.SendAsync(HttpMethod.Post, "/v1/uploads", null, ("Tus-Resumable", "1.0.0"), ("Upload-Length", "10"), ("Upload-Metadata", "filetype " + Convert.ToBase64String("application/pdf"u8))))
            .Expect(201).Headers["Location"].Split('/')[^1];

    /// <summary>That a result was issued is to be told as soon as the event has left the outbox; so nothing is on its way any more.</summary>
    private static async Task<string> NotificationAsync(Caller officer, Guid id)
    {
        for (int tries = 0; tries < 300; tries++)
        {
            JsonElement[] found = [.. (await officer.GetAsync($"/v1/cases/{id}/notifications")).Expect(200).Json.EnumerateArray()];
            if (found.FirstOrDefault(one => one.GetProperty("event").GetString() == "result.issued") is { ValueKind: JsonValueKind.Object } last)
            {
                return last.GetProperty("id").GetString()!;
            }

            await Task.Delay(100);
        }

        throw new Xunit.Sdk.XunitException("The walk has no notification: the event of a result did not leave the outbox.");
    }

    private static async Task<string> ImportAsync(Caller officer)
    {
        object manifest = new { place = "Hà Nội", lines = new[] { new { file = "giay.pdf", type = "marital-certificate", title = "Giấy xác nhận", number = "5/XN", ownerName = "Lê Thị Số Hóa", ownerNumber = "001199000077", issuedOn = "2020-01-02" } } };
        using MultipartFormDataContent form = new()
        {
            { new StringContent(JsonSerializer.Serialize(manifest), Encoding.UTF8, "application/json"), "manifest" },
            { new ByteArrayContent(Journey.Contract) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } }, "file", "giay.pdf" },
        };
        return (await officer.SendAsync(HttpMethod.Post, "/v1/results/imports", form)).Expect(201).Json[0].GetProperty("id").GetString()!;
    }
}
