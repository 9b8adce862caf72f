using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>The key that a synthetic chip answers challenges with.</summary>
public enum ActiveAuthenticationKey
{
    /// <summary>The chip's files can be copied.</summary>
    None,

    /// <summary>ECDSA on P-256 with SHA-256, named in DG14.</summary>
    EcdsaP256,

    /// <summary>RSA 2048 with ISO/IEC 9796-2 and SHA-256.</summary>
    Rsa2048,

    /// <summary>ECDSA on brainpoolP384r1 with SHA-384, named in DG14.</summary>
    EcdsaBrainpoolP384,
}

/// <summary>A static key for chip authentication and the cipher of the sessions that it opens.</summary>
/// <param name="ParameterId">Number of the group in Doc 9303-11 table 4: 0 to 2 finite fields, 8 to 18 curves.</param>
/// <param name="KeyId">Written to DG14 when given; needed with several keys.</param>
public sealed record ChipAuthenticationChoice(int ParameterId, SessionCipher Cipher, int? KeyId = null);

/// <summary>What a synthetic chip can do.</summary>
public sealed record ChipOptions
{
    public static ChipOptions Default { get; } = new();

    public ActiveAuthenticationKey ActiveAuthentication { get; init; } = ActiveAuthenticationKey.EcdsaP256;

    /// <summary>True adds a P-256 key for chip authentication with AES-128, unless <see cref="ChipAuthenticationKeys"/> names others.</summary>
    public bool ChipAuthentication { get; init; } = true;

    /// <summary>The keys for chip authentication; null for what <see cref="ChipAuthentication"/> says.</summary>
    public IReadOnlyList<ChipAuthenticationChoice>? ChipAuthenticationKeys { get; init; }

    /// <summary>The ways of PACE that EF.CardAccess and DG14 offer; empty for a chip that has none.</summary>
    public IReadOnlyList<PaceInfo> Pace { get; init; } = [];

    /// <summary>The number that is printed on the front of the card; PACE takes it when given.</summary>
    public string? CardAccessNumber { get; init; }

    /// <summary>True writes a DG3 that nobody may read, as cards with fingerprints have.</summary>
    public bool Fingerprints { get; init; }
}
