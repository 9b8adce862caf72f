namespace RemoteVerify.IdDocument.ChipAuthentication;

/// <summary>What an answer to a challenge proves.</summary>
/// <param name="Valid">True: the chip that holds the private key of DG15 made this answer to this challenge.</param>
/// <param name="Hash">Hash of the answer (<c>sha1</c> .. <c>sha512</c>) when valid.</param>
/// <param name="DerEncoded">True for an ECDSA answer in DER instead of plain r||s; some cards do so against Doc 9303-11.</param>
/// <param name="Reason">Why not: <c>challenge-mismatch</c>, <c>response-malformed</c> or <c>key-unsupported</c>.</param>
public sealed record ActiveAuthenticationResult(bool Valid, string? Hash, bool DerEncoded, string? Reason)
{
    internal static ActiveAuthenticationResult Refused(string reason) => new(false, null, false, reason);
}
