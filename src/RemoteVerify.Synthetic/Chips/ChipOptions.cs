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
}

/// <summary>What a synthetic chip can do.</summary>
public sealed record ChipOptions
{
    public static ChipOptions Default { get; } = new();

    public ActiveAuthenticationKey ActiveAuthentication { get; init; } = ActiveAuthenticationKey.EcdsaP256;

    /// <summary>True adds a P-256 key for chip authentication with AES-128.</summary>
    public bool ChipAuthentication { get; init; } = true;
}
