using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests.OpenId;

/// <summary>The whole way in and out with the npm package oidc-provider, which is not ours, as a real server.</summary>
public class RealProviderTests
{
    [SkippableTheory]
    [InlineData(Journey.Number, "2", true)]
    [InlineData("001199000888", "2", false)]
    [InlineData(Journey.Number, "1", false)]
    public async Task SignIn_AtARealProvider_OpensTheCaseOfThisPersonAtThisLevelAlone(string number, string level, bool opens)
    {
        Skip.IfNot(Directory.Exists(Path.Combine(Repository.Root, "node_modules", "oidc-provider")), "the npm package oidc-provider is not installed (./rv setup)");
        const string Public = "http://127.0.0.1:5080";
        await using NodeProvider provider = await NodeProvider.StartAsync($"{Public}/signin/real/callback", $"{Public}/signin/real/logout", number, level);
        RunningService service = new();
        try
        {
            string secret = Path.Combine(service.Folder, "openid.secret");
            await File.WriteAllTextAsync(secret, "secret-of-remoteverify-0123456789");
            foreach ((string key, string value) in new[]
            {
                ("Name", "real"), ("Issuer", provider.Issuer), ("ClientId", "remoteverify"), ("ClientSecret", $"file:{secret}"), ("Scopes:0", "profile"), ("AskedLevels:0", "2"), ("Levels:1", "1"), ("Levels:2", "2"),
            })
            {
                service.Settings[$"Service:SignIn:Providers:0:{key}"] = value;
            }

            await service.InitializeAsync();
            Guid id = (await (await service.AsAsync("portal")).PostAsync("/v1/cases", Journey.OpenBody())).Expect(201).Json.GetProperty("id").GetGuid();
            using Browser browser = new(service);
            (int status, Uri? at, string body) = await browser.GetAsync($"/signin/real?case={id}");
            for (int steps = 0; status is 302 or 303 && !at!.AbsolutePath.StartsWith("/s/", StringComparison.Ordinal) && steps < 8; steps++)
            {
                (status, at, body) = await browser.GetAsync(at!);
            }

            if (!opens)
            {
                Assert.True(status == 403, $"{status} {body}");
                return;
            }

            Assert.True(status == 302 && at!.AbsolutePath.StartsWith("/s/", StringComparison.Ordinal), $"{status} {at} {body}");
            JsonElement session = (await service.Anyone.PostAsync("/v1/sessions", new { ticket = at.AbsolutePath[3..] })).Expect(201).Json;
            Caller citizen = service.With(session.GetProperty("token").GetString()!);
            (await citizen.GetAsync($"/v1/cases/{id}")).Expect(200);
            string end = (await citizen.PostAsync("/v1/me/sign-out")).Expect(200).Json.GetProperty("providerSignOut").GetString()!;
            (int ended, _, string page) = await browser.GetAsync(new Uri(end));
            Assert.True(ended == 200 && page.Contains("logout", StringComparison.OrdinalIgnoreCase), $"{ended} {page}");
            (await citizen.GetAsync($"/v1/cases/{id}")).Expect(401);
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    /// <summary>The provider in Node.js; it ends with its standard input.</summary>
    private sealed class NodeProvider(Process process, string issuer) : IAsyncDisposable
    {
        public string Issuer => issuer;

        public static async Task<NodeProvider> StartAsync(params string[] arguments)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            ECParameters p = key.ExportParameters(true);
            ProcessStartInfo start = new("node", [Path.Combine(Repository.Root, "tests", "tools", "openid-provider.mjs"), .. arguments])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            };
            start.Environment["OPENID_TEST_KEY"] = JsonSerializer.Serialize(new { x = Base64Url.EncodeToString(p.Q.X), y = Base64Url.EncodeToString(p.Q.Y), d = Base64Url.EncodeToString(p.D) });
            Process process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            string issuer = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The provider did not start.");
            return new NodeProvider(process, issuer);
        }

        public async ValueTask DisposeAsync()
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
