using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;
using RemoteVerify.Server.OpenId;

namespace RemoteVerify.Server.Endpoints.OpenId;

/// <summary>The relying parties by their names.</summary>
public sealed class RelyingParties(IEnumerable<RelyingParty> all)
{
    private readonly Dictionary<string, RelyingParty> _all = all.ToDictionary(one => one.Name, StringComparer.Ordinal);

    public RelyingParty? Find(string name) => _all.GetValueOrDefault(name);
}

/// <summary>
/// A citizen's way into a case by an OpenID provider: <c>/signin/NAME?case=ID</c>, the provider, <c>/signin/NAME/callback</c>, and from there the citizen's
/// page with a one-time link. The way out: <c>POST /v1/me/sign-out</c>, or the provider's own call.
/// </summary>
public static partial class SignInEndpoints
{
    private const int LongestCode = 4096;

    /// <summary>What browsers and providers call; no part of the API.</summary>
    public static void MapSignIn(this WebApplication app)
    {
        RouteGroupBuilder pages = app.MapGroup("/signin/{provider}").ExcludeFromDescription().AllowAnonymous();
        pages.MapGet("/", BeginAsync);
        pages.MapGet("/callback", FinishAsync);
        pages.MapPost("/logout", LogoutAsync).DisableAntiforgery();
    }

    /// <summary>The way out over the API.</summary>
    public static void MapSignOut(this RouteGroupBuilder api) =>
        api.MapPost("/me/sign-out", SignOutAsync).WithTags("Sessions").RequireAuthorization().WithName("SignOut")
            .WithSummary("End the session, and tell where to sign out at the provider").Produces<SignedOutResponse>();

    private static async Task<IResult> BeginAsync(
        string provider, [FromQuery(Name = "case")] Guid? about, RelyingParties parties, SignInStates states, Composition.ServicePlace place, TimeProvider clock, HttpContext context)
    {
        if (parties.Find(provider) is not { } party || about is not { } caseId)
        {
            return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        }

        SignInState state = SignInState.New(provider, caseId, clock.GetUtcNow());
        if (await party.AddressAsync(state, Callback(place, provider), context.RequestAborted) is not { } address)
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        states.Put(context.Response, state);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Redirect(address.AbsoluteUri);
    }

    /// <summary>The state must be the one of this very browser, and is used once.</summary>
    private static async Task<IResult> FinishAsync(
        string provider, string? code, string? state, string? iss, string? error, RelyingParties parties, SignInStates states, SingleUse singleUse, EnterBySignIn enter,
        Composition.ServicePlace place, TimeProvider clock, ILogger<RelyingParty> logger, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        SignInState? begun = states.Take(context.Request, clock.GetUtcNow());
        SignInStates.Forget(context.Response);
        if (parties.Find(provider) is not { } party || begun is null || begun.Provider != provider || state != begun.State || code?.Length > LongestCode
            || !await singleUse.TryUseAsync("sign-in", begun.State, begun.ExpiresAt, context.RequestAborted))
        {
            Log.NotFinished(logger, provider, "state-wrong");
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (error is not null || string.IsNullOrEmpty(code))
        {
            // The person declined, or the provider could not: both begin again from the case.
            Log.NotFinished(logger, provider, "declined");
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }

        SignInVerdict verdict = await party.FinishAsync(begun, code, iss, Callback(place, provider), context.RequestAborted);
        if (verdict.Person is not { } person)
        {
            Log.NotFinished(logger, provider, verdict.Fault ?? "unknown");
            return TypedResults.StatusCode(verdict.Fault == "unreachable" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status403Forbidden);
        }

        Outcome<GivenToken> entered = await enter.DoAsync(new CaseId(begun.Case), person, context.RequestAborted);
        if (entered.Refusal is { } refusal)
        {
            Log.NotFinished(logger, provider, refusal.Code.Value);
            return TypedResults.StatusCode(RefusalProblems.StatusOf(refusal.Code.Kind));
        }

        return TypedResults.LocalRedirect($"/s/{entered.Value.Token}");
    }

    /// <summary>The provider's own call: 200 when it counted, 400 when the token did not, and the same token counts once.</summary>
    private static async Task<IResult> LogoutAsync(
        string provider, [FromForm(Name = "logout_token")] string? token, RelyingParties parties, SingleUse singleUse, EndSignIns end, TimeProvider clock, ILogger<RelyingParty> logger, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (parties.Find(provider) is not { } party || string.IsNullOrEmpty(token) || await party.ReadLogoutAsync(token, context.RequestAborted) is not { } whom)
        {
            Log.NotFinished(logger, provider, "logout-token-invalid");
            return TypedResults.BadRequest();
        }

        if (await singleUse.TryUseAsync($"logout {provider}", whom.Id, clock.GetUtcNow().AddHours(1), context.RequestAborted))
        {
            int ended = await end.DoAsync(provider, whom.Subject, whom.Session, context.RequestAborted);
            Log.Ended(logger, provider, ended);
        }

        return TypedResults.Ok();
    }

    private static async Task<IResult> SignOutAsync(SignOut act, ClaimsPrincipal user, RelyingParties parties, Composition.ServicePlace place, HttpContext context, CancellationToken cancellationToken)
    {
        string session = context.Request.Headers.Authorization.ToString()["Bearer ".Length..].Trim();
        Outcome<SignedOut> done = await act.DoAsync(user.Actor(), session, cancellationToken);
        if (done.Refusal is { } refusal)
        {
            return RefusalProblems.Of(refusal);
        }

        Uri? at = done.Value is { SignIn: { } signIn, IdToken: { } idToken } && parties.Find(signIn.Provider) is { } party
            ? await party.EndAddressAsync(idToken, place.Public, cancellationToken)
            : null;
        return TypedResults.Ok(new SignedOutResponse(at?.AbsoluteUri));
    }

    private static Uri Callback(Composition.ServicePlace place, string provider) => new(place.Public, $"/signin/{provider}/callback");

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in at {Provider} was not finished: {Reason}.")]
        public static partial void NotFinished(ILogger logger, string provider, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Provider} signed somebody out; {Count} sign-ins ended.")]
        public static partial void Ended(ILogger logger, string provider, int count);
    }
}

/// <summary>That the session has ended.</summary>
/// <param name="ProviderSignOut">Where the browser signs out at the provider too; null when it did not come from one.</param>
public sealed record SignedOutResponse(string? ProviderSignOut)
{
    public override string ToString() => nameof(SignedOutResponse);
}
