using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Server.Composition;
using RemoteVerify.Storage;

namespace RemoteVerify.Server.Tests;

public class StartTests
{
    [Fact]
    public async Task Start_InProduction_IsRefusedWithTheReason()
    {
        using TemporaryFolder folder = new();
        InvalidDataException refused = await Assert.ThrowsAsync<InvalidDataException>(() => ConfigureAsync(folder, "Production"));
        Assert.Contains("development certificate authority", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Path, "data", "master.key")), "a refused start left a key behind");
    }

    [Fact]
    public async Task Start_WithADatabaseThatDoesNotAnswer_SaysSoWithoutThePassword()
    {
        using TemporaryFolder folder = new();
        string connection = folder.Write("connection", "Host=127.0.0.1;Port=1;Database=rv;Username=rv;Password=never-told;Timeout=2"u8.ToArray());
        string key = folder.Write("master", Encoding.ASCII.GetBytes(new string('a', 64)));
        StorageUnavailableException refused = await Assert.ThrowsAsync<StorageUnavailableException>(
            () => ConfigureAsync(folder, "Development", ("Database:Postgres", $"file:{connection}"), ("Database:MasterKey", $"file:{key}")));
        Assert.Contains("127.0.0.1:1", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("never-told", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithATestPolicyOfAnotherSigner_IsRefused()
    {
        using TemporaryFolder folder = new();
        using ECDsa right = ECDsa.Create(ECCurve.NamedCurves.nistP256), wrong = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] policy = Encoding.UTF8.GetBytes("[1]");
        string file = folder.Write("policy.json", policy);
        folder.Write("policy.json.sig", wrong.SignData(policy, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        string signer = folder.Write("signer.pem", Encoding.ASCII.GetBytes(right.ExportSubjectPublicKeyInfoPem()));
        InvalidDataException refused = await Assert.ThrowsAsync<InvalidDataException>(() => ConfigureAsync(folder, "Development", ("TestPolicyFile", file), ("TestPolicySignerFile", signer)));
        Assert.Contains("not signed by the configured key", refused.Message, StringComparison.Ordinal);

        // Without a key nothing is taken, and rightly signed nonsense is still no policy.
        refused = await Assert.ThrowsAsync<InvalidDataException>(() => ConfigureAsync(folder, "Development", ("TestPolicyFile", file)));
        Assert.Contains("TestPolicySignerFile", refused.Message, StringComparison.Ordinal);
        folder.Write("policy.json.sig", right.SignData(policy, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        refused = await Assert.ThrowsAsync<InvalidDataException>(() => ConfigureAsync(folder, "Development", ("TestPolicyFile", file), ("TestPolicySignerFile", signer)));
        Assert.Contains("is no policy", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithATrustListThatMustNotBeUsed_IsRefusedWithTheReason()
    {
        using TemporaryFolder folder = new();
        using NationalAuthority national = new();
        using SoftwareKey stranger = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        string key = folder.Write("operator.pem", Encoding.ASCII.GetBytes(national.OperatorPem));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        async Task<string> RefusedAsync(byte[]? list, params string[] keys)
        {
            string file = folder.Write("list.signed", list ?? []);
            return (await Assert.ThrowsAsync<InvalidDataException>(
                () => ConfigureAsync(folder, "Development", [("TrustListFile", file), .. keys.Select(k => ("TrustListKeyFile", k))]))).Message;
        }

        Assert.Contains("not signed by the configured key", await RefusedAsync(await national.ListAsync(1, "public", now.AddDays(1), stranger), key), StringComparison.Ordinal);
        Assert.Contains("replaced by a newer list", await RefusedAsync(await national.ListAsync(1, "public", now.AddMinutes(-1)), key), StringComparison.Ordinal);
        Assert.Contains("can't be read", await RefusedAsync([1, 2, 3], key), StringComparison.Ordinal);
        Assert.Contains("can't vouch for itself", await RefusedAsync(await national.ListAsync(1, "public", now.AddDays(1))), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "data")), "a refused start left data behind");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{\"id\":\"x\",\"kind\":\"portal\",\"tenant\":\"t\",\"name\":\"n\"}]")]
    [InlineData("not json")]
    public async Task Start_WithABrokenClientsFile_IsRefused(string clients)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("clients.json", Encoding.UTF8.GetBytes(clients));
        await Assert.ThrowsAsync<InvalidDataException>(() => ConfigureAsync(folder, "Development", ("ClientsFile", file)));
    }

    [Theory]
    [InlineData("[{\"id\":\"c\",\"kind\":\"officer\",\"tenant\":\"t\",\"name\":\"n\",\"publicKeyPem\":\"-----BEGIN PUBLIC KEY-----\\nAAAA\\n-----END PUBLIC KEY-----\"}]", "public key")]
    [InlineData("[{\"id\":\"c\",\"kind\":\"officer\",\"tenant\":\"t\",\"name\":\"n\",\"certificates\":[{\"sha256\":\"12\"}]}]", "64 hexadecimal digits")]
    [InlineData("[{\"id\":\"c\",\"kind\":\"officer\",\"tenant\":\"t\",\"name\":\"n\",\"certificates\":[{\"subject\":\"CN=a\"}]}]", "issuer and subject")]
    public async Task Start_WithAClientThatCouldNeverProveItself_IsRefusedByName(string clients, string reason)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("clients.json", Encoding.UTF8.GetBytes(clients));
        InvalidDataException refused = await Assert.ThrowsAsync<InvalidDataException>(() => ConfigureAsync(folder, "Development", ("ClientsFile", file)));
        Assert.Contains("client c", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"id\":\"development\",\"parent\":\"tinh\"}]", "'tinh'")]
    [InlineData("[{\"id\":\"somebody-else\"}]", "belongs to the tenant 'development'")]
    [InlineData("[{\"id\":\"development\",\"monthlyLimits\":{\"case.open\":-1}}]", "case.open")]
    [InlineData("[{\"id\":\"development\",\"children\":[]}]", "children")]
    [InlineData("{}", "tenants")]
    public async Task Start_WithTenantsThatAreNoTree_IsRefusedWithTheReason(string tenants, string reason)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("tenants.json", Encoding.UTF8.GetBytes(tenants));
        InvalidDataException refused = await Assert.ThrowsAsync<InvalidDataException>(() => ConfigureAsync(folder, "Development", ("TenantsFile", file)));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_InProductionWithoutASecondFactorOfOfficers_IsRefused()
    {
        using TemporaryFolder folder = new();
        InvalidDataException refused = await Assert.ThrowsAsync<InvalidDataException>(() => ConfigureAsync(folder, "Production", ("OfficerSignIn:Demand", "None")));
        Assert.Contains("Service:OfficerSignIn:Demand is None", refused.Message, StringComparison.Ordinal);
        refused = await Assert.ThrowsAsync<InvalidDataException>(() => ConfigureAsync(folder, "Production"));
        Assert.DoesNotContain("OfficerSignIn", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAFolderOfNoRoots_IsRefused()
    {
        using TemporaryFolder folder = new();
        InvalidDataException refused = await Assert.ThrowsAsync<InvalidDataException>(() => ConfigureAsync(folder, "Development", ("ClientCertificates:TrustDirectory", folder.Path)));
        Assert.Contains("holds no root certificate", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithADamagedMasterKey_IsRefused()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(Path.Combine(folder.Path, "data"));
        folder.Write(Path.Combine("data", "master.key"), new byte[5]);
        InvalidDataException refused = await Assert.ThrowsAsync<InvalidDataException>(() => ConfigureAsync(folder, "Development"));
        Assert.Contains("5 bytes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ForTheFirstTime_KeepsKeysAndCredentialsToItself()
    {
        using TemporaryFolder folder = new();
        await using (await ConfigureAsync(folder, "Development"))
        {
        }

        foreach (string name in new[] { "master.key", "development-credentials.json", "development-clients.json" })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "data", name)));
        }

        string credentials = File.ReadAllText(Path.Combine(folder.Path, "data", "development-credentials.json"));
        Assert.DoesNotContain(credentials.Split('"')[3], File.ReadAllText(Path.Combine(folder.Path, "data", "development-clients.json")), StringComparison.Ordinal);
    }

    /// <summary>A stage goes on while the service stands still.</summary>
    private static string WithoutTimeSpent(string json) => System.Text.RegularExpressions.Regex.Replace(json, "\"seconds\":[0-9]+", "\"seconds\":0");

    [Fact]
    public async Task Restart_OnTheSameData_KeepsCasesKeysTokensAndLog()
    {
        RunningService service = new();
        await service.InitializeAsync();
        Journey journey = await new Journey(service).SignAsync();
        Caller portal = await service.AsAsync("portal");
        string before = (await portal.GetAsync($"/v1/cases/{journey.Case}")).Expect(200).Text;
        byte[] root = (await service.Anyone.GetAsync("/v1/authority/root")).Expect(200).Body;
        string key = (await service.Anyone.GetAsync("/v1/log/key")).Expect(200).Text;
        string checkpoint = (await service.Anyone.GetAsync("/v1/log/checkpoint")).Expect(200).Text;
        await service.StopAsync();
        await service.StartAsync();
        try
        {
            Assert.Equal(SizeAndRoot(checkpoint), SizeAndRoot((await service.Anyone.GetAsync("/v1/log/checkpoint")).Expect(200).Text));
            Assert.Equal(WithoutTimeSpent(before), WithoutTimeSpent((await service.With(portal.Token!).GetAsync($"/v1/cases/{journey.Case}")).Expect(200).Text));
            (await service.With(journey.Citizen.Token!).GetAsync($"/v1/cases/{journey.Case}/document")).Expect(200);
            Assert.Equal(root, (await service.Anyone.GetAsync("/v1/authority/root")).Expect(200).Body);
            Assert.Equal(key, (await service.Anyone.GetAsync("/v1/log/key")).Expect(200).Text);

            // And the case goes on.
            Caller officer = await service.AsAsync("officer");
            (await officer.GetAsync($"/v1/verifications/{journey.Verification}/evidence")).Expect(200);
            (await officer.PostAsync($"/v1/cases/{journey.Case}/approval")).Expect(200);
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    private static string SizeAndRoot(string note) => string.Join('\n', note.Split('\n')[1..3]);

    private static async Task<ServiceParts> ConfigureAsync(TemporaryFolder folder, string environment, params (string Name, string Value)[] settings)
    {
        WebApplicationBuilder builder = RunningService.Builder(environment, settings.Select(setting => KeyValuePair.Create($"Service:{setting.Name}", (string?)setting.Value))
            .Append(new("Service:DataDirectory", Path.Combine(folder.Path, "data"))));
        return await ServiceHost.ConfigureAsync(builder, CancellationToken.None);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("rv-start-").FullName;

        public string Write(string name, byte[] bytes)
        {
            string path = System.IO.Path.Combine(Path, name);
            File.WriteAllBytes(path, bytes);
            return path;
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
