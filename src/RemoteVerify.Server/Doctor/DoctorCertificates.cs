using RemoteVerify.Authority.Development;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Composition.Keys;

namespace RemoteVerify.Server.Doctor;

/// <summary>Gathers the certificates whose end matters, from the files of the settings and from the database. No key is opened.</summary>
internal static class DoctorCertificates
{
    public static IEnumerable<(string Name, Certificate Certificate)> OfFiles(ServiceOptions options, IEnumerable<string> webCertificates, ICollection<Finding> problems)
    {
        List<(string, Certificate)> found = [];
        IEnumerable<(string Name, string? File)> files = options.Keys.All.Select(k => (k.Name, k.Key?.CertificateFile))
            .Append(("Evidence", options.Keys.Evidence?.CertificateFile))
            .Concat(webCertificates.Select(file => ("the web address", (string?)file)));
        foreach ((string name, string file) in files.Where(f => !string.IsNullOrEmpty(f.File)).Select(f => (f.Name, f.File!)))
        {
            try
            {
                found.AddRange(CertificateFile.Read(file).Take(1).Select(certificate => (name, certificate)));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or PkiFormatException)
            {
                problems.Add(new Finding("certificates", FindingGrade.Unknown, $"The certificate of {name} can't be read from {file}: {e.Message}"));
            }
        }

        return found;
    }

    /// <summary>Those that the service made for itself and keeps in the database.</summary>
    public static async Task<IReadOnlyList<(string Name, Certificate Certificate)>> OfDatabaseAsync(ServiceOptions options, IUnitOfWorkFactory stores, CancellationToken cancellationToken)
    {
        List<(string, Certificate)> found = [];
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        if (options.Keys.Missing.Length > 0 && await unit.Secrets.FindAsync("development-hierarchy", cancellationToken) is { } kept)
        {
            using var hierarchy = DevelopmentHierarchy.Import(kept);
            found.Add((nameof(AuthorityKeyOptions.Issuing), hierarchy.IssuingAuthority.Certificate));
            found.Add((nameof(AuthorityKeyOptions.Timestamp), hierarchy.TimestampAuthority.Certificate));
            found.Add((nameof(AuthorityKeyOptions.Seal), hierarchy.OrganisationSeal.Certificate));
        }

        if (options.Keys.Evidence is null && await unit.Secrets.FindAsync("evidence-certificate", cancellationToken) is { } evidence)
        {
            found.Add((nameof(AuthorityKeyOptions.Evidence), Certificate.Read(evidence)));
        }

        return found;
    }
}
