using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests;

/// <summary>What pages are about, made when first asked for and then the same for all tests.</summary>
public sealed class KnownThings(RunningService service)
{
    private readonly SemaphoreSlim _one = new(1);
    private string? _code;

    /// <summary>Settings before the service starts: a tenant whose portal may frame its pages.</summary>
    public async Task ConfigureAsync()
    {
        string file = Path.Combine(service.Folder, "tenants.json");
        await File.WriteAllTextAsync(file, $$"""
            [
              { "id": "{{RunningService.Tenant}}", "name": "UBND Xã Một", "embeddedBy": ["http://127.0.0.1:5999"] },
              { "id": "{{RunningService.OtherTenant}}", "name": "UBND Xã Hai" }
            ]
            """);
        service.Settings["Service:TenantsFile"] = file;
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

    private async Task<string> IssueAsync()
    {
        Journey journey = await new Journey(service).CountersignAsync();
        Caller seal = await service.AsAsync("seal");
        return (await seal.PostAsync($"/v1/cases/{journey.Case}/seal")).Expect(200).Json.GetProperty("code").GetString()!;
    }
}
