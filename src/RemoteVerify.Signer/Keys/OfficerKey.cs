using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Signer.Keys;

/// <summary>One key of the officer with its certificate.</summary>
/// <param name="Certificate">What the officer is known by.</param>
/// <param name="Key">The key; it stays where it is.</param>
/// <param name="Source">token, windows-store or development-file.</param>
internal sealed record OfficerKey(Certificate Certificate, ISigningKey Key, string Source) : IDisposable
{
    /// <summary>Hexadecimal, as the service names it.</summary>
    public string SerialNumber { get; } = Convert.ToHexStringLower(Certificate.SerialNumber.Span);

    /// <summary>Name in the certificate.</summary>
    public string Name { get; } = Certificate.Subject.FullName ?? Certificate.Subject.ToString();

    /// <summary>Whether the certificate is valid at a time and may sign documents.</summary>
    public bool MaySign(DateTimeOffset now) =>
        Certificate.NotBefore <= now && now <= Certificate.NotAfter
        && (Certificate.KeyUsage is not { } usage || (usage & (KeyUsages.DigitalSignature | KeyUsages.NonRepudiation)) != 0);

    public void Dispose() => (Key as IDisposable)?.Dispose();

    public override string ToString() => $"OfficerKey {SerialNumber} ({Source})";
}
