using System.ComponentModel.DataAnnotations;

namespace RemoteVerify.Server.Composition.Keys;

/// <summary>Keys of tokens in place of the development hierarchy's, section <c>Service:Keys</c>. Either only the seal, or all four.</summary>
public sealed class AuthorityKeyOptions
{
    /// <summary>The authority that issues to citizens and officers; its chain ends with the root.</summary>
    public TokenKeyOptions? Issuing { get; set; }

    /// <summary>The timestamp authority.</summary>
    public TokenKeyOptions? Timestamp { get; set; }

    /// <summary>The OCSP responder of the issuing authority.</summary>
    public TokenKeyOptions? Ocsp { get; set; }

    /// <summary>The seal of the organisation.</summary>
    public TokenKeyOptions? Seal { get; set; }

    /// <summary>The seal at an external provider, in place of <see cref="Seal"/>.</summary>
    public Signing.RemoteSealOptions? RemoteSeal { get; set; }

    /// <summary>Signs evidence packages; without it the service makes a key of its own, has the issuing authority certify it and keeps it encrypted in the store.</summary>
    public TokenKeyOptions? Evidence { get; set; }

    /// <summary>The root's revocation list, PEM or DER; the root's key is not kept here. Read again for every check.</summary>
    public string? RootListFile { get; set; }

    /// <summary>Those of the four that are not set.</summary>
    internal string[] Missing => [.. All.Where(key => key.Key is null && !(key.Name == nameof(Seal) && RemoteSeal is not null)).Select(key => key.Name)];

    /// <summary>The four with their names.</summary>
    internal IEnumerable<(string Name, TokenKeyOptions? Key)> All => [(nameof(Issuing), Issuing), (nameof(Timestamp), Timestamp), (nameof(Ocsp), Ocsp), (nameof(Seal), Seal)];
}

/// <summary>One key of a PKCS#11 token.</summary>
public sealed class TokenKeyOptions
{
    /// <summary>RFC 7512 address without a PIN, such as <c>pkcs11:token=seal;object=seal-2026</c>.</summary>
    [Required]
    public string Key { get; set; } = "";

    /// <summary>Where the PIN is: <c>env:NAME</c> or <c>file:PATH</c>.</summary>
    [Required]
    public string Pin { get; set; } = "";

    /// <summary>PEM or DER file with the key's certificate first, and the certificates above it.</summary>
    [Required]
    public string CertificateFile { get; set; } = "";

    /// <summary>Handles that are open at once at most.</summary>
    [Range(1, 64)]
    public int MaximumHandles { get; set; } = 2;

    /// <summary>RSA-PSS in place of PKCS#1 v1.5.</summary>
    public bool Pss { get; set; }

    /// <summary>The address only.</summary>
    public override string ToString() => $"TokenKeyOptions ({Key})";
}
