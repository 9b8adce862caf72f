using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Server.Composition;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>A participant in the own session, as the pages know them.</summary>
/// <param name="Actor">Who acts: the participant in the one case of the session.</param>
/// <param name="Ticket">The word of the address, by which pages of this visit are reached. It was redeemed and opens nothing any more.</param>
/// <param name="Token">The session token that <c>POST /v1/sessions</c> would give; never written into a page that a script of others could read.</param>
public sealed record CitizenVisitor(Actor Actor, string Ticket, string Token)
{
    /// <summary>The case.</summary>
    public CaseId Case => Actor.OnlyCase!.Value;

    /// <summary>The participant's place in it.</summary>
    public ParticipantId Participant => new(Actor.Id);

    public TenantId Tenant => Actor.Tenant;

    /// <summary>Address of one of the visit's pages: <c>/s/TICKET/name</c>; the router without a name.</summary>
    public string Address(string? page = null) => CitizenVisit.AddressOf(Ticket, page);

    /// <summary>The token is a secret.</summary>
    public override string ToString() => nameof(CitizenVisitor);
}

/// <summary>
/// The citizen's session on pages: a ticket is exchanged once by the same act as over the API, and a cookie out of reach of scripts then holds the session. Each ticket has a cookie of
/// its own, so that two people can use one browser one after the other without taking the other's place.
/// </summary>
public sealed class CitizenVisit(EnterAsCitizen enter, RecogniseCitizen citizens, RecogniseLink links)
{
    private const int NameCharacters = 24;
    private const int LongestTicket = 128;

    /// <summary>Address of a page of the visit that a ticket began.</summary>
    public static string AddressOf(string ticket, string? page = null) => page is null ? $"/s/{Uri.EscapeDataString(ticket)}" : $"/s/{Uri.EscapeDataString(ticket)}/{page}";

    /// <summary>Name of the cookie of a ticket; it says nothing about the ticket.</summary>
    public static string CookieOf(string ticket) => "__Host-visit-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ticket)))[..NameCharacters];

    /// <summary>Who visits under this ticket; null when the ticket was not exchanged in this browser, or the session is over. Tells the headers whose page it is.</summary>
    public async Task<CitizenVisitor?> FindAsync(HttpContext context, string? ticket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (string.IsNullOrEmpty(ticket) || ticket.Length > LongestTicket || context.Request.Cookies[CookieOf(ticket)] is not { Length: > 0 } token)
        {
            return null;
        }

        Outcome<Actor> actor = await citizens.DoAsync(token, cancellationToken);
        return actor.IsDone ? Welcome(context, new CitizenVisitor(actor.Value, ticket, token)) : null;
    }

    /// <summary>Whose link this is while it can still be exchanged; null otherwise. Nothing is used up by asking. Tells the headers whose page it is.</summary>
    public async Task<TenantId?> OfUnusedAsync(HttpContext context, string? ticket, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(ticket) || ticket.Length > LongestTicket || await links.DoAsync(ticket, cancellationToken) is not { } tenant)
        {
            return null;
        }

        context.BelongTo(tenant);
        return tenant;
    }

    /// <summary>The case of a link, also of one that was used or has run out; null for any other word. It opens nothing: who signs in must take part in the case.</summary>
    public async Task<CaseId?> CaseOfAsync(string ticket, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(ticket) || ticket.Length > LongestTicket ? null : await links.CaseOfAsync(ticket, cancellationToken);

    /// <summary>Exchanges the ticket and keeps the session in this browser for as long as it lasts.</summary>
    public async Task<Outcome<CitizenVisitor>> EnterAsync(HttpContext context, string ticket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(ticket);
        Outcome<GivenToken> given = await enter.DoAsync(ticket, cancellationToken);
        return given.Refusal is { } refusal ? refusal : await KeepAsync(context, ticket, given.Value, cancellationToken);
    }

    /// <summary>Keeps a session that was given in another way than by a ticket, under a word that its addresses carry.</summary>
    public async Task<Outcome<CitizenVisitor>> KeepAsync(HttpContext context, string word, GivenToken given, CancellationToken cancellationToken)
    {
        Outcome<Actor> actor = await citizens.DoAsync(given.Token, cancellationToken);
        if (actor.Refusal is { } refusal)
        {
            return refusal;
        }

        context.Response.Cookies.Append(CookieOf(word), given.Token, PageCookies.Options(context, EnterAsCitizen.SessionLifetime));
        return Welcome(context, new CitizenVisitor(actor.Value, word, given.Token));
    }

    /// <summary>Takes the session out of this browser.</summary>
    public static void Leave(HttpContext context, string ticket) => context.Response.Cookies.Delete(CookieOf(ticket), PageCookies.Options(context));

    private static CitizenVisitor Welcome(HttpContext context, CitizenVisitor visitor)
    {
        context.BelongTo(visitor.Tenant);
        if (visitor.Actor.HandOver is not null && context.Request.Path.StartsWithSegments(SecurityHeaders.FramedPages))
        {
            context.Features.Set(new Assist.HelpedVisit(visitor.Ticket));
        }

        return visitor;
    }
}
