namespace RemoteVerify.IdDocument.ChipAuthentication;

/// <summary>A challenge of the server's and the chip's answer.</summary>
public sealed record ActiveAuthenticationEvidence(ReadOnlyMemory<byte> Challenge, ReadOnlyMemory<byte> Response);
