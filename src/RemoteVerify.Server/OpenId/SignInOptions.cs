namespace RemoteVerify.Server.OpenId;

/// <summary>Sign-in of citizens at OpenID providers, section <c>Service:SignIn</c>.</summary>
public sealed class SignInOptions
{
    /// <summary>Lowest authentication level (Decree 69/2024) that opens a session, 1 to 4.</summary>
    public int MinimumAssurance { get; set; } = 2;

    /// <summary>The providers; none: citizens come by invitations alone.</summary>
    public IList<OpenIdProviderOptions> Providers { get; set; } = [];

    /// <exception cref="InvalidDataException">A setting can't be used; the message names it.</exception>
    public void Check(bool isProduction)
    {
        Require(MinimumAssurance is >= 1 and <= 4, "MinimumAssurance is between 1 and 4");
        Require(Providers.Select(p => p.Name).Distinct(StringComparer.Ordinal).Count() == Providers.Count, "each provider has a name of its own");
        foreach (OpenIdProviderOptions provider in Providers)
        {
            Require(provider.Name.Length is > 0 and <= 32 && provider.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'), "a provider's Name has small letters, digits and hyphens");
            Require(Uri.TryCreate(provider.Issuer, UriKind.Absolute, out Uri? issuer), $"{provider.Name}: Issuer is an address");
            Require(issuer!.Scheme == Uri.UriSchemeHttps || (!isProduction && issuer.IsLoopback), $"{provider.Name}: Issuer is https");
            Require(provider.ClientId.Length > 0, $"{provider.Name}: ClientId is missing");
            Require(provider.PersonalNumberClaim.Length > 0 && provider.LevelClaim.Length > 0, $"{provider.Name}: PersonalNumberClaim and LevelClaim name claims");
            Require(provider.Levels.Count > 0 && provider.Levels.Values.All(level => level is >= 1 and <= 4), $"{provider.Name}: Levels maps what the provider says to 1 to 4");
        }
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidDataException($"Service:SignIn: {what}.");
        }
    }
}

/// <summary>One OpenID provider, such as VNeID. Its names of claims and levels are settings, because no specification of VNeID is public.</summary>
public sealed class OpenIdProviderOptions
{
    /// <summary>Name in our addresses: <c>/signin/NAME</c>.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The issuer, exactly as its tokens and its discovery document name it.</summary>
    public string Issuer { get; set; } = string.Empty;

    /// <summary>Where its discovery document is; null for <c>/.well-known/openid-configuration</c> below the issuer.</summary>
    public Uri? Discovery { get; set; }

    /// <summary>Our name there.</summary>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>Reference to our secret there (<c>env:NAME</c> or <c>file:PATH</c>); null for a public client, which PKCE alone protects.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>What is asked for; <c>openid</c> always is.</summary>
    public IList<string> Scopes { get; set; } = [];

    /// <summary>Levels that are asked for, in the provider's words (<c>acr_values</c>), the one that is liked best first; some providers tell a level only when asked.</summary>
    public IList<string> AskedLevels { get; set; } = [];

    /// <summary>The claim that holds the personal number.</summary>
    public string PersonalNumberClaim { get; set; } = "personal_number";

    /// <summary>The claim that says how strongly the person was authenticated.</summary>
    public string LevelClaim { get; set; } = "acr";

    /// <summary>Its values and the levels that they count as; any other value is refused.</summary>
    public IDictionary<string, int> Levels { get; set; } = new Dictionary<string, int>();

    /// <summary>False at the desk, where the provider's subject alone says which officer it is, and no personal number is asked for.</summary>
    internal bool NamesPerson { get; set; } = true;
}
