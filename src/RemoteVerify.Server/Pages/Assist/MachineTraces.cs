namespace RemoteVerify.Server.Pages.Assist;

/// <summary>What a machine that is not the person's must not keep.</summary>
public static class MachineTraces
{
    /// <summary>Tells the browser to forget (W3C Clear Site Data): what it cached of this service, and with <paramref name="cookiesToo"/> every cookie of it.</summary>
    public static void Clear(HttpResponse response, bool cookiesToo)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Headers["Clear-Site-Data"] = cookiesToo ? "\"cache\", \"cookies\"" : "\"cache\"";
    }
}
