using Microsoft.Net.Http.Headers;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Pages.Operator;

/// <summary>
/// Who asks for a page of the office. Until the desk's own sign-in is here, an operator proves itself by the id and secret of its registered client (RFC 7617), which
/// browsers ask for themselves; the desk's cookie becomes another way in at this one place.
/// </summary>
public sealed class DeskAccess(ClientAuthentication clients, CodeGuessLimit guesses)
{
    /// <summary>What a browser is told to ask its user for.</summary>
    public const string Challenge = "Basic realm=\"RemoteVerify operator\", charset=\"UTF-8\"";

    /// <summary>The operator; null when nobody proved to be one. Guesses at secrets are slowed down by address.</summary>
    public async Task<ClientRegistration?> OperatorAsync(HttpContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Request.Headers.ContainsKey(HeaderNames.Authorization) || guesses.Wait(context.Connection.RemoteIpAddress) is not null)
        {
            return null;
        }

        if (await clients.DoAsync(context.Request, FormCollection.Empty, [], cancellationToken) is { Client: { Kind: ClientKind.Operator } found })
        {
            return found;
        }

        guesses.Miss(context.Connection.RemoteIpAddress);
        return null;
    }
}
