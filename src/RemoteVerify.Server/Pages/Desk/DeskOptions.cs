using RemoteVerify.Server.OpenId;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>The officer's desk, section <c>Service:Desk</c>.</summary>
public sealed class DeskOptions
{
    /// <summary>Minutes without use after which a session ends.</summary>
    public int IdleMinutes { get; set; } = 20;

    /// <summary>Hours after which it ends in any case.</summary>
    public int LongestHours { get; set; } = 10;

    /// <summary>OpenID providers where officers sign in. Whose account it is says <c>external</c> of the registered client; <c>PersonalNumberClaim</c> counts for nothing here.</summary>
    public IList<OpenIdProviderOptions> Providers { get; set; } = [];

    /// <summary>Authentication level, 1 to 4, from which a provider's sign-in is enough for decisions.</summary>
    public int StrongAssurance { get; set; } = 3;

    /// <exception cref="InvalidDataException">A setting can't be used; the message names it.</exception>
    public void Check(bool isProduction)
    {
        if (IdleMinutes is < 1 or > 120 || LongestHours is < 1 or > 24 || StrongAssurance is < 1 or > 4)
        {
            throw new InvalidDataException("Service:Desk: IdleMinutes is 1 to 120, LongestHours 1 to 24, StrongAssurance 1 to 4.");
        }

        foreach (OpenIdProviderOptions provider in Providers)
        {
            provider.NamesPerson = false;
        }

        new SignInOptions { Providers = Providers }.Check(isProduction);
    }
}

/// <summary>Providers where officers sign in.</summary>
/// <param name="StrongAssurance">From which level on it is enough for decisions.</param>
/// <param name="All">The providers.</param>
public sealed record DeskProviders(int StrongAssurance, IReadOnlyList<RelyingParty> All)
{
    public RelyingParty? Find(string name) => All.FirstOrDefault(one => one.Name == name);
}
