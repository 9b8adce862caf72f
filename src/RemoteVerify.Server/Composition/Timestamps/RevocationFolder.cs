using System.Text;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Server.Composition.Timestamps;

/// <summary>
/// Revocation lists and OCSP responses that the operator lays into a folder: for issuers that this machine can't reach, or that
/// publish nothing in their certificates. Read again at each use.
/// </summary>
public sealed partial class RevocationFolder(string folder, ILogger<RevocationFolder> logger) : IRevocationSource
{
    /// <inheritdoc/>
    public Task<RevocationEvidence> FindAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken)
    {
        List<Crl> lists = [];
        List<OcspResponse> responses = [];
        foreach (string file in Files())
        {
            try
            {
                byte[] bytes = File.ReadAllBytes(file);
                if (Path.GetExtension(file) == ".ocsp")
                {
                    responses.AddRange(new[] { OcspResponse.Read(bytes) }.Where(response => response.Find(certificate, issuer) is not null));
                }
                else
                {
                    IEnumerable<Crl> read = bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0 ? Crl.ReadPem(Encoding.ASCII.GetString(bytes)) : [Crl.Read(bytes)];
                    lists.AddRange(read.Where(list => list.Issuer.Equals(issuer.Subject)));
                }
            }
            catch (Exception e) when (e is PkiFormatException or IOException or UnauthorizedAccessException)
            {
                Log.Unreadable(logger, Path.GetFileName(file), e.Message);
            }
        }

        return Task.FromResult(new RevocationEvidence(lists, responses));
    }

    private string[] Files()
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".crl" or ".ocsp").Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.Unreadable(logger, folder, e.Message);
            return [];
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Revocation evidence {File} can't be read: {Problem}")]
        public static partial void Unreadable(ILogger logger, string file, string problem);
    }
}
