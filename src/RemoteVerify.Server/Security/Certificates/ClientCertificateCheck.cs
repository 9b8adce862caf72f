// RFC 5280 section 6 by Pki/Paths; RFC 8705 section 2.1; extended key usage id-kp-clientAuth (RFC 5280 section 4.2.1.12).
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Composition.Keys;

namespace RemoteVerify.Server.Security.Certificates;

/// <summary>Judges client certificates: valid now, made for clients, leading to a root of the operator's folder, revoked nowhere on the way.</summary>
public sealed class ClientCertificateCheck
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private static readonly string[] CertificateEndings = [".cer", ".crt", ".der", ".pem"];

    private readonly string? _folder;
    private readonly Certificate[] _roots;
    private readonly Certificate[] _between;
    private readonly bool _acceptUnknown;
    private readonly TimeProvider _time;

    /// <exception cref="InvalidDataException">The folder holds no root, or something in it can't be read.</exception>
    public ClientCertificateCheck(ClientCertificateOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_folder, _acceptUnknown, _time) = (options.TrustDirectory, options.AcceptUnknownStatus, time);
        if (_folder is null)
        {
            (_roots, _between) = ([], []);
            return;
        }

        Certificate[] all = [.. Directory.EnumerateFiles(_folder).Where(file => CertificateEndings.Contains(Path.GetExtension(file))).Order(StringComparer.Ordinal).SelectMany(CertificateFile.Read)];
        _roots = [.. all.Where(certificate => certificate.IsSelfSigned())];
        _between = [.. all.Except(_roots)];
        if (_roots.Length == 0)
        {
            throw new InvalidDataException($"Service:ClientCertificates:TrustDirectory: {_folder} holds no root certificate.");
        }

        _ = Lists();
    }

    /// <summary>Why the certificate is not good now; null when it is.</summary>
    public string? Fault(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        DateTimeOffset now = _time.GetUtcNow();
        if (certificate.ExtendedKeyUsages.Count > 0 && !certificate.ExtendedKeyUsages.Contains(ClientAuthentication))
        {
            return "not-for-clients";
        }

        if (certificate.KeyUsage is { } usage && !usage.HasFlag(KeyUsages.DigitalSignature))
        {
            return "not-for-clients";
        }

        PathResult found = PathBuilder.Build(certificate, _between, _roots, now, PathProfile.Rfc5280);
        return found.Path is { } path ? Revoked(path, now) : found.Has(PathProblemCode.Expired) || found.Has(PathProblemCode.NotYetValid) ? "not-valid-now" : "not-trusted";
    }

    private string? Revoked(CertificatePath path, DateTimeOffset now)
    {
        IReadOnlyList<Crl> lists = Lists();
        for (int i = 0; i < path.Certificates.Count - 1; i++)
        {
            RevocationState state = RevocationChecker.Check(path.Certificates[i], path.IssuerOf(i), lists, [], now).State;
            if (state == RevocationState.Revoked)
            {
                return "revoked";
            }

            if (state == RevocationState.Unknown && !_acceptUnknown)
            {
                return "status-unknown";
            }
        }

        return null;
    }

    /// <exception cref="InvalidDataException">A list can't be read.</exception>
    private List<Crl> Lists()
    {
        List<Crl> lists = [];
        foreach (string file in Directory.EnumerateFiles(_folder!, "*.crl").Order(StringComparer.Ordinal))
        {
            try
            {
                lists.Add(Crl.Read(File.ReadAllBytes(file)));
            }
            catch (PkiFormatException e)
            {
                throw new InvalidDataException($"{file} is no revocation list in DER.", e);
            }
        }

        return lists;
    }
}
