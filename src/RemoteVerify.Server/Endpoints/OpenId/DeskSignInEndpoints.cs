using RemoteVerify.Cases;
using RemoteVerify.Cases.SignIn.Desks;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.OpenId;
using RemoteVerify.Server.Pages.Desk;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.OpenId;

/// <summary>
/// An officer's way into the desk by an OpenID provider: <c>/desk/provider/NAME</c>, the provider, <c>/desk/provider/NAME/callback</c>. Which officer it is says <c>external</c> of the
/// registered clients; whether that is enough for decisions says the provider's level.
/// </summary>
public static partial class DeskSignInEndpoints
{
    private const int LongestCode = 4096;
    private const string Method = "oidc";

    public static void MapDeskSignIn(this WebApplication app)
    {
        RouteGroupBuilder pages = app.MapGroup("/desk/provider/{provider}").ExcludeFromDescription().AllowAnonymous();
        pages.MapGet("/", BeginAsync);
        pages.MapGet("/callback", FinishAsync);
    }

    private static async Task<IResult> BeginAsync(string provider, DeskProviders parties, SignInStates states, ServicePlace place, TimeProvider clock, HttpContext context)
    {
        if (parties.Find(provider) is not { } party)
        {
            return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        }

        SignInState state = SignInState.New(StateName(provider), Guid.Empty, clock.GetUtcNow());
        if (await party.AddressAsync(state, Callback(place, context, provider), context.RequestAborted) is not { } address)
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        states.Put(context.Response, state);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Redirect(address.AbsoluteUri);
    }

    private static async Task<IResult> FinishAsync(
        string provider, string? code, string? state, string? iss, DeskProviders parties, SignInStates states, SingleUse singleUse, ClientRegistry clients, EnterDesk enter, DeskVisits visits,
        ServicePlace place, TimeProvider clock, ILogger<DeskVisits> logger, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        SignInState? begun = states.Take(context.Request, clock.GetUtcNow());
        SignInStates.Forget(context.Response);
        if (parties.Find(provider) is not { } party || begun is null || begun.Provider != StateName(provider) || state != begun.State || code is not { Length: > 0 and <= LongestCode }
            || !await singleUse.TryUseAsync("desk-sign-in", begun.State, begun.ExpiresAt, context.RequestAborted))
        {
            Log.NotFinished(logger, provider, "state-wrong");
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }

        SignInVerdict verdict = await party.FinishAsync(begun, code, iss, Callback(place, context, provider), context.RequestAborted);
        if (verdict.Person is not { } person || clients.FindExternal(party.Issuer, person.Subject) is not { Kind: ClientKind.Officer } client)
        {
            Log.NotFinished(logger, provider, verdict.Fault ?? "no-officer");
            return TypedResults.StatusCode(verdict.Fault == "unreachable" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status403Forbidden);
        }

        string[] methods = person.Assurance >= parties.StrongAssurance ? [Method, SignInMethods.StrongProvider] : [Method];
        Outcome<string> entered = await enter.DoAsync(DeskVisits.ActorOf(client, methods), null, context.RequestAborted);
        if (!entered.IsDone)
        {
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }

        // The cookie is not sent with a walk that began at another site, so the browser goes on from a page of ours.
        visits.Put(entered.Value);
        context.Response.Headers["Refresh"] = "0; url=/desk";
        return TypedResults.Content("<!doctype html><html lang=\"vi\"><title>RemoteVerify</title><p><a href=\"/desk\">Tiếp tục / Continue</a></p></html>", "text/html; charset=utf-8");
    }

    /// <summary>Names of providers have no slash, so no state of a citizen's sign-in counts here.</summary>
    private static string StateName(string provider) => "desk/" + provider;

    private static Uri Callback(ServicePlace place, HttpContext context, string provider) =>
        new(place.Public.IsLoopback ? new Uri($"{context.Request.Scheme}://{context.Request.Host}") : place.Public, $"/desk/provider/{provider}/callback");

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in at the desk by {Provider} was not finished: {Reason}.")]
        public static partial void NotFinished(ILogger logger, string provider, string reason);
    }
}
