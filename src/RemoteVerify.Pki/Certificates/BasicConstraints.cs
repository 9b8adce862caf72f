namespace RemoteVerify.Pki.Certificates;

/// <summary>BasicConstraints of RFC 5280 section 4.2.1.9.</summary>
/// <param name="IsAuthority">Whether the key may sign certificates.</param>
/// <param name="PathLength">How many intermediate certificates may follow; null without a limit.</param>
public sealed record BasicConstraints(bool IsAuthority, int? PathLength);
