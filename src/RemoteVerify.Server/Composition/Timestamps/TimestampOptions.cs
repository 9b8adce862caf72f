using System.ComponentModel.DataAnnotations;

namespace RemoteVerify.Server.Composition.Timestamps;

/// <summary>A timestamp authority of others, section <c>Service:Timestamps</c>; without an address this service's own stamps, which is special-purpose at best.</summary>
public sealed class TimestampOptions
{
    /// <summary>Where it answers RFC 3161 requests; http or https.</summary>
    public Uri? Address { get; set; }

    /// <summary>Name of this service there, for Basic authentication; without it <see cref="Secret"/> goes as a bearer token.</summary>
    public string? User { get; set; }

    /// <summary>Where password or token is: <c>env:NAME</c> or <c>file:PATH</c>; null when it wants none. Only over https, or to this machine.</summary>
    public string? Secret { get; set; }

    /// <summary>Policy to ask for; a token under another one is not taken. Null for any.</summary>
    [RegularExpression("^[0-2](\\.[0-9]{1,40}){1,30}$")]
    public string? Policy { get; set; }

    /// <summary>
    /// PEM file of roots that its certificate may lead to, beside those of <c>Service:TrustListFile</c>, and of certificates between. What only
    /// stands here is special-purpose: which kind a root is says the signed list alone. Roots of earlier authorities stay in it.
    /// </summary>
    public string? RootsFile { get; set; }

    /// <summary>How long it may take to answer, in seconds.</summary>
    [Range(1, 60)]
    public int TimeLimitSeconds { get; set; } = 10;

    /// <summary>How far its time may lie behind this machine's clock, in seconds. Ahead of it are five at most, which are waited for.</summary>
    [Range(1, 3600)]
    public int ToleranceSeconds { get; set; } = 120;

    public override string ToString() => $"TimestampOptions {Address}";
}

/// <summary>Where it is learnt whether certificates of others were revoked, section <c>Service:Revocation</c>.</summary>
public sealed class RevocationOptions
{
    /// <summary>Folder of revocation lists (<c>.crl</c>) and OCSP responses (<c>.ocsp</c>), DER or PEM, looked at before the network and read again at each use.</summary>
    public string? Directory { get; set; }

    /// <summary>False asks no addresses of certificates: only the folder counts.</summary>
    public bool UseNetwork { get; set; } = true;

    /// <summary>Hosts of such addresses, as they stand in certificates, that may be in the own network; all others must be in the open one.</summary>
    public IList<string> OwnHosts { get; set; } = [];

    /// <summary>How long one address may take, in seconds.</summary>
    [Range(1, 60)]
    public int TimeLimitSeconds { get; set; } = 10;
}
