namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>A protected response that only the holder of the chip's static key can have made, with all that is needed to check it.</summary>
/// <param name="TerminalPrivateKey">The ephemeral private key (big-endian); it protects nothing once the session is over.</param>
/// <param name="ResponseCounter">The send sequence counter of the response: 8 bytes Triple DES, 16 bytes AES.</param>
/// <param name="Response">The protected response with its status word.</param>
public sealed record ChipAuthenticationTranscript(
    ReadOnlyMemory<byte> TerminalPrivateKey, ReadOnlyMemory<byte> ResponseCounter, ReadOnlyMemory<byte> Response)
{
    public override string ToString() => "ChipAuthenticationTranscript(not shown)";
}
