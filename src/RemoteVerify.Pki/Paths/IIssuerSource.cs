using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Paths;

/// <summary>Where paths are continued and where they end.</summary>
public interface IIssuerSource
{
    /// <summary>Every certificate here that may have issued this one, by name or key identifier; others may be among them.</summary>
    IEnumerable<Certificate> FindIssuers(Certificate issued);

    /// <summary>Whether a path may end in this certificate.</summary>
    bool IsAnchor(Certificate certificate);
}
