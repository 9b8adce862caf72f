using RemoteVerify.Cases;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Composition;

/// <summary>The officers among the registered clients. Read at the start, so that a mistake in the file stops it.</summary>
public sealed class RegisteredOfficers : IOfficerDirectory
{
    private readonly Dictionary<string, (string Tenant, OfficerProfile Profile)> _officers;

    /// <exception cref="InvalidDataException">An officer's entry can't be used; the message names it.</exception>
    public RegisteredOfficers(ClientRegistry clients) => _officers = clients.All
        .Where(client => client.Kind == ClientKind.Officer)
        .ToDictionary(client => client.Id, client => (client.Tenant, Profile(client)), StringComparer.Ordinal);

    public OfficerProfile? Find(TenantId tenant, string account) =>
        _officers.TryGetValue(account, out (string Tenant, OfficerProfile Profile) found) && found.Tenant == tenant.Value ? found.Profile : null;

    private static OfficerProfile Profile(ClientRegistration client)
    {
        OfficerRegistrationData data = client.Officer ?? new OfficerRegistrationData();
        if (data.Delegation is { } named && (!OfficerDelegation.Bases.Contains(named.Basis) || string.IsNullOrWhiteSpace(named.Of) || string.IsNullOrWhiteSpace(named.DocumentNumber)))
        {
            throw new InvalidDataException($"The officer {client.Id}: a delegation names basis ({string.Join(' ', OfficerDelegation.Bases)}), title and document number.");
        }

        return new OfficerProfile(client.Id, client.Name, client.Title ?? "Công chức tư pháp - hộ tịch (thử nghiệm)", client.Organisation ?? client.Tenant)
        {
            Registration = data.Registration is { } r ? new OfficerRegistration(r.Number, r.CertificateSerial?.ToLowerInvariant(), r.From, r.Until) : null,
            Delegation = data.Delegation is { } d ? new OfficerDelegation(d.Basis, d.Of, d.DocumentNumber, d.From, d.Until) : null,
            Certificates = [.. data.Certificates.Select(pem => Certificate(client.Id, pem))],
        };
    }

    private static RegisteredCertificate Certificate(string officer, string pem)
    {
        try
        {
            IReadOnlyList<Certificate> read = Pki.Certificates.Certificate.ReadPem(pem);
            return read.Count > 0 ? new RegisteredCertificate(read[0], [.. read.Skip(1)]) : throw new InvalidDataException($"The officer {officer}: a certificate is no PEM text.");
        }
        catch (PkiFormatException e)
        {
            throw new InvalidDataException($"The officer {officer}: a certificate can't be read.", e);
        }
    }
}
