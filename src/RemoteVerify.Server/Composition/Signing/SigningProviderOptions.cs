using System.ComponentModel.DataAnnotations;
using RemoteVerify.Hsm.Csc;

namespace RemoteVerify.Server.Composition.Signing;

/// <summary>An external signing service (Cloud Signature Consortium), section <c>Service:SigningProviders</c>.</summary>
public sealed class SigningProviderOptions
{
    /// <summary>How portals and pages name it.</summary>
    [Required, RegularExpression("^[a-z0-9-]{1,40}$")]
    public string Name { get; set; } = "";

    /// <summary>What stands before <c>csc/v1</c> or <c>csc/v2</c>; https.</summary>
    [Required]
    public Uri? Address { get; set; }

    /// <summary>V1 or V2.</summary>
    public CscVersion Version { get; set; } = CscVersion.V1;

    /// <summary>The provider's OAuth 2.0 token endpoint; https.</summary>
    [Required]
    public Uri? TokenAddress { get; set; }

    /// <summary>Name of this service at the provider.</summary>
    [Required]
    public string ClientId { get; set; } = "";

    /// <summary>Where the secret is: <c>env:NAME</c> or <c>file:PATH</c>.</summary>
    [Required]
    public string ClientSecret { get; set; } = "";

    /// <summary>How long the provider may take while the owner agrees on a phone.</summary>
    [Range(5, 300)]
    public int TimeLimitSeconds { get; set; } = 60;

    internal CscOptions ToCsc() => new() { Address = Address!, Version = Version, TimeLimit = TimeSpan.FromSeconds(TimeLimitSeconds) };

    public override string ToString() => $"SigningProviderOptions {Name}";
}
