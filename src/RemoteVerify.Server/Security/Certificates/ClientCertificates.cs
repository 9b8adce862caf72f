// RFC 8705 section 2.1 (tls_client_auth) and section 3 (certificate-bound access tokens); RFC 9440 (Client-Cert).
using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Server.Security.Certificates;

/// <summary>Reads the certificate that a request came with: from the connection itself, or from a proxy that the operator named.</summary>
public sealed class ClientCertificates
{
    private const int MostHeaderCharacters = 16_384;

    private readonly HashSet<IPAddress> _proxies;
    private readonly string _header;

    /// <exception cref="InvalidDataException">An address of a proxy is none.</exception>
    public ClientCertificates(ClientCertificateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _header = options.ProxyHeader;
        _proxies = [.. options.Proxies.Select(address => IPAddress.TryParse(address, out IPAddress? parsed)
            ? Plain(parsed)
            : throw new InvalidDataException($"Service:ClientCertificates:Proxies: '{address}' is no IP address."))];
    }

    /// <summary>The certificate, whose key the other side has proven to hold; null for none, or one that can't be read.</summary>
    public Certificate? Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            return context.Connection.ClientCertificate is { } own
                ? Certificate.Read(own.RawData)
                : Http.PeerAddress.Of(context) is { } peer && _proxies.Contains(Plain(peer)) ? OfProxy(context.Request.Headers[_header]) : null;
        }
        catch (PkiFormatException)
        {
            return null;
        }
    }

    /// <summary>The value of <c>x5t#S256</c>: SHA-256 of the certificate in Base64url.</summary>
    public static string Thumbprint(Certificate certificate) => Base64Url.EncodeToString(certificate.Sha256.Span);

    /// <summary>Two values would mean that somebody before the proxy wrote one of them.</summary>
    private static Certificate? OfProxy(Microsoft.Extensions.Primitives.StringValues header)
    {
        if (header is not [{ Length: > 2 and < MostHeaderCharacters } value])
        {
            return null;
        }

        if (value is [':', .., ':'])
        {
            byte[] der = new byte[value.Length];
            return Convert.TryFromBase64String(value[1..^1], der, out int length) ? Certificate.Read(der.AsMemory(0, length)) : null;
        }

        string pem = Uri.UnescapeDataString(value);
        return pem.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal) && Certificate.ReadPem(pem) is [{ } first, ..] ? first : null;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
