using RemoteVerify.Cases;
using RemoteVerify.Cases.SignIn.Desks;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Security;
using RemoteVerify.Server.Security.Officers;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>An officer at the desk.</summary>
/// <param name="Client">The registration; its id is the account.</param>
/// <param name="Session">The session.</param>
/// <param name="Actor">Who acts: the same as the officer's access token gives, with how this session began.</param>
/// <param name="MayDecide">The sign-in is strong enough for decisions and signatures.</param>
public sealed record DeskVisit(ClientRegistration Client, DeskSession Session, Actor Actor, bool MayDecide)
{
    public TenantId Tenant => Actor.Tenant;

    public override string ToString() => nameof(DeskVisit);
}

/// <summary>Finds who sits at the desk, from the cookie alone; sets and takes the cookie.</summary>
public sealed class DeskVisits(IHttpContextAccessor http, ClientRegistry clients, RecogniseOfficer recognise, OfficerSignInRule rule)
{
    public const string CookieName = "__Host-desk";

    private const int LongestCookie = 128;

    private Task<DeskVisit?>? _found;

    /// <summary>The officer; null when nobody is signed in, or the client was removed, or is no officer any more.</summary>
    public Task<DeskVisit?> FindAsync(CancellationToken cancellationToken) => FindAsync(ClientKind.Officer, cancellationToken);

    /// <summary>The helper; null for an officer, who has other pages.</summary>
    public Task<DeskVisit?> FindHelperAsync(CancellationToken cancellationToken) => FindAsync(ClientKind.Helper, cancellationToken);

    /// <summary>The operator; null for anyone else.</summary>
    public Task<DeskVisit?> FindOperatorAsync(CancellationToken cancellationToken) => FindAsync(ClientKind.Operator, cancellationToken);

    /// <summary>Whoever is signed in.</summary>
    public async Task<DeskVisit?> FindAnyoneAsync(CancellationToken cancellationToken) => await (_found ??= LookAsync(cancellationToken));

    /// <summary>Officers, helpers and operators have passkeys and sessions; nobody else has.</summary>
    public static bool SitsAtDesk(ClientRegistration client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Kind is ClientKind.Officer or ClientKind.Helper or ClientKind.Operator;
    }

    private async Task<DeskVisit?> FindAsync(ClientKind kind, CancellationToken cancellationToken) =>
        await (_found ??= LookAsync(cancellationToken)) is { } found && found.Client.Kind == kind ? found : null;

    /// <summary>Into the browser: sent by our own pages only, out of reach of scripts, gone with the browser.</summary>
    public void Put(string token)
    {
        HttpContext context = http.HttpContext!;
        context.Response.Cookies.Append(CookieName, token, PageCookies.Options(context, sameSite: SameSiteMode.Strict));
    }

    /// <summary>Out of the browser.</summary>
    public void Forget()
    {
        HttpContext context = http.HttpContext!;
        context.Response.Cookies.Delete(CookieName, PageCookies.Options(context, sameSite: SameSiteMode.Strict));
    }

    /// <summary>The actor of a registered officer, helper or operator who signed in by these methods.</summary>
    public static Actor ActorOf(ClientRegistration client, IEnumerable<string> methods)
    {
        ArgumentNullException.ThrowIfNull(client);
        TenantId tenant = new(client.Tenant);
        Actor actor = client.Kind switch
        {
            ClientKind.Helper => Actor.Helper(tenant, client.Id),
            ClientKind.Operator => Actor.Operator(tenant, client.Id),
            _ => Actor.Officer(tenant, client.Id),
        };
        return actor with { SignedInBy = string.Join(' ', methods) };
    }

    /// <summary>A path of the desk to go back to; the queue for anything else, so that no address leads elsewhere.</summary>
    public static string Back(string? path) =>
        path is { Length: > 0 and <= 512 } && (path is "/desk" or "/assist" or "/point" or "/operator" || path.StartsWith("/desk/", StringComparison.Ordinal) || path.StartsWith("/assist/", StringComparison.Ordinal) || path.StartsWith("/live/desk/", StringComparison.Ordinal))
        && !path.Contains('\\', StringComparison.Ordinal) && !path.StartsWith("/desk/sign-in", StringComparison.Ordinal) ? path : "/desk";

    private async Task<DeskVisit?> LookAsync(CancellationToken cancellationToken)
    {
        if (http.HttpContext?.Request.Cookies[CookieName] is not { Length: > 0 and <= LongestCookie } token
            || await recognise.DoAsync(token, cancellationToken) is not { } session
            || clients.Find(session.Account) is not { } client || !SitsAtDesk(client) || client.Tenant != session.Tenant.Value)
        {
            return null;
        }

        string[] methods = session.Methods.Split(' ');
        return new DeskVisit(client, session, ActorOf(client, methods), SignInMethods.AreStrong(session.Methods) && rule.IsMetBy(methods));
    }
}
