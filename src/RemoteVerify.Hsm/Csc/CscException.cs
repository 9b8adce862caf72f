using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Hsm.Csc;

/// <summary>Why a remote signing service did not sign. The first group is for people to put right, the second for the operator.</summary>
public enum CscProblem
{
    /// <summary>The PIN is another one; a few more of them lock it.</summary>
    PinWrong,

    /// <summary>The PIN is locked; only the provider can open it.</summary>
    PinLocked,

    /// <summary>The one-time code is another one or has run out.</summary>
    OtpWrong,

    /// <summary>Too many wrong one-time codes.</summary>
    OtpLocked,

    /// <summary>The owner or the provider said no.</summary>
    AccessDenied,

    /// <summary>The authorisation (SAD) ran out before the signature.</summary>
    AuthorisationExpired,

    /// <summary>The authorisation is not for this digest, or not for so many.</summary>
    AuthorisationInvalid,

    /// <summary>The provider has no such credential for this account.</summary>
    CredentialUnknown,

    /// <summary>Key disabled, or certificate expired, revoked or suspended, as the provider tells or as the certificate says.</summary>
    CredentialUnusable,

    /// <summary>The provider's certificate can't be read or is too weak.</summary>
    CertificateNotAccepted,

    /// <summary>The access token was refused, also a fresh one.</summary>
    TokenRejected,

    /// <summary>The service does not offer what is needed: a method, an algorithm, a way to authorise.</summary>
    Unsupported,

    /// <summary>The service refuses the request for a reason of its own.</summary>
    RequestRejected,

    /// <summary>What came is no answer of this interface, or the signature is not the key's.</summary>
    AnswerMalformed,

    /// <summary>The answer is longer than the bound.</summary>
    AnswerTooLong,

    /// <summary>The service points elsewhere; that is not followed, because a PIN may be in the body.</summary>
    Redirected,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The service can't be reached or reports trouble of its own.</summary>
    Unavailable,
}

/// <summary>A remote signing service did not do what was asked. The message says what to do and holds no secret.</summary>
/// <param name="problem">What is wrong.</param>
/// <param name="message">What to do.</param>
/// <param name="error">The service's own error code, or null.</param>
/// <param name="innerException">What it came from.</param>
public sealed class CscException(CscProblem problem, string message, string? error = null, Exception? innerException = null) : KeyUnavailableException(message, innerException)
{
    public CscProblem Problem { get; } = problem;

    /// <inheritdoc/>
    public override string Reason => Problem.ToString();

    /// <summary>The service's own error code; at most 64 signs of letters, digits, points, hyphens and underscores.</summary>
    public string? Error { get; } = error;
}
