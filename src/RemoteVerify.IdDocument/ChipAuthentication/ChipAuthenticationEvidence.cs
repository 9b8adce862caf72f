namespace RemoteVerify.IdDocument.ChipAuthentication;

/// <summary>
/// A chip authentication as it can be replayed: the terminal's ephemeral key pair was the server's, and a protected response
/// made with the agreed keys came back, which only the holder of the chip's static key can make.
/// </summary>
/// <param name="TerminalPrivateKey">The server's ephemeral scalar; it protects nothing once the session is over.</param>
/// <param name="ResponseCounter">The send sequence counter under which the response was made (8 bytes Triple DES, 16 AES).</param>
/// <param name="Response">The protected response with its status word.</param>
public sealed record ChipAuthenticationEvidence(
    ReadOnlyMemory<byte> TerminalPrivateKey, ReadOnlyMemory<byte> ResponseCounter, ReadOnlyMemory<byte> Response);
