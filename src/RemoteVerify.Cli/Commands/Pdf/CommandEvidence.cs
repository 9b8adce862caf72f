using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Fetching;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>Revocation evidence for one command: files given, the embedded authority, then the addresses in the certificate.</summary>
internal sealed class CommandEvidence(
    EmbeddedAuthority? embedded, IReadOnlyList<byte[]> crls, IReadOnlyList<byte[]> responses, HttpClient http) : IValidationMaterialSource
{
    private readonly HttpRevocationSource _network = new(http);

    public async Task<ValidationMaterial> GetAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken)
    {
        List<ReadOnlyMemory<byte>> lists = [.. crls.Select(crl => (ReadOnlyMemory<byte>)crl)];
        List<ReadOnlyMemory<byte>> answers = [.. responses.Select(response => (ReadOnlyMemory<byte>)response)];
        if (embedded?.ListOf(issuer) is { } own)
        {
            lists.Add(own);
        }
        else
        {
            RevocationEvidence found = await _network.FindAsync(certificate, issuer, cancellationToken);
            lists.AddRange(found.Crls.Select(crl => crl.Encoded));
            answers.AddRange(found.Responses.Select(response => response.Encoded));
        }

        return new ValidationMaterial([], lists, answers);
    }
}
