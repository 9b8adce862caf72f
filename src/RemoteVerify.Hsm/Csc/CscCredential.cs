// CSC API 1.0.4.0 section 11.5 and 2.0 section 11.5 (credentials/info).
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Hsm.Csc;

/// <summary>What a service says about itself (info).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Specs">Edition of the interface, as it writes it.</param>
/// <param name="Methods">Methods it offers.</param>
/// <param name="AuthTypes">Ways to get access.</param>
public sealed record CscServiceInfo(string Name, string Specs, IReadOnlyList<string> Methods, IReadOnlyList<string> AuthTypes);

/// <summary>What the owner must give to authorise a signature.</summary>
public enum CscNeed
{
    No,
    Optional,
    Required,
}

/// <summary>A key with its certificate at a provider, fit to sign now.</summary>
/// <param name="Id">The provider's name for it.</param>
/// <param name="Certificate">The signing certificate.</param>
/// <param name="Chain">Certificates above it that came with it.</param>
/// <param name="Scheme">How it signs.</param>
/// <param name="SignAlgorithm">Object identifier that is asked for.</param>
/// <param name="Pin">Whether a PIN is needed.</param>
/// <param name="Otp">Whether a one-time code is needed.</param>
/// <param name="IsExplicit">True when the authorisation is asked for here; false when the provider's application does it while the call waits.</param>
/// <param name="BindsHashes">True when an authorisation is for the told digests only (SCAL 2).</param>
/// <param name="MaximumSignatures">How many digests one authorisation may cover.</param>
public sealed record CscCredential(
    string Id,
    Certificate Certificate,
    IReadOnlyList<Certificate> Chain,
    SignatureScheme Scheme,
    string SignAlgorithm,
    CscNeed Pin,
    CscNeed Otp,
    bool IsExplicit,
    bool BindsHashes,
    int MaximumSignatures)
{
    /// <summary>The certificate names a person, the identifier may.</summary>
    public override string ToString() => $"CscCredential ({Scheme})";
}

/// <summary>What the owner gave.</summary>
/// <param name="Pin">Null when none is needed.</param>
/// <param name="Otp">Null when none is needed.</param>
public sealed record CscSecrets(string? Pin, string? Otp)
{
    public static readonly CscSecrets None = new(null, null);

    public override string ToString() => nameof(CscSecrets);
}

/// <summary>Signature activation data: the permission to sign these digests, until then.</summary>
/// <param name="Sad">A secret of the provider.</param>
/// <param name="ExpiresAt">Sign before this.</param>
public sealed record CscAuthorisation(string Sad, DateTimeOffset ExpiresAt)
{
    public override string ToString() => nameof(CscAuthorisation);
}
