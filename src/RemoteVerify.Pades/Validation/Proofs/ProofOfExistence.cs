namespace RemoteVerify.Pades.Validation.Proofs;

/// <summary>What a proof is about.</summary>
public enum ProvenObject
{
    /// <summary>The value of a signature, and with it what the signature covers.</summary>
    Signature,

    /// <summary>A certificate.</summary>
    Certificate,

    /// <summary>A revocation list.</summary>
    Crl,

    /// <summary>An OCSP response.</summary>
    OcspResponse,

    /// <summary>The signature value of a timestamp token.</summary>
    Timestamp,
}

/// <summary>The earliest proof that an object existed.</summary>
/// <param name="Object">What kind of object.</param>
/// <param name="Sha256">Digest of the object, lower-case hexadecimal.</param>
/// <param name="Time">It existed at this time.</param>
/// <param name="ProvenBy">Digest of the signature value of the timestamp that proves it, lower-case hexadecimal.</param>
public sealed record ProofOfExistence(ProvenObject Object, string Sha256, DateTimeOffset Time, string ProvenBy);
