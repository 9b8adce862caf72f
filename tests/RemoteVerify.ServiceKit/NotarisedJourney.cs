using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Synthetic.Chips;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Server.Tests;

/// <summary>
/// A notarised contract over HTTP with two parties at two venues. Made here: the outcome of captures alone, because a capture needs networks.
/// </summary>
public sealed class NotarisedJourney(RunningService service)
{
    public const string Lead = "notary-1", Second = "notary-2";

    public static readonly (string Name, string Number)[] People = [("Nguyễn Thị Bán", "001199000031"), ("Trần Văn Mua", "001199000032")];

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Lazy<byte[]> PhotoBytes = new(() =>
    {
        using Image image = new(800, 1100);
        image.Pixels.Fill(90);
        return ImageCodec.EncodeJpeg(image, 85);
    });

    private static readonly TenantId Tenant = new(RunningService.Tenant);

    public Guid Case { get; private set; }

    public string Actions => $"/v1/cases/{Case}/actions";

    public Dictionary<string, Caller> Citizens { get; } = [];

    public static byte[] Photo => PhotoBytes.Value;

    /// <summary>A draft with a complete dossier, handed in.</summary>
    public async Task<Answer> SubmitAsync(string transaction = "land-transfer", string asset = "Thửa đất số 12, tờ bản đồ số 3")
    {
        Caller portal = await service.AsAsync("portal");
        object[] participants = [.. People.Select((p, i) => new { fullName = p.Name, personalNumber = p.Number, role = i == 0 ? "party-a" : "party-b" })];
        Case = (await portal.PostAsync("/v1/cases", new { procedure = "notarised-contract", title = "Hợp đồng chuyển nhượng", participants })).Expect(201).Json.GetProperty("id").GetGuid();
        object[] fields =
        [
            .. new (string Name, string Value)[] { ("transaction", transaction), ("asset", asset), ("full-name", People[0].Name), ("personal-number", People[0].Number), ("residence", "Tỉnh Mẫu"), ("value-vnd", "2500000000") }
                .Select(f => new { name = f.Name, value = f.Value }),
        ];
        (await portal.PostAsync($"/v1/cases/{Case}/fields", new { fields })).Expect(200);
        (await portal.BytesAsync($"/v1/cases/{Case}/papers/draft", Journey.Contract, "application/pdf")).Expect(201);
        return await portal.PostAsync($"{Actions}/submit");
    }

    /// <summary>Taken in, with a lead.</summary>
    public async Task<NotarisedJourney> AssignAsync(string asset = "Thửa đất số 12, tờ bản đồ số 3")
    {
        (await SubmitAsync(asset: asset)).Expect(200);
        Caller officer = await service.AsAsync("officer");
        (await officer.PostAsync($"{Actions}/accept")).Expect(200);
        (await officer.PostAsync($"{Actions}/assign-lead", new { lead = Lead })).Expect(200);
        return this;
    }

    /// <summary>Then the lead shares the draft.</summary>
    /// <returns>Its hash.</returns>
    public async Task<string> ShareAsync()
    {
        await AssignAsync();
        Caller lead = await service.AsAsync(Lead);
        (await lead.PostAsync($"{Actions}/check-prevention")).Expect(200);
        return (await lead.BytesAsync($"{Actions}/share-draft", Journey.Contract, "application/pdf")).Expect(200).Json.GetProperty("documentSha256").GetString()!;
    }

    /// <summary>A link for one of the parties.</summary>
    public async Task<string> TicketAsync(string participant) =>
        (await (await service.AsAsync("portal")).PostAsync($"/v1/cases/{Case}/participants/{participant}/invitation")).Expect(201).Json.GetProperty("ticket").GetString()!;

    /// <summary>One of the parties comes in and answers yes to what is asked.</summary>
    public async Task ConsentAsync(string participant)
    {
        string ticket = await TicketAsync(participant);
        Citizens[participant] = service.With((await service.Anyone.PostAsync("/v1/sessions", new { ticket })).Expect(201).Json.GetProperty("token").GetString()!);
        foreach (string purpose in new[] { "identity-check", "session-recording" })
        {
            (await Citizens[participant].PostAsync($"/v1/cases/{Case}/consents/{purpose}", new { textVersion = "1", given = true })).Expect(200);
        }
    }

    /// <summary>Then one of the parties agrees to the draft.</summary>
    public async Task AgreeAsync(string participant, string draft)
    {
        await ConsentAsync(participant);
        (await Citizens[participant].PostAsync($"{Actions}/agree-to-draft", new { documentSha256 = draft })).Expect(200);
    }

    /// <summary>Then everybody has agreed to the draft, and the fee is paid.</summary>
    public async Task<NotarisedJourney> AgreeAsync()
    {
        string draft = await ShareAsync();
        Caller lead = await service.AsAsync(Lead);
        await AgreeAsync("p1", draft);
        await AgreeAsync("p2", draft);
        (await lead.PostAsync($"{Actions}/schedule-session", Plan())).ExpectProblem(409, "fee.not-settled");
        Caller officer = await service.AsAsync("officer");
        JsonElement fee = (await officer.PostAsync($"{Actions}/request-fee", new { })).Expect(200).Json.GetProperty("payment");
        Assert.Equal(1_900_000, fee.GetProperty("amountVnd").GetInt64());
        (await officer.PostAsync($"{Actions}/confirm-payment", new { claim = fee.GetProperty("id").GetString(), amountVnd = 1_900_000, receipt = "BL-1" })).Expect(200);
        return this;
    }

    public static object Plan(string second = "to-dan-pho-1") => new
    {
        at = TimeProvider.System.GetUtcNow().AddHours(1),
        venues = new object[]
        {
            new { servicePoint = "mot-cua", notary = Lead, participants = new[] { "p1" } },
            new { servicePoint = second, notary = Second, participants = new[] { "p2" } },
        },
    };

    /// <summary>Then the session is open and both are proven.</summary>
    public async Task<NotarisedJourney> OpenAsync()
    {
        await AgreeAsync();
        Caller lead = await service.AsAsync(Lead);
        (await lead.PostAsync($"{Actions}/schedule-session", Plan())).Expect(200);
        (await lead.PostAsync($"{Actions}/reserve-number")).Expect(200);
        Answer opened = (await lead.PostAsync($"{Actions}/open-session", new { readAloudTo = new[] { "p2" } })).Expect(200);
        Assert.Equal("awaiting-identity", opened.Json.GetProperty("state").GetString());
        await ProveAsync("p1");
        await ProveAsync("p2");
        return this;
    }

    /// <summary>What the venue's notary records of a participant, the signature and its photo.</summary>
    public async Task SignAsync(string participant)
    {
        await SignWithoutPhotoAsync(participant);
        Caller notary = await service.AsAsync(participant == "p1" ? Lead : Second);
        (await notary.BytesAsync($"{Actions}/take-signing-photo?signer={participant}", Photo, "image/jpeg")).Expect(201);
    }

    /// <summary>Up to the signature; the photo is still to be taken.</summary>
    public async Task SignWithoutPhotoAsync(string participant)
    {
        Caller notary = await service.AsAsync(participant == "p1" ? Lead : Second);
        if (participant == "p1")
        {
            (await notary.BytesAsync($"{Actions}/record-papers-shown?participant=p1&need=land-certificate", Journey.Contract, "application/pdf")).Expect(200);
        }
        else
        {
            (await notary.PostAsync($"{Actions}/record-papers-shown?participant={participant}", new { })).Expect(200);
        }

        string hash = (await notary.PostAsync($"{Actions}/confirm-capacity", new { participant })).Expect(200).Json.GetProperty("documentSha256").GetString()!;
        (await notary.PostAsync($"{Actions}/record-reading", new { participant, way = participant == "p1" ? "Self" : "ReadAloud", documentSha256 = hash })).Expect(200);
        (await Citizens[participant].PostAsync("/v1/signature-requests", new { caseId = Case, @as = "citizen" })).Expect(201);
        (await Citizens[participant].PostAsync($"/v1/signature-requests/{Case}/confirm", new { documentSha256 = hash })).Expect(200);
    }

    /// <summary>Recordings of both venues, as a file and as a reference.</summary>
    public async Task RecordAsync()
    {
        Caller lead = await service.AsAsync(Lead);
        JsonElement session = (await lead.GetAsync($"/v1/cases/{Case}/session")).Expect(200).Json;
        string span = $"from={Written(session, "openedAt")}&until={Written(session, "closedAt")}";
        (await lead.BytesAsync($"{Actions}/add-recording?venue=v1&{span}", "stand-in of a film"u8.ToArray(), "video/x-motion-jpeg")).Expect(201);
        object reference = new { sha256 = new string('b', 64), reference = "kho-ghi-hinh/phien-1-v2.webm" };
        (await (await service.AsAsync(Second)).PostAsync($"{Actions}/add-recording?venue=v2&{span}", reference)).Expect(201);
    }

    public async Task CountersignAsync(string account)
    {
        Caller notary = await service.AsAsync(account);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string serial = await Journey.EnrolAsync(notary, key);
        JsonElement task = (await notary.PostAsync("/v1/signature-requests", new { caseId = Case, @as = "officer", certificateSerial = serial })).Expect(201).Json;
        byte[] value = key.SignHash(task.GetProperty("hashToSign").GetBytesFromBase64(), DSASignatureFormat.Rfc3279DerSequence);
        (await notary.PostAsync($"/v1/signature-requests/{Case}/finalise", new { signature = value })).Expect(200);
    }

    private static string Written(JsonElement session, string name) =>
        Uri.EscapeDataString(session.GetProperty(name).GetDateTimeOffset().ToString("O", CultureInfo.InvariantCulture));

    private async Task ProveAsync(string participant)
    {
        (string name, string number) = People[participant == "p1" ? 0 : 1];
        Caller portal = await service.AsAsync("portal");
        Guid verification = (await portal.PostAsync("/v1/verifications", new { caseId = Case, participant })).Expect(201).Json.GetProperty("id").GetGuid();
        byte[] challenge = (await portal.PostAsync($"/v1/verifications/{verification}/chip/challenges", new { dg14 = (byte[]?)null })).Expect(201).Json.GetProperty("challenge").GetBytesFromBase64();
        using VirtualChip chip = new ChipPersonaliser(service.Country).Personalise(Journey.Holder(name, number), Journey.Picture(70), ChipOptions.Default);
        (await portal.PostAsync($"/v1/verifications/{verification}/chip", new { files = chip.Files, challenge, activeAuthentication = chip.AnswerChallenge(challenge) })).Expect(200);
        string ticket = (await portal.PostAsync($"/v1/verifications/{verification}/captures")).Expect(201).Json.GetProperty("ticket").GetString()!;
        Outcome<CaptureGrant> grant = await service.Services.GetRequiredService<BeginCapture>().DoAsync(Tenant, ticket, None);
        Assert.True((await service.Services.GetRequiredService<FinishCapture>()
            .DoAsync(Actor.Service(Tenant), new VerificationId(verification), grant.Value.Number, Journey.PassedCapture(), None)).IsDone);
    }
}
