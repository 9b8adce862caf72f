using System.Numerics;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Cases.Engines;

/// <summary>
/// Trust in what the embedded authority issued: its root, and revocation lists made fresh for the time of the check.
/// Safe for several threads.
/// </summary>
/// <param name="root">The only anchor.</param>
/// <param name="rootList">The root's revocation list for a time; it covers the issuing authority.</param>
/// <param name="issuing">The authority of everything else.</param>
public sealed class AuthorityTrust(Certificate root, Func<DateTimeOffset, ReadOnlyMemory<byte>> rootList, CertificateAuthority issuing)
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
    public AuthorityTrust(Certificate root, CertificateAuthority parent, CertificateAuthority issuing)
        : this(root, at => parent.IssueCrl([], at.ToUnixTimeMilliseconds(), at, at + Lifetime).Encoded, issuing)
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

    /// <summary>What a check at this time rests on.</summary>
    public ValidationOptions For(DateTimeOffset at) => new()
    {
        At = at,
        Anchors = [root],
        Intermediates = [issuing.Certificate],
        Crls = Lists(at),
    };

    private IReadOnlyList<ReadOnlyMemory<byte>> Lists(DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_lists is not { } known || at < known.At || at > known.At + Kept)
            {
                BigInteger number = at.ToUnixTimeMilliseconds();
                known = (at,
                [
                    rootList(at),
                    issuing.IssueCrl(_revoked, number, at, at + Lifetime).Encoded,
                ]);
                _lists = known;
            }

            return known.Lists;
        }
    }
}
