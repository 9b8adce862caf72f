using System.Numerics;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Cases.Engines;

/// <summary>
/// Trust in what the embedded authority issued: its root, and revocation lists made fresh for the time of the check.
/// Safe for several threads.
/// </summary>
/// <param name="root">The only anchor.</param>
/// <param name="rootList">The root's revocation list for a time; it covers the issuing authority.</param>
/// <param name="issuing">The authority of everything else.</param>
/// <param name="former">Authorities that this service used before; null for none.</param>
public sealed class AuthorityTrust(
    Certificate root, Func<DateTimeOffset, ReadOnlyMemory<byte>> rootList, CertificateAuthority issuing, FormerAuthorities? former = null)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private IReadOnlyList<CrlEntry> _revoked = [];
    private (DateTimeOffset At, IReadOnlyList<ReadOnlyMemory<byte>> Lists)? _lists;

    /// <summary>With a root whose key is at hand.</summary>
    /// <param name="root">The only anchor.</param>
    /// <param name="parent">The authority of the root; it signs an empty list for each check.</param>
    /// <param name="issuing">The authority of everything else.</param>
    /// <param name="former">Authorities that this service used before; null for none.</param>
    public AuthorityTrust(Certificate root, CertificateAuthority parent, CertificateAuthority issuing, FormerAuthorities? former = null)
        : this(root, at => parent.IssueWholeCrl([], at.ToUnixTimeMilliseconds(), at, at + Lifetime).Encoded, issuing, former)
    {
    }

    /// <summary>Tells which certificates are revoked, as in the store of issued certificates.</summary>
    public void SetRevoked(IReadOnlyList<CrlEntry> revoked)
    {
        lock (_gate)
        {
            _revoked = revoked;
            _lists = null;
        }
    }

    /// <summary>
    /// What a check at this time rests on. What the embedded authority certifies is special-purpose at best (Law 20/2023/QH15
    /// article 22); a development root stays one whatever stands here.
    /// </summary>
    public ValidationOptions For(DateTimeOffset at) => new()
    {
        At = at,
        TrustAnchors = [.. Roots.Select(anchor => new TrustAnchor(anchor, AnchorKind.SpecialPurpose))],
        Intermediates = [issuing.Certificate, .. former?.Intermediates ?? []],
        Crls = [.. Lists(at), .. former?.Lists(at) ?? []],
    };

    /// <summary>What goes into a document that is to be provable for decades: revocation lists made for this very moment.</summary>
    public LongTermOptions ForArchive(DateTimeOffset at)
    {
        Lazy<IReadOnlyList<Crl>> lists = new(() => [.. Fresh(at).Concat(former?.Lists(at) ?? []).Select(list => Crl.Read(list))]);
        return new LongTermOptions { Anchors = Roots, Source = new Material(lists, [issuing.Certificate, .. former?.Intermediates ?? []]), At = at };
    }

    private IReadOnlyList<Certificate> Roots => [root, .. former?.Roots ?? []];

    private IReadOnlyList<ReadOnlyMemory<byte>> Lists(DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_lists is not { } known || at < known.At || at > known.At + Kept)
            {
                known = (at, Fresh(at));
                _lists = known;
            }

            return known.Lists;
        }
    }

    private IReadOnlyList<ReadOnlyMemory<byte>> Fresh(DateTimeOffset at)
    {
        lock (_gate)
        {
            BigInteger number = at.ToUnixTimeMilliseconds();
            return [rootList(at), issuing.IssueWholeCrl(_revoked, number, at, at + Lifetime).Encoded];
        }
    }

    /// <summary>The lists of whoever issued a certificate. All of them say that they remember certificates whose validity is over.</summary>
    private sealed class Material(Lazy<IReadOnlyList<Crl>> lists, IReadOnlyList<Certificate> certificates) : IValidationMaterialSource
    {
        public Task<ValidationMaterial> GetAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken) => Task.FromResult(
            new ValidationMaterial(certificates, [.. lists.Value.Where(list => list.Issuer.Equals(issuer.Subject)).Select(list => list.Encoded)], []));
    }
}

/// <summary>Authorities that a service used before it got its present one; what they certified stays to be checked.</summary>
/// <param name="Roots">Anchors.</param>
/// <param name="Intermediates">Certificates between them and what they issued.</param>
/// <param name="Lists">Their latest revocation lists for a time, while they still give any.</param>
public sealed record FormerAuthorities(
    IReadOnlyList<Certificate> Roots, IReadOnlyList<Certificate> Intermediates, Func<DateTimeOffset, IReadOnlyList<ReadOnlyMemory<byte>>> Lists);
