using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading;

/// <summary>How to open a document.</summary>
public sealed record PdfOpenOptions
{
    /// <summary>User or owner password; the empty one is always tried too. Never printed.</summary>
    public string? Password { get; init; }

    /// <summary>What the file may ask of us.</summary>
    public PdfLimits Limits { get; init; } = PdfLimits.Default;

    /// <summary>Hides the password.</summary>
    public override string ToString() => Password is null ? "no password" : "with password";
}
