using System.Security.Cryptography;
using Microsoft.Playwright;
using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Server.Tests;
using RemoteVerify.Storage.Files;
using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.Chips;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Browser.Tests.Camera;

/// <summary>The people before the camera, their cards, and cases that wait for the camera. Captures of one tenant run under a signed test policy, those of the other under the default one.</summary>
public sealed class CameraWorld(RunningService service)
{
    /// <summary>The signed test policy accepts a camera that says it is synthetic.</summary>
    public const string TestTenant = RunningService.OtherTenant;

    /// <summary>Whose captures run under the default policy.</summary>
    public const string DefaultTenant = RunningService.Tenant;

    /// <summary>Our own networks, which every clone has.</summary>
    private const string ModelSet = "demo";

    private static readonly string Cache = Environment.GetEnvironmentVariable("RV_CACHE") is { Length: > 0 } folder ? folder : Path.Combine(Repository.Root, ".cache");
    private static readonly Lazy<FrameAtlas> CitizenAtlas = new(() => Atlas(CastRole.Citizen));
    private static readonly Lazy<FrameAtlas> ImpostorAtlas = new(() => Atlas(CastRole.Impostor));
    private static readonly Lazy<byte[]> CitizenPortrait = new(() => Portrait.RenderJpeg(CastList.WithRole(CastRole.Citizen).Looks, CancellationToken.None));

    /// <summary>Whose card is shown in every case here.</summary>
    public static CastMember Citizen { get; } = CastList.WithRole(CastRole.Citizen);

    /// <summary>With it the signed test policy asks for two steps in place of four: every run of all tests proves the same in half the time, the journeys ask for all.</summary>
    private static bool IsShort => Environment.GetEnvironmentVariable("RV_SHORT_CHECKS") is { Length: > 0 };

    /// <summary>Before the service starts: our own networks, and a test policy with the default limits, signed by a key made for this run.</summary>
    public async Task ConfigureAsync()
    {
        string models = Path.Combine(Repository.Root, "models");
        ModelManifest manifest = ModelManifest.Read(await File.ReadAllBytesAsync(Path.Combine(models, "manifest.json")));
        ModelCatalog catalog = ModelChoice.Choose(manifest, ModelSet, ModelFolders.Of(models, Path.Combine(Cache, "models"), null).Find);
        LivenessPolicy policy = LivenessPolicy.Default.For(MatchPolicy.FromCatalog(catalog)).For(AttackPolicy.FromCatalog(catalog)) with { Name = "browser-test" };
        policy = IsShort ? policy with { StepCount = 2, ProofFrames = 3 } : policy;
        byte[] bytes = SignedLivenessPolicy.Write(policy, syntheticCameraAccepted: true);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string file = Path.Combine(service.Folder, "test-policy.json");
        await File.WriteAllBytesAsync(file, bytes);
        await File.WriteAllBytesAsync(file + ".sig", key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        await File.WriteAllTextAsync(file + ".pem", key.ExportSubjectPublicKeyInfoPem());
        service.Settings["Service:ModelsDirectory"] = models;
        service.Settings["Service:ModelSet"] = ModelSet;
        service.Settings["Service:TestPolicyFile"] = file;
        service.Settings["Service:TestPolicySignerFile"] = file + ".pem";
        service.Settings["Service:TestPolicyTenants:0"] = TestTenant;
    }

    /// <summary>A case of the citizen's whose chip was read, with a fresh link: what comes next is the camera.</summary>
    public async Task<CameraVisit> VisitAsync(string tenant = TestTenant)
    {
        Caller portal = await service.AsAsync(tenant == TestTenant ? "portal-2" : "portal");
        (Guid id, _, Guid verification) = await OpenAsync(portal);
        await ReadChipAsync(portal, verification);
        string ticket = (await portal.PostAsync($"/v1/cases/{id}/participants/p1/invitation")).Expect(201).Json.GetProperty("ticket").GetString()!;
        return new CameraVisit(portal, verification, ticket);
    }

    /// <summary>A case of the citizen's with its document, where the chip is to be read next.</summary>
    public static async Task<(Guid Case, string Code, Guid Verification)> OpenAsync(Caller portal)
    {
        object open = new { procedure = "remote-contract-test", participants = new[] { new { fullName = Citizen.FullName, personalNumber = Citizen.PersonalNumber, role = "party" } } };
        System.Text.Json.JsonElement opened = (await portal.PostAsync("/v1/cases", open)).Expect(201).Json;
        Guid id = opened.GetProperty("id").GetGuid();
        (await portal.BytesAsync($"/v1/cases/{id}/document", Journey.Contract, "application/pdf")).Expect(201);
        return (id, opened.GetProperty("code").GetString()!, (await portal.PostAsync("/v1/verifications", new { caseId = id, participant = "p1" })).Expect(201).Json.GetProperty("id").GetGuid());
    }

    /// <summary>The citizen's chip is read by who may hand it in: the portal, or the reader of an office.</summary>
    public async Task ReadChipAsync(Caller portal, Guid verification)
    {
        using VirtualChip card = new ChipPersonaliser(service.Country).Personalise(Holder(), CitizenPortrait.Value, ChipOptions.Default);
        byte[] challenge = (await portal.PostAsync($"/v1/verifications/{verification}/chip/challenges", new { })).Expect(201).Json.GetProperty("challenge").GetBytesFromBase64();
        (await portal.PostAsync($"/v1/verifications/{verification}/chip", new { files = card.Files, challenge, activeAuthentication = card.AnswerChallenge(challenge) })).Expect(200);
    }

    /// <summary>The holder of the card, alive.</summary>
    public static IFrameSource Alive(ulong seed, MotionOptions? motion = null) => new SyntheticCamera(CitizenAtlas.Value, new SyntheticCameraOptions { Seed = seed, Motion = motion ?? new() });

    /// <summary>Somebody else, alive.</summary>
    public static IFrameSource SomebodyElse(ulong seed) => new SyntheticCamera(ImpostorAtlas.Value, new SyntheticCameraOptions { Seed = seed });

    /// <summary>A print of the holder, held and turned as asked.</summary>
    public static IFrameSource Print(ulong seed) => new PrintAttack(CitizenAtlas.Value.Frame(0), new AttackOptions { Seed = seed });

    /// <summary>A film of the holder on a tablet: somebody who turns and leans, whatever is asked.</summary>
    public static IFrameSource ReplayedClip(ulong seed)
    {
        const int framesPerSecond = 10;
        AskedMotion[] motions = [AskedMotion.TurnLeft, AskedMotion.BackToNeutral, AskedMotion.Closer, AskedMotion.BackToNeutral, AskedMotion.TurnRight, AskedMotion.BackToNeutral];
        IFrameSource filmed = Alive(seed);
        List<RemoteVerify.Synthetic.People.RenderedFrame> film = [];
        for (int i = 0; i < motions.Length * 2 * framesPerSecond; i++)
        {
            TimeSpan at = TimeSpan.FromSeconds((double)i / framesPerSecond);
            if (i % (2 * framesPerSecond) == 0)
            {
                filmed.Ask(motions[i / (2 * framesPerSecond)], at);
            }

            film.Add(filmed.Capture(at, PageCamera.WidthPixels, PageCamera.HeightPixels));
        }

        return new ScreenReplayAttack(film, framesPerSecond, new AttackOptions { Seed = seed });
    }

    private static FrameAtlas Atlas(CastRole role) => FrameAtlas.Prepare(CastList.WithRole(role), Path.Combine(Cache, "people"), new AtlasOptions(), null, CancellationToken.None);

    private static ChipHolder Holder()
    {
        DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return new ChipHolder
        {
            PersonalNumber = Citizen.PersonalNumber, FullName = Citizen.FullName, BirthDate = Citizen.Birth, Sex = 'F', Issued = today.AddYears(-1), Expires = today.AddYears(9),
        };
    }
}

/// <summary>One citizen's way from the link to the camera, and what the service then says about it.</summary>
public sealed class CameraVisit(Caller portal, Guid verification, string ticket)
{
    public Guid Verification => verification;

    public string Address => $"/s/{ticket}/camera";

    /// <summary>Exchanges the link and opens the camera page.</summary>
    /// <param name="page">A fresh page.</param>
    /// <param name="over">Address of a line to the service; null for the service's own.</param>
    public async Task EnterAsync(IPage page, Uri? over = null)
    {
        string Through(string path) => over is null ? path : new Uri(over, path).ToString();
        await page.GotoAsync(Through($"/s/{ticket}"));
        await page.Locator("main form button.govuk-button").First.ClickAsync();
        await page.WaitForURLAsync($"**/s/{ticket}/*");
        if (!page.Url.EndsWith(Address, StringComparison.Ordinal))
        {
            await page.GotoAsync(Through(Address));
        }

        await page.Locator("#capture").WaitForAsync();
    }

    /// <summary>State, result and reasons, in codes.</summary>
    public async Task<(string State, string Result, IReadOnlyList<string> Reasons)> JudgedAsync()
    {
        System.Text.Json.JsonElement json = (await portal.GetAsync($"/v1/verifications/{verification}")).Expect(200).Json;
        return (json.GetProperty("state").GetString()!, json.GetProperty("result").GetString()!, [.. json.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!)]);
    }
}
