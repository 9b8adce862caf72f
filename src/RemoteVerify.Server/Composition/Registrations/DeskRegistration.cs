using Microsoft.AspNetCore.Identity;
using RemoteVerify.Cases.SignIn.Desks;
using RemoteVerify.Server.OpenId;
using RemoteVerify.Server.Pages.Desk;
using RemoteVerify.Server.Security.Passkeys;

namespace RemoteVerify.Server.Composition.Registrations;

/// <summary>The officer's desk: how officers sign in there, and how long that holds.</summary>
internal static class DeskRegistration
{
    public static void AddDesk(this IServiceCollection services, ServiceParts parts, ServiceOptions options)
    {
        DeskOptions desk = options.Desk;
        desk.Check(parts.IsProduction);
        services.AddSingleton(new DeskSessionRule(TimeSpan.FromMinutes(desk.IdleMinutes), TimeSpan.FromHours(desk.LongestHours)));
        services.AddSingleton<RecogniseOfficer>();
        services.AddIdentityCore<OfficerUser>();
        services.AddScoped<IUserStore<OfficerUser>, OfficerUsers>();
        services.AddScoped<IPasskeyHandler<OfficerUser>, PasskeyHandler<OfficerUser>>();
        services.AddScoped<PasskeyDesk>();
        services.AddScoped<DeskVisits>();
        services.AddSingleton<CaseActs>();
        services.AddSingleton<ScreenParts>();
        services.AddSingleton<DeskWork>();
        services.AddSingleton<SessionWork>();
        services.AddSingleton<ResultActs>();
        services.AddSingleton<PrintActs>();
        services.AddSingleton<SignActs>();
        services.AddSingleton<SigningTickets>();
        services.AddSingleton(provider => new DeskProviders(
            desk.StrongAssurance, [.. desk.Providers.Select(one => new RelyingParty(one, provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TimeProvider>()))]));
        services.AddOptions<IdentityPasskeyOptions>().Configure<ServicePlace>((passkeys, place) =>
        {
            // Beside the address that the operator set, this machine counts only where that address is this machine itself: there tests and demonstrations run.
            bool isHere = place.Public.IsLoopback;
            passkeys.ServerDomain = isHere ? null : place.Public.Host;
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
            passkeys.AttestationConveyancePreference = "none";
            passkeys.ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin && Uri.TryCreate(asked.Origin, UriKind.Absolute, out Uri? origin)
                && (Same(origin, place.Public) || (isHere && origin.IsLoopback && origin.Authority == asked.HttpContext.Request.Host.Value)));
        });
    }

    private static bool Same(Uri one, Uri other) => one.GetLeftPart(UriPartial.Authority) == other.GetLeftPart(UriPartial.Authority);
}
