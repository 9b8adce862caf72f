namespace RemoteVerify.Pki.Algorithms;

/// <summary>Outcome of one signature check.</summary>
public enum SignatureCheck
{
    /// <summary>The signature was made with the key over exactly this data.</summary>
    Valid,

    /// <summary>It was not, or the signature value is malformed.</summary>
    Invalid,

    /// <summary>The algorithm, its parameters, the curve or the key size is not one that can be judged here.</summary>
    UnsupportedAlgorithm,
}
