using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Authority.Development;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Hsm;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.Server.Composition.Signing;

namespace RemoteVerify.Server.Composition.Keys;

/// <summary>What this service signs with: the development hierarchy, keys of tokens, or the hierarchy with a seal of a token.</summary>
public sealed class AuthorityKeys : IDisposable
{
    private static readonly TimeSpan ListLifetime = TimeSpan.FromDays(1);

    private readonly List<IDisposable> _owned = [];

    /// <summary>The anchor of what the issuing authority issues.</summary>
    public required Certificate Root { get; init; }

    /// <summary>The issuing authority, with the addresses that go into its certificates.</summary>
    public required CertificateAuthority Authority { get; init; }

    public required CertifiedKey Timestamp { get; init; }

    public required CertifiedKey Ocsp { get; init; }

    public required CertifiedKey Seal { get; init; }

    /// <summary>Signs evidence packages.</summary>
    public CertifiedKey Evidence { get; private set; } = null!;

    /// <summary>The root's revocation list for a time.</summary>
    public required Func<DateTimeOffset, Crl> RootList { get; init; }

    /// <summary>Certificates that this service itself signs with; no store has them.</summary>
    public IReadOnlyList<Certificate> Own => [Timestamp.Certificate, Ocsp.Certificate, Seal.Certificate, Evidence.Certificate];

    /// <summary>Whether any of the certificates comes from a development hierarchy.</summary>
    public bool IsDevelopment => Own.Append(Authority.Certificate).Append(Root).Any(DevelopmentHierarchy.IsDevelopment);

    /// <summary>What the settings lack for Production; nothing when all four keys are in tokens.</summary>
    public static IEnumerable<string> Refusals(AuthorityKeyOptions options)
    {
        string[] missing = [.. options.Missing.Select(name => $"Service:Keys:{name}")];
        if (missing.Length > 0)
        {
            yield return $"{string.Join(", ", missing)} not set, and this service's development certificate authority is not for Production; name keys of a PKCS#11 token with Key, Pin and CertificateFile";
        }
    }

    /// <exception cref="InvalidDataException">A setting is incomplete, or a key can't be used; the message names it and says what to do.</exception>
    public static async Task<AuthorityKeys> OpenAsync(ServiceOptions options, IUnitOfWorkFactory stores, TimeProvider time, CancellationToken cancellationToken)
    {
        string[] missing = options.Keys.Missing;
        RemoteSeal? remote = await RemoteSeal.OpenAsync(options, time, cancellationToken);
        AuthorityKeys keys = missing.Length switch
        {
            0 => OpenTokens(options, time, remote?.Key),
            4 or 3 when options.Keys.Issuing is null && options.Keys.Timestamp is null && options.Keys.Ocsp is null =>
                OpenDevelopment(options, await DevelopmentAuthority.LoadOrCreateAsync(stores, time.GetUtcNow(), cancellationToken), time, remote?.Key),
            _ => throw new InvalidDataException($"Service:Keys names some keys and not {string.Join(", ", missing)}. Set only the seal, or all four: what the issuing authority certifies must be its own."),
        };
        keys.Evidence = options.Keys.Evidence is { } token
            ? Open(nameof(AuthorityKeyOptions.Evidence), token, [keys.Authority.Certificate, keys.Root], time)
            : await EvidenceKey.LoadOrCreateAsync(stores, keys.Authority, time.GetUtcNow(), cancellationToken);
        keys._owned.Add((IDisposable)keys.Evidence.Key);
        keys._owned.AddRange(remote is null ? [] : new IDisposable[] { remote });
        return keys;
    }

    public void Dispose() => _owned.ForEach(owned => owned.Dispose());

    private static AuthorityKeys OpenDevelopment(ServiceOptions options, DevelopmentHierarchy hierarchy, TimeProvider time, CertifiedKey? remoteSeal)
    {
        CertifiedKey seal = remoteSeal ?? (options.Keys.Seal is { } token ? Open(nameof(AuthorityKeyOptions.Seal), token, [], time) : hierarchy.OrganisationSeal);
        CertificateAuthority parent = hierarchy.Parent;
        AuthorityKeys keys = new()
        {
            Root = hierarchy.Root,
            Authority = new CertificateAuthority(hierarchy.IssuingAuthority, Addresses(options)),
            Timestamp = hierarchy.TimestampAuthority,
            Ocsp = hierarchy.OcspResponder,
            Seal = seal,
            RootList = at => parent.IssueWholeCrl([], at.ToUnixTimeMilliseconds(), at, at + ListLifetime),
        };
        keys._owned.AddRange([hierarchy, .. seal.Key is Pkcs11Key own ? new IDisposable[] { own } : []]);
        return keys;
    }

    private static AuthorityKeys OpenTokens(ServiceOptions options, TimeProvider time, CertifiedKey? remoteSeal)
    {
        AuthorityKeyOptions settings = options.Keys;
        CertifiedKey issuing = Open(nameof(settings.Issuing), settings.Issuing!, [], time);
        Certificate root = issuing.Chain.Count > 0 && issuing.Chain[^1].Subject.Equals(issuing.Chain[^1].Issuer)
            ? issuing.Chain[^1]
            : throw new InvalidDataException("Service:Keys:Issuing:CertificateFile must hold the certificates above it too, the root last.");
        IReadOnlyList<Certificate> chain = [issuing.Certificate, .. issuing.Chain];
        CertifiedKey[] others =
        [
            Open(nameof(settings.Timestamp), settings.Timestamp!, chain, time),
            Open(nameof(settings.Ocsp), settings.Ocsp!, chain, time),
            remoteSeal ?? Open(nameof(settings.Seal), settings.Seal!, chain, time),
        ];
        AuthorityKeys keys = new()
        {
            Root = root,
            Authority = new CertificateAuthority(issuing, Addresses(options)),
            Timestamp = others[0],
            Ocsp = others[1],
            Seal = others[2],
            RootList = ListOf(settings.RootListFile ?? throw new InvalidDataException("Service:Keys:RootListFile is not set; it holds the root's revocation list, which covers the issuing authority."), root),
        };
        keys._owned.AddRange(others.Prepend(issuing).Select(key => key.Key).OfType<IDisposable>());
        return keys;
    }

    /// <summary>Opens one key; a chain that the file leaves out is taken from the issuing authority's where it fits.</summary>
    private static CertifiedKey Open(string name, TokenKeyOptions options, IReadOnlyList<Certificate> issuingChain, TimeProvider time)
    {
        try
        {
            Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
            IReadOnlyList<Certificate> certificates = CertificateFile.Read(options.CertificateFile);
            Certificate own = certificates.Count > 0 ? certificates[0] : throw new InvalidDataException($"{options.CertificateFile} holds no certificate.");
            bool fits = certificates.Count == 1 && issuingChain.Count > 0 && own.Issuer.Equals(issuingChain[0].Subject);
            Pkcs11KeyOptions key = new()
            {
                Key = Pkcs11Uri.Parse(options.Key),
                MaximumHandles = options.MaximumHandles,
                Scheme = options.Pss ? SignatureScheme.RsaPss(HashAlgorithmName.SHA256) : null,
            };
            return new CertifiedKey(own, fits ? issuingChain : [.. certificates.Skip(1)], Pkcs11Key.Open(key, own, () => SecretReference.Read(options.Pin), time));
        }
        catch (Exception e) when (e is HsmException or ArgumentException or ValidationException or PkiFormatException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InvalidDataException($"Service:Keys:{name}: {e.Message}", e);
        }
    }

    private static CertificateAuthorityOptions Addresses(ServiceOptions options) => options.AuthorityAddress is not { } address
        ? new CertificateAuthorityOptions()
        : new CertificateAuthorityOptions
        {
            CrlAddress = new Uri($"{address.AbsoluteUri.TrimEnd('/')}/crl/issuing.crl"),
            OcspAddress = new Uri($"{address.AbsoluteUri.TrimEnd('/')}/ocsp"),
            IssuerAddress = new Uri($"{address.AbsoluteUri.TrimEnd('/')}/certificates/issuing.cer"),
        };

    /// <summary>Reads the list again at each use; while the file can't be read, the last good list stands, and its own nextUpdate ends it.</summary>
    private static Func<DateTimeOffset, Crl> ListOf(string file, Certificate root)
    {
        Crl last = CertificateFile.ReadList(file, root);
        return _ =>
        {
            try
            {
                last = CertificateFile.ReadList(file, root);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                // The last good one stands.
            }

            return last;
        };
    }
}
