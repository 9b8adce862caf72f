namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>A chat app whose own window shows the page. Such windows often refuse the camera, so the page hands over to the system's browser.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="IsAndroid">A link can lead out of the app; elsewhere the app's menu must.</param>
public sealed record ChatApp(string Name, bool IsAndroid)
{
    private static readonly (string Sign, string Name)[] Signs =
    [
        ("Zalo", "Zalo"), ("FBAN", "Facebook"), ("FBAV", "Facebook"), ("FB_IAB", "Facebook"), ("Messenger", "Messenger"), ("Instagram", "Instagram"), ("Line/", "LINE"), ("MicroMessenger", "WeChat"), ("Viber", "Viber"),
    ];

    /// <summary>The app that a browser's own description names; null for a browser of its own.</summary>
    public static ChatApp? Of(string userAgent)
    {
        ArgumentNullException.ThrowIfNull(userAgent);
        return Signs.Where(sign => userAgent.Contains(sign.Sign, StringComparison.Ordinal)).Select(sign => new ChatApp(sign.Name, userAgent.Contains("Android", StringComparison.Ordinal))).FirstOrDefault();
    }

    /// <summary>An address that Android gives to the browser that the person chose; the same page if there is none.</summary>
    public string Intent(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return $"intent://{address.Authority}{address.PathAndQuery}#Intent;scheme={address.Scheme};action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;S.browser_fallback_url={Uri.EscapeDataString(address.AbsoluteUri)};end";
    }
}
