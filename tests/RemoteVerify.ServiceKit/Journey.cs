using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Composing.Fonts;
using RemoteVerify.Synthetic.Chips;
using RemoteVerify.Vision.Images;
using ChipHolder = RemoteVerify.Synthetic.Chips.ChipHolder;

namespace RemoteVerify.Server.Tests;

/// <summary>The way of a case through the service over HTTP. Only the outcome of the capture is made here, because a capture needs networks.</summary>
public sealed class Journey(RunningService service)
{
    public const string Number = "001199000000";
    public const string Name = "Nguyễn Thị Hành Trình";

    private const string FontFolder = "/usr/share/fonts/truetype/liberation2";
    private static readonly Lazy<byte[]> Document = new(Compose);

    public static byte[] Contract => Document.Value;

    /// <summary>The contract on a page of ten points by a hundred thousand, which nobody draws within sensible limits.</summary>
    public static byte[] TallContract
    {
        get
        {
            string text = System.Text.Encoding.Latin1.GetString(Contract);
            int box = text.IndexOf("/MediaBox", StringComparison.Ordinal), open = text.IndexOf('[', box), close = text.IndexOf(']', box);
            return System.Text.Encoding.Latin1.GetBytes(string.Concat(text.AsSpan(0, open + 1), "0 0 10 99999".PadRight(close - open - 1), text.AsSpan(close)));
        }
    }

    public Guid Case { get; private set; }

    public Guid Verification { get; private set; }

    public Caller Citizen { get; private set; } = service.Anyone;

    public static object OpenBody(string name = Name, string number = Number) =>
        new { procedure = "remote-contract-test", participants = new[] { new { fullName = name, personalNumber = number, role = "party" } } };

    /// <summary>The way of a case that somebody else opened.</summary>
    public static Journey Of(RunningService service, Guid id, Guid verification) => new(service) { Case = id, Verification = verification };

    /// <summary>An open case with its document.</summary>
    public async Task<Journey> OpenAsync(string name = Name, string number = Number, byte[]? document = null)
    {
        Caller portal = await service.AsAsync("portal");
        Case = (await portal.PostAsync("/v1/cases", OpenBody(name, number))).Expect(201).Json.GetProperty("id").GetGuid();
        (await portal.BytesAsync($"/v1/cases/{Case}/document", document ?? Contract, "application/pdf")).Expect(201);
        return this;
    }

    /// <summary>Then a verification that waits for the chip.</summary>
    public async Task<Journey> StartAsync(string name = Name, string number = Number, byte[]? document = null)
    {
        await OpenAsync(name, number, document);
        Caller portal = await service.AsAsync("portal");
        JsonElement started = (await portal.PostAsync("/v1/verifications", new { caseId = Case, participant = "p1" })).Expect(201).Json;
        Verification = started.GetProperty("id").GetGuid();
        return this;
    }

    /// <summary>Then the citizen's session.</summary>
    public async Task<Journey> EnterAsync()
    {
        Caller portal = await service.AsAsync("portal");
        string ticket = (await portal.PostAsync($"/v1/cases/{Case}/participants/p1/invitation")).Expect(201).Json.GetProperty("ticket").GetString()!;
        Citizen = service.With((await service.Anyone.PostAsync("/v1/sessions", new { ticket })).Expect(201).Json.GetProperty("token").GetString()!);
        return this;
    }

    public static ChipHolder Holder(string name = Name, string number = Number) => new()
    {
        PersonalNumber = number,
        FullName = name,
        BirthDate = new DateOnly(1999, 1, 2),
        Sex = 'F',
        Issued = new DateOnly(2024, 1, 2),
        Expires = new DateOnly(2039, 1, 2),
    };

    public VirtualChip Chip(string name = Name, string number = Number, ChipOptions? options = null) =>
        new ChipPersonaliser(service.Country).Personalise(Holder(name, number), Picture(70), options ?? ChipOptions.Default);

    /// <summary>Hands in files with the answer that the chip gives to a fresh challenge of this verification.</summary>
    public async Task<Answer> SubmitAsync(Caller caller, VirtualChip chip, IReadOnlyDictionary<string, byte[]>? files = null, byte[]? answer = null)
    {
        Answer issued = await ChallengeAsync(caller);
        if (issued.Status != 201)
        {
            return issued;
        }

        byte[] challenge = issued.Json.GetProperty("challenge").GetBytesFromBase64();
        return await caller.PostAsync($"/v1/verifications/{Verification}/chip", new { files = files ?? chip.Files, challenge, activeAuthentication = answer ?? chip.AnswerChallenge(challenge) });
    }

    public Task<Answer> ChallengeAsync(Caller caller, byte[]? dg14 = null) => caller.PostAsync($"/v1/verifications/{Verification}/chip/challenges", new { dg14 });

    public async Task<string> RelayTicketAsync(Caller caller, object? access = null) =>
        (await caller.PostAsync($"/v1/verifications/{Verification}/chip/relays", access ?? new { })).Expect(201).Json.GetProperty("ticket").GetString()!;

    /// <summary>To a passed identity: the capture's outcome is handed to the act that the WebSocket calls.</summary>
    public async Task<Journey> ProveAsync(string name = Name, string number = Number, byte[]? document = null)
    {
        await StartAsync(name, number, document);
        await EnterAsync();
        using VirtualChip chip = Chip(name, number);
        (await SubmitAsync(Citizen, chip)).Expect(200);
        await PassCaptureAsync();
        return this;
    }

    /// <summary>A capture of the accepted chip's holder that passes.</summary>
    public async Task PassCaptureAsync()
    {
        Caller caller = Citizen.Token is null ? await service.AsAsync("portal") : Citizen;
        string ticket = (await caller.PostAsync($"/v1/verifications/{Verification}/captures")).Expect(201).Json.GetProperty("ticket").GetString()!;
        TenantId tenant = new(RunningService.Tenant);
        Outcome<CaptureGrant> grant = await service.Services.GetRequiredService<BeginCapture>().DoAsync(tenant, ticket, CancellationToken.None);
        Assert.True(grant.IsDone, grant.ToString());
        var kept = await service.Services.GetRequiredService<FinishCapture>()
            .DoAsync(Actor.Service(tenant), new VerificationId(Verification), grant.Value.Number, PassedCapture(), CancellationToken.None);
        Assert.True(kept.IsDone, kept.ToString());
    }

    /// <summary>To the citizen's signature.</summary>
    public async Task<Journey> SignAsync()
    {
        await ProveAsync();
        string hash = (await Citizen.PostAsync("/v1/signature-requests", new { caseId = Case, @as = "citizen" })).Expect(201).Json.GetProperty("documentSha256").GetString()!;
        (await Citizen.PostAsync($"/v1/signature-requests/{Case}/confirm", new { documentSha256 = hash })).Expect(200);
        return this;
    }

    /// <summary>To the officer's approval: evidence seen, approved.</summary>
    public async Task<Journey> ApproveAsync()
    {
        await SignAsync();
        Caller officer = await service.AsAsync("officer");
        (await officer.GetAsync($"/v1/verifications/{Verification}/evidence")).Expect(200);
        (await officer.PostAsync($"/v1/cases/{Case}/approval")).Expect(200);
        return this;
    }

    /// <summary>To the officer's signature: evidence seen, approved, own key enrolled.</summary>
    public async Task<Journey> CountersignAsync()
    {
        await ApproveAsync();
        await SignAsOfficerAsync(await service.AsAsync("officer"), Case);
        return this;
    }

    /// <summary>The officer's own signature on an approved case, in two phases, with a fresh key.</summary>
    public static async Task SignAsOfficerAsync(Caller officer, Guid id)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string serial = await EnrolAsync(officer, key);
        JsonElement task = (await officer.PostAsync("/v1/signature-requests", new { caseId = id, @as = "officer", certificateSerial = serial })).Expect(201).Json;
        byte[] value = key.SignHash(task.GetProperty("hashToSign").GetBytesFromBase64(), DSASignatureFormat.Rfc3279DerSequence);
        (await officer.PostAsync($"/v1/signature-requests/{id}/finalise", new { signature = value })).Expect(200);
    }

    public static async Task<string> EnrolAsync(Caller officer, ECDsa key)
    {
        byte[] request = new CertificateRequest("CN=wish", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        return (await officer.PostAsync("/v1/officers/certificate", new { certificationRequest = request })).Expect(201).Json.GetProperty("serialNumber").GetString()!;
    }

    public static byte[] Picture(byte shade)
    {
        using Image image = new(120, 160);
        Span<byte> pixels = image.Pixels;
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(shade + (i / 3 % 120));
        }

        return ImageCodec.EncodeJpeg(image, 85);
    }

    public static CaptureReport PassedCapture() => new(
        CaptureVerdict.Passed, [], "{\"format\":\"test\"}"u8.ToArray(), new string('a', 64),
        [new CapturedPicture("frame-12", Picture(90))],
        [new CaptureCheck("match.chip", 0.62, 0.4, CheckVerdict.Passed, "The live face is the chip's face.", "policy test 1")],
        [new CaptureStep("turn-left", TimeSpan.FromSeconds(1.2), TimeSpan.FromSeconds(1.1), true)],
        [new ModelUsed("recogniser", Sha256Digest.Of("model"u8))],
        ReadOnlyMemory<byte>.Empty)
    {
        ModelSet = new ModelSetUsed("demo", "demo", "manifest"),
    };

    private static byte[] Compose()
    {
        TrueTypeFont regular = TrueTypeFont.Read(File.ReadAllBytes(Path.Combine(FontFolder, "LiberationSerif-Regular.ttf")));
        DocumentComposer composer = new(new ComposerOptions
        {
            Title = "Hợp đồng", Fonts = new DocumentFonts(new FontFamily(regular, regular, regular)), Created = TimeProvider.System.GetUtcNow(),
        });
        composer.Heading("HỢP ĐỒNG THỬ NGHIỆM");
        composer.Paragraph("Văn bản này không có giá trị pháp lý.");
        return composer.ToPdf();
    }
}
