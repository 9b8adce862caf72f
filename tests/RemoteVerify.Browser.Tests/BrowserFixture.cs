using Microsoft.Playwright;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests;

/// <summary>One running service and one real Chromium for all tests of the collection. Without the browser's package the tests skip.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>The distribution's browser; nothing is downloaded.</summary>
    public const string Chromium = "/usr/bin/chromium";

    /// <summary>Screen of a small phone, which is also 1280 px at 400 % zoom.</summary>
    public const int Narrow = 320;

    public const int Wide = 1280;

    private const string Absent = $"Chromium is not installed ({Chromium}); ./rv setup installs the Debian package";

    /// <summary>The flags under which pages and cameras were tried without a screen and without a GPU.</summary>
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
    ];

    private readonly List<IBrowser> _launched = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The real service on loopback, with the clients and people of every test over HTTP.</summary>
    public RunningService Service { get; } = new();

    /// <summary>Things that pages are about, made once: an issued document, its code, a file.</summary>
    public KnownThings Known { get; private set; } = null!;

    /// <summary>People before cameras, and cases that wait for one.</summary>
    public Camera.CameraWorld Camera { get; private set; } = null!;

    /// <summary>True where the browser is installed.</summary>
    public static bool IsInstalled => File.Exists(Chromium);

    public async Task InitializeAsync()
    {
        if (!IsInstalled)
        {
            return;
        }

        Known = new KnownThings(Service);
        await Known.ConfigureAsync();
        Camera = new Camera.CameraWorld(Service);
        await Camera.ConfigureAsync();
        await Service.InitializeAsync();
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        _playwright = await Playwright.CreateAsync();
        _browser = await LaunchAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (IBrowser browser in _launched)
        {
            await browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (IsInstalled)
        {
            await Service.DisposeAsync();
            await Known.DisposeAsync();
        }
    }

    /// <summary>A browser with flags of its own, for a camera from a file; ends with the fixture.</summary>
    public async Task<IBrowser> LaunchAsync(params string[] more)
    {
        Skip.IfNot(IsInstalled, Absent);
        IBrowser browser = await _playwright!.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Headless = true, Args = [.. Flags, .. more] });
        _launched.Add(browser);
        return browser;
    }

    /// <summary>A page of a person who was never here before: no cookies, nothing cached.</summary>
    /// <param name="language">What the browser prefers.</param>
    /// <param name="width">Width of the window in CSS pixels.</param>
    /// <param name="script">False for a browser without script.</param>
    /// <param name="browser">One with flags of its own; the shared one otherwise.</param>
    public async Task<IPage> NewPageAsync(string language = "vi", int width = Wide, bool script = true, IBrowser? browser = null)
    {
        Skip.IfNot(IsInstalled, Absent);
        IBrowserContext context = await (browser ?? _browser!).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Service.Address.ToString(),
            Locale = language == "en" ? "en-GB" : "vi-VN",
            TimezoneId = "Asia/Ho_Chi_Minh",
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 640 : 800 },
            JavaScriptEnabled = script,
            ReducedMotion = ReducedMotion.Reduce,
        });
        IPage page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        PageWatch.Begin(page, Service.Address);
        return page;
    }
}

/// <summary>All tests that need the browser, so that they share it and its service.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}
