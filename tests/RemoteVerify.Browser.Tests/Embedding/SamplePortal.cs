using System.Diagnostics;
using RemoteVerify.Server.Tests;
using RemoteVerify.TestKit;

namespace RemoteVerify.Browser.Tests.Embedding;

/// <summary>The portal of <c>samples/portal</c> as a process of its own, at the origin that the tenant registered.</summary>
internal sealed class SamplePortal : IAsyncDisposable
{
    /// <summary>No cookie of another site, as browsers are going to be; only cookies that keep to one portal.</summary>
    public const string NoForeignCookies = "--test-third-party-cookie-phaseout";

    private readonly Process _process;

    private SamplePortal(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<SamplePortal> StartAsync(BrowserFixture browser)
    {
        Skip.IfNot(BrowserFixture.IsInstalled, "Chromium is not installed");
        Uri origin = new(browser.Known.PortalOrigin);
        ProcessStartInfo start = new("node", [Path.Combine(Repository.Root, "samples", "portal", "server.mjs")]) { RedirectStandardOutput = true };
        start.Environment["RV_SERVICE"] = browser.Service.Address.GetLeftPart(UriPartial.Authority);
        start.Environment["RV_CLIENT"] = "portal";
        start.Environment["RV_SECRET"] = RunningService.SecretOf("portal");
        start.Environment["PORT"] = origin.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Process process = Process.Start(start)!;
        string? said = await process.StandardOutput.ReadLineAsync();
        Assert.Equal($"{browser.Known.PortalOrigin}/", said);
        return new SamplePortal(process, origin);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
