namespace RemoteVerify.Server.Security.Certificates;

/// <summary>
/// Client certificates, section <c>Service:ClientCertificates</c>. Kestrel asks for one on the endpoints that say so
/// (<c>Kestrel:Endpoints:NAME:ClientCertificateMode=AllowCertificate</c>), so that the pages of citizens stay without the question.
/// </summary>
public sealed class ClientCertificateOptions
{
    /// <summary>
    /// Folder with the roots that client certificates must lead to, certificates between (<c>.cer</c>, <c>.crt</c>, <c>.der</c>, <c>.pem</c>), and the
    /// issuers' revocation lists (<c>.crl</c>, DER; read again at each use). Without it no client certificate is taken.
    /// </summary>
    public string? TrustDirectory { get; set; }

    /// <summary>Takes a certificate of whose issuer no current list is in the folder; a listed one is refused either way.</summary>
    public bool AcceptUnknownStatus { get; set; }

    /// <summary>Addresses of the proxies that end TLS and hand the certificate over in <see cref="ProxyHeader"/>; from any other address the header counts for nothing.</summary>
    public IList<string> Proxies { get; set; } = [];

    /// <summary>The proxies' header: the value of RFC 9440 (<c>:base64:</c>) or a PEM text with percent signs (nginx, Envoy).</summary>
    public string ProxyHeader { get; set; } = "Client-Cert";

    /// <summary>Where Kestrel or the proxy asks for a certificate, for the discovery document (<c>mtls_endpoint_aliases</c>, RFC 8705 section 5).</summary>
    public Uri? Address { get; set; }
}
