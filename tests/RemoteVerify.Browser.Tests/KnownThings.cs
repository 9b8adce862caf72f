using RemoteVerify.Cases;
using RemoteVerify.Cases.Figures;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Security;
using RemoteVerify.Server.Tests;
using RemoteVerify.Server.Tests.OpenId;
using RemoteVerify.Synthetic.Registers;

namespace RemoteVerify.Browser.Tests;

/// <summary>What pages are about, made when first asked for and then the same for all tests.</summary>
public sealed class KnownThings(RunningService service) : IAsyncDisposable
{
    private readonly byte[] _gatewayKey = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
    private readonly SemaphoreSlim _one = new(1);
    private string? _code;
    private bool _counted;

    /// <summary>Origin of the sample portal, which the tenant registered. It is another site than the service's, as a real portal's is.</summary>
    public string PortalOrigin { get; } = $"http://localhost:{FreePort()}";

    /// <summary>Where browsers reach the relay of live sessions: a line of the test that can be made slow.</summary>
    public int RelayPort { get; } = FreePort();

    /// <summary>What service and relay share.</summary>
    public string RelaySecret { get; } = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(24));

    /// <summary>A payment gateway, and a provider with whom citizens sign in.</summary>
    public PaymentServer Payments { get; private set; } = null!;

    public LyingProvider SignIn { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await Payments.DisposeAsync();
        await SignIn.DisposeAsync();
    }

    /// <summary>Before the service starts: tenants, one of whose portals may frame its pages, and an operator.</summary>
    public async Task ConfigureAsync()
    {
        string file = Path.Combine(service.Folder, "tenants.json");
        await File.WriteAllTextAsync(file, $$"""
            [
              { "id": "{{RunningService.Tenant}}", "name": "UBND Xã Một", "embeddedBy": ["http://127.0.0.1:5999", "{{PortalOrigin}}"], "returnTo": ["{{PortalOrigin}}/back"] },
              { "id": "{{RunningService.OtherTenant}}", "name": "UBND Xã Hai" }
            ]
            """);
        service.Settings["Service:TenantsFile"] = file;
        Payments = PaymentServer.Start(_gatewayKey, TimeProvider.System);
        string key = Path.Combine(service.Folder, "gateway.key"), openId = Path.Combine(service.Folder, "openid.secret");
        await File.WriteAllBytesAsync(key, _gatewayKey);
        await File.WriteAllTextAsync(openId, "secret-of-remoteverify-0123456789");
        foreach ((string name, string value) in new[]
        {
            ("Payments:Address", Payments.Address.ToString()), ("Payments:Key", "file:" + key), ($"Payments:Merchants:{RunningService.Tenant}", "M-01"),
            ("SignIn:Providers:0:Name", "vneid"), ("SignIn:Providers:0:Issuer", SignIn.Issuer), ("SignIn:Providers:0:ClientId", LyingProvider.Client), ("SignIn:Providers:0:ClientSecret", "file:" + openId),
            ("SignIn:Providers:0:Scopes:0", "profile"), ("SignIn:Providers:0:Levels:vneid-1", "1"), ("SignIn:Providers:0:Levels:vneid-2", "2"),
            ("PhoneReaderApp", "Cổng dịch vụ Xã Một"),
        })
        {
            service.Settings["Service:" + name] = value;
        }

        if (Live.LiveRelay.IsInstalled)
        {
            string secret = Path.Combine(service.Folder, "turn.secret");
            await File.WriteAllTextAsync(secret, RelaySecret);
            service.Settings["Service:Live:Turn:Addresses:0"] = $"turn:127.0.0.1:{RelayPort}?transport=tcp";
            service.Settings["Service:Live:Turn:Secret"] = "file:" + secret;
            service.Settings["Service:Live:RelayOnly"] = "true";
        }

        service.MoreClients.Add(RunningService.Client("operator", ClientKind.Operator, RunningService.Tenant));
        foreach (string helper in Assisted.HelperVisitor.Accounts)
        {
            service.MoreClients.Add(RunningService.Client(helper, ClientKind.Helper, RunningService.Tenant) with { AssistancesADay = helper == Assisted.HelperVisitor.Capped ? 1 : 500 });
        }
    }

    /// <summary>Verification code of a finished, sealed test document.</summary>
    public async Task<string> CodeAsync()
    {
        await _one.WaitAsync();
        try
        {
            return _code ??= await IssueAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Figures of the year behind, as cases of those months would have left them: the log can't be written in the past.</summary>
    public async Task FiguresAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_counted)
            {
                return;
            }

            await using IUnitOfWork unit = await service.Parts.Storage.BeginAsync(CancellationToken.None);
            DateOnly month = VietnamTime.Day(TimeProvider.System.GetUtcNow());
            month = new DateOnly(month.Year, month.Month, 1).AddMonths(-1);
            for (int back = 0; back < 12; back++)
            {
                await unit.Figures.PutAsync(Finished(month.AddMonths(-back), 48 - (2 * back)), CancellationToken.None);
            }

            Assert.Equal(CommitResult.Committed, await unit.CommitAsync(CancellationToken.None));
            _counted = true;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>So many completed cases of a month, three of four without a visit.</summary>
    private static CaseFigures Finished(DateOnly month, int cases)
    {
        DateOnly day = month.AddDays(9);
        return new CaseFigures(new CaseId(Guid.CreateVersion7()), new TenantId(RunningService.Tenant), "remote-contract-test",
        [
            new(day, Measures.Started, cases + 6), new(day, Measures.FirstTry, cases - (cases / 4)), new(day, Measures.LaterTry, cases / 4),
            new(day, Measures.OnTime, cases - (cases / 8)), new(day, Measures.Late, cases / 8), new(day, Measures.Online, cases - (cases / 4)), new(day, Measures.Visited, cases / 4),
            new(day, Measures.Remote, cases - (cases / 4)), new(day, Measures.InPerson, cases / 4), new(day, Measures.FirstCapture, cases - (cases / 5)),
            new(day, Measures.LaterCapture, cases / 5), new(day, Measures.CitizenSatisfied, cases - (cases / 6)), new(day, Measures.CitizenOther, cases / 6),
            new(day, Measures.VisitsAvoided, cases - (cases / 4)),
        ]);
    }

    internal static int FreePort()
    {
        using System.Net.Sockets.TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<string> IssueAsync()
    {
        Journey journey = await new Journey(service).CountersignAsync();
        Caller seal = await service.AsAsync("seal");
        return (await seal.PostAsync($"/v1/cases/{journey.Case}/seal")).Expect(200).Json.GetProperty("code").GetString()!;
    }
}
