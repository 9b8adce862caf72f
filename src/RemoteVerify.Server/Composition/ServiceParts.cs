using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Server.Capture;
using RemoteVerify.Server.Composition.Keys;
using RemoteVerify.Server.Composition.Timestamps;
using RemoteVerify.Cases.Tenants;
using RemoteVerify.Server.Security;
using RemoteVerify.Server.Security.Certificates;
using RemoteVerify.Server.Security.Issuing;
using RemoteVerify.Storage;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Server.Composition;

/// <summary>What must be opened, read or made before the first request; anything wrong stops the start with a sentence.</summary>
/// <remarks>Production refuses development keys, development clients and test policies; there is no switch around that.</remarks>
public sealed class ServiceParts : IAsyncDisposable
{
    public required RelationalStorage Storage { get; init; }

    public required AuthorityKeys Keys { get; init; }

    public required ClientRegistry Clients { get; init; }

    public required AccessTokens Tokens { get; init; }

    public required TokenKeys TokenKeys { get; init; }

    public required TenantTree Tenants { get; init; }

    public required ClientCertificateCheck CertificateCheck { get; init; }

    public required CheckpointSigner Checkpoints { get; init; }

    public required ChipChallengeKey ChipChallenges { get; init; }

    public required CaptureEngines Engines { get; init; }

    public required CapturePolicies Policies { get; init; }

    public required CountrySignerStore CountrySigners { get; init; }

    /// <summary>The national anchors of the public check; null when none are configured.</summary>
    public required NationalTrustFile? NationalTrust { get; init; }

    /// <summary>What this service trusted before its present authority; null for nothing.</summary>
    public FormerAuthorities? FormerTrust { get; init; }

    /// <summary>The timestamp authority of others; says itself whether one is set.</summary>
    public required ExternalTimestamps Timestamps { get; init; }

    public bool IsProduction { get; init; }

    public static async Task<ServiceParts> OpenAsync(ServiceOptions options, bool isProduction, TimeProvider time, CancellationToken cancellationToken)
    {
        ModelCatalog models = ServiceModels.Choose(options);
        NationalTrustFile? national = NationalTrustFile.Open(options, time.GetUtcNow());
        TimestampSetup.Check(options.Revocation);
        ExternalTimestamps timestamps = ExternalTimestamps.Open(options);
        if (isProduction)
        {
            ProductionGate.Require(options, models);
        }

        Directory.CreateDirectory(options.DataDirectory);
        RelationalStorage storage = Databases.Open(options, time);
        await storage.MigrateAsync(cancellationToken);
        AuthorityKeys keys = await AuthorityKeys.OpenAsync(options, storage, time, cancellationToken);
        if (isProduction)
        {
            ProductionGate.Require(keys);
            await ProductionGate.RequireAsync(storage, VietnamTime.Day(time.GetUtcNow()), cancellationToken);
        }

        CaptureEngines engines = ServiceModels.Load(models, options);
        TokenKeys tokenKeys = await TokenKeys.OpenAsync(storage, time, cancellationToken);
        ClientRegistry clients = options.ClientsFile is { } file ? ClientRegistry.Read(await File.ReadAllBytesAsync(file, cancellationToken)) : DevelopmentClients.LoadOrCreate(options.DataDirectory);
        byte[] logKey = await KeyFiles.StoredKeyAsync(storage, "log-signing-key", cancellationToken);
        return new ServiceParts
        {
            Storage = storage,
            Keys = keys,
            Clients = clients,
            Tokens = new AccessTokens(tokenKeys, options.PublicAddress, time),
            TokenKeys = tokenKeys,
            Tenants = TenantFile.Read(options.TenantsFile, clients),
            CertificateCheck = new ClientCertificateCheck(options.ClientCertificates, time),
            Checkpoints = new CheckpointSigner($"{options.PublicAddress.Authority}/log", options.PublicAddress.Authority, SoftwareKey.ImportPkcs8(logKey)),
            ChipChallenges = new ChipChallengeKey(await KeyFiles.StoredSecretAsync(storage, "chip-challenge-key", cancellationToken)),
            Engines = engines,
            Policies = PoliciesOf(options, engines),
            CountrySigners = ReadCountrySigners(options.CountrySignersDirectory),
            NationalTrust = national,
            FormerTrust = options.FormerTrustDirectory is { } former ? FormerTrustFolder.Read(former) : null,
            Timestamps = timestamps,
            IsProduction = isProduction,
        };
    }

    public ValueTask DisposeAsync()
    {
        Engines.Dispose();
        Timestamps.Dispose();
        Keys.Dispose();
        return Storage.DisposeAsync();
    }

    private static CapturePolicies PoliciesOf(ServiceOptions options, CaptureEngines engines)
    {
        LivenessPolicy standard = Calibrated(LivenessPolicy.Default, engines);
        if (options.TestPolicyFile is not { } file)
        {
            return new CapturePolicies(standard, null, []);
        }

        string signer = options.TestPolicySignerFile ?? throw new InvalidDataException("Service:TestPolicySignerFile is not set; a test policy is taken only with the key that must have signed it.");
        LivenessPolicy test = CapturePolicies.ReadTest(File.ReadAllBytes(file), File.ReadAllBytes(file + ".sig"), File.ReadAllText(signer));
        return new CapturePolicies(standard, test, [.. options.TestPolicyTenants]);
    }

    /// <summary>Thresholds belong to the networks, so they come from the model set and not from the policy's text.</summary>
    private static LivenessPolicy Calibrated(LivenessPolicy policy, CaptureEngines engines) => engines.Engine is { } engine ? policy.For(engine) : policy;

    private static CountrySignerStore ReadCountrySigners(string? folder)
    {
        if (folder is null)
        {
            return CountrySignerStore.Empty;
        }

        List<Certificate> anchors = [];
        foreach (string file in Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".cer" or ".crt" or ".der" or ".pem").Order(StringComparer.Ordinal))
        {
            anchors.AddRange(CertificateFile.Read(file));
        }

        return new CountrySignerStore(anchors);
    }
}
