namespace RemoteVerify.Pki.Certificates;

/// <summary>KeyUsage of RFC 5280 section 4.2.1.3; the value of each member is 1 shifted by its bit number.</summary>
[Flags]
public enum KeyUsages
{
    None = 0,
    DigitalSignature = 1,
    NonRepudiation = 2,
    KeyEncipherment = 4,
    DataEncipherment = 8,
    KeyAgreement = 16,
    KeyCertSign = 32,
    CrlSign = 64,
    EncipherOnly = 128,
    DecipherOnly = 256,
}
