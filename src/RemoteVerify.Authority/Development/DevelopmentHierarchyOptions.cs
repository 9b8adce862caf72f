namespace RemoteVerify.Authority.Development;

/// <summary>How a development hierarchy is made.</summary>
public sealed record DevelopmentHierarchyOptions
{
    /// <summary>Address under which the host serves <c>crl</c>, <c>ocsp</c> and <c>issuer.cer</c>; null leaves addresses out of certificates.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>Organisation named in the seal's certificate; "(development)" is added.</summary>
    public string SealOrganisation { get; init; } = "RemoteVerify Commune";

    /// <summary>RSA keys (3072 bits for the authorities, 2048 for the others) in place of P-256, for readers without elliptic curves.</summary>
    public bool UseRsa { get; init; }

    /// <summary>P-384 with SHA-384 in place of P-256, for what must outlive P-256.</summary>
    public bool UseP384 { get; init; }
}
