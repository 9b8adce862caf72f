namespace RemoteVerify.Pades.Signing;

/// <summary>Why a prepared signature is not completed.</summary>
public enum PreparedSignatureProblem
{
    /// <summary>The bytes are no stored state.</summary>
    Damaged,

    /// <summary>The state was written by another version of the format.</summary>
    OtherVersion,

    /// <summary>The seal does not fit: the state was changed after it was stored, or it was sealed with another key.</summary>
    Tampered,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>The document is not the one that was prepared, or the update is not the one that is to be signed.</summary>
    OtherDocument,

    /// <summary>The value is not a signature of the prepared hash by the key of the certificate.</summary>
    OtherSignature,

    /// <summary>The timestamp is over something else than the signature value.</summary>
    OtherTimestamp,
}

/// <summary>A prepared signature can't be read or completed; prepare again.</summary>
public sealed class PreparedSignatureException(PreparedSignatureProblem problem, string message) : ArgumentException(message)
{
    public PreparedSignatureProblem Problem { get; } = problem;
}
