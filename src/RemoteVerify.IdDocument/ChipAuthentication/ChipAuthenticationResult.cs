namespace RemoteVerify.IdDocument.ChipAuthentication;

/// <summary>What a recorded chip authentication proves.</summary>
/// <param name="Valid">True: the response was made by a chip that holds a private key of DG14.</param>
/// <param name="Protocol">The protocol that fits, when valid.</param>
/// <param name="Reason">Why not: <c>mac-mismatch</c>, <c>key-agreement-failed</c>, <c>protocol-unsupported</c>, <c>not-offered</c>.</param>
public sealed record ChipAuthenticationResult(bool Valid, string? Protocol, string? Reason);
