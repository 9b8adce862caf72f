using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.DataProtection;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Server.Composition;

namespace RemoteVerify.Server.Embedding;

/// <summary>The way back to a portal that sent somebody here: <c>/s/TICKET?return=ADDRESS&amp;state=WORD</c>.</summary>
/// <param name="Visit">Hash of the visit's word, so that the way back of one visit is not another's.</param>
/// <param name="Address">One of the tenant's registered addresses.</param>
/// <param name="State">The portal's own word, given back as it came.</param>
public sealed record PortalWay(string Visit, string Address, string State)
{
    /// <summary>Name of the portal's machine, for the link's text.</summary>
    public string Host => new Uri(Address).Host;

    public override string ToString() => nameof(PortalWay);
}

/// <summary>
/// Keeps where a visit came from and leads it back there, to addresses alone that the operator registered for the tenant (<c>returnTo</c>). Nothing about the person or the case goes along:
/// the portal's own word and how it ended; what really happened the portal asks the service.
/// </summary>
public sealed partial class PortalReturn(IDataProtectionProvider keys, PortalFrame frame, ILogger<PortalReturn> logger)
{
    private const string CookieName = "__Host-return";
    private const string ReturnName = "return";
    private const string StateName = "state";
    private readonly IDataProtector _keys = keys.CreateProtector("portal-return");

    /// <summary>The way back of the visit that this request belongs to; null when it came from nowhere, or from where the tenant has no registered address.</summary>
    public PortalWay? Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request.RouteValues["ticket"]?.ToString() is not { Length: > 0 } ticket || PortalFrame.IsFramed(context))
        {
            return null;
        }

        return Asked(context, ticket) ?? Kept(context, ticket);
    }

    /// <summary>The address to go back to, with the portal's word and how it ended.</summary>
    public static string Address(PortalWay way, string outcome)
    {
        ArgumentNullException.ThrowIfNull(way);
        return $"{way.Address}?{(way.State.Length > 0 ? $"state={Uri.EscapeDataString(way.State)}&" : "")}outcome={Uri.EscapeDataString(outcome)}";
    }

    /// <summary>As the answer begins: the page has said by then whose it is.</summary>
    internal void Keep(HttpContext context)
    {
        if (context.Request.RouteValues["ticket"]?.ToString() is { Length: > 0 } ticket && Asked(context, ticket) is { } way)
        {
            context.Response.Cookies.Append(CookieName, _keys.Protect(JsonSerializer.Serialize(way)), PageCookies.Options(context, EnterAsCitizen.SessionLifetime));
        }
    }

    private PortalWay? Asked(HttpContext context, string ticket)
    {
        if (context.Request.Query[ReturnName] is not [{ } wanted] || frame.TenantOf(context) is not { } tenant)
        {
            return null;
        }

        string state = context.Request.Query[StateName].ToString();
        if (tenant.ReturnTo.Contains(wanted, StringComparer.Ordinal) && States().IsMatch(state))
        {
            return new PortalWay(Visit(ticket), wanted, state);
        }

        Log.NotRegistered(logger, tenant.Id.Value);
        return null;
    }

    private PortalWay? Kept(HttpContext context, string ticket)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 } cookie)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<PortalWay>(_keys.Unprotect(cookie)) is { } way && way.Visit == Visit(ticket) && frame.TenantOf(context)?.ReturnTo.Contains(way.Address, StringComparer.Ordinal) is true ? way : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Visit(string ticket) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ticket)));

    /// <summary>What can stand in an address as it is.</summary>
    [GeneratedRegex("^[A-Za-z0-9._~-]{0,200}\\z")]
    private static partial Regex States();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A portal of {Tenant} asked for a way back that is not registered (returnTo in the file of tenants), or with a state that can't stand in an address; there is none")]
        public static partial void NotRegistered(ILogger logger, string tenant);
    }
}
