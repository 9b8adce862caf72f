using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using RemoteVerify.Server.Capture;
using RemoteVerify.Server.ChipRelay;
using RemoteVerify.Server.Endpoints.Authority;
using RemoteVerify.Server.Endpoints.Cases;
using RemoteVerify.Server.Endpoints.Checks;
using RemoteVerify.Server.Endpoints.Dispatches;
using RemoteVerify.Server.Endpoints.Health;
using RemoteVerify.Server.Endpoints.Kpi;
using RemoteVerify.Server.Endpoints.Log;
using RemoteVerify.Server.Endpoints.Metering;
using RemoteVerify.Server.Endpoints.Privacy;
using RemoteVerify.Server.Endpoints.Payments;
using RemoteVerify.Server.Endpoints.Notifications;
using RemoteVerify.Server.Endpoints.Procedures;
using RemoteVerify.Server.Endpoints.Results;
using RemoteVerify.Server.Endpoints.Sandbox;
using RemoteVerify.Server.Endpoints.Sessions;
using RemoteVerify.Server.Endpoints.Sharing;
using RemoteVerify.Server.Endpoints.OpenId;
using RemoteVerify.Server.Endpoints.Signing;
using RemoteVerify.Server.Endpoints.Tokens;
using RemoteVerify.Server.Endpoints.Verifications;
using RemoteVerify.Server.Endpoints.Webhooks;
using RemoteVerify.Server.Http;
using RemoteVerify.Server.Http.Idempotency;
using RemoteVerify.Server.Http.Uploads;
using RemoteVerify.Server.Live;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;
using RemoteVerify.Server.Security.Officers;

namespace RemoteVerify.Server.Composition;

/// <summary>What every request goes through, and the table of contents of the API.</summary>
public static class Pipeline
{
    public static void AddWeb(this IServiceCollection services)
    {
        services.AddProblems();
        services.AddAuthentication(BearerAuthentication.Name).AddScheme<AuthenticationSchemeOptions, BearerAuthentication>(BearerAuthentication.Name, null);
        services.AddAuthorization();
        services.AddOpenApi("v1", OpenApiDocument.Describe);
        services.AddPages();
        services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(options =>
            options.TextEncoderSettings = new System.Text.Encodings.Web.TextEncoderSettings(System.Text.Unicode.UnicodeRanges.All));
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            options.SerializerOptions.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter());
            options.SerializerOptions.MaxDepth = SizeLimits.MaximumJsonDepth;
        });
    }

    public static void UseWeb(this WebApplication app)
    {
        HttpOptions http = app.Services.GetRequiredService<IOptions<ServiceOptions>>().Value.Http;
        app.UseCallersAddress(http);
        app.UseSecurityHeaders();
        app.UsePageTransport();
        app.UseProblems();
        app.UseStaticFiles(PageRegistration.PageFiles);
        app.UsePageLanguage();
        app.UsePortalReturn();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<IdempotencyMiddleware>();
        app.UseMiddleware<UploadReference>();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(20) });
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapRazorPages();
        app.MapHealth();
        app.MapDiscovery();
        app.MapSignIn();
        app.MapLive();
        app.MapDeskSignIn();
        RouteGroupBuilder api = app.MapGroup("/v1");
        api.KeepToScopes();
        OfficerSignInRule.Keep(api);
        api.LimitBodies(http.MaximumJsonBytes);
        api.MapTokens();
        api.MapCases();
        api.MapPaperCopies();
        api.MapStoredCopies();
        api.MapDossiers();
        api.MapMessages();
        api.MapAppointments();
        api.MapIntake();
        api.MapMarital();
        api.MapNotarised();
        api.MapCorrections();
        api.MapSessions();
        api.MapVerifications();
        api.MapCapture();
        api.MapCapturePosts();
        api.MapChipRelay();
        api.MapSigning();
        api.MapResults();
        api.MapDownloads();
        api.MapRelatedActs();
        api.MapImports();
        api.MapSharing();
        api.MapChecks();
        api.MapProcedures();
        api.MapAuthority();
        api.MapLog();
        api.MapMetering();
        api.MapWebhooks();
        api.MapEvents();
        api.MapQueues();
        api.MapUploads();
        api.MapDataRequests();
        api.MapRetention();
        api.MapBreaches();
        api.MapPayments();
        api.MapDispatches();
        api.MapIssuerConfirmation();
        api.MapSignOut();
        api.MapSandbox();
        api.MapKpi();
        api.MapNotifications();
    }
}
