// RFC 6960 section 4.2.2.2.1 (revocation checking of an authorized responder).
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Revocation;

/// <summary>
/// Judges the delegated responder behind an OCSP response: who holds a revoked responder's key can write any answer with any
/// date. Nothing is fetched. There is no such question for lists: only a certificate's own issuer is believed with one
/// (indirect lists are not).
/// </summary>
/// <param name="statements">Everything known about a certificate (first) of an issuer (second).</param>
/// <param name="options">Which evidence counts.</param>
public sealed class ResponderRevocation(
    Func<Certificate, Certificate, IReadOnlyList<RevocationStatement>> statements, RevocationOptions options)
{
    /// <summary>More different responders than this are not looked into.</summary>
    public const int MaxResponders = 64;

    private readonly HashSet<Certificate> _seen = [];

    /// <summary>
    /// Whether the statement counts. A "revoked" always does: a lie in that direction costs a doubt, never a forgery.
    /// </summary>
    /// <inheritdoc cref="Judge(RevocationStatement, Certificate, DateTimeOffset, Func{RevocationStatement, DateTimeOffset})"/>
    public bool Counts(
        RevocationStatement statement, Certificate issuer, DateTimeOffset at, Func<RevocationStatement, DateTimeOffset> existsSince)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return statement.IsRevoked || Judge(statement, issuer, at, existsSince) switch
        {
            ResponderStanding.Good => true,
            ResponderStanding.Unknown => !options.RequireResponderStatus,
            _ => false,
        };
    }

    /// <summary>Judges the signer of a statement.</summary>
    /// <param name="statement">A statement; a list is its issuer's, so it is always good.</param>
    /// <param name="issuer">Issuer of the certificate that the statement is about.</param>
    /// <param name="at">The time for which the responder must have been good.</param>
    /// <param name="existsSince">Since when a statement provably exists; a later revocation of its responder does not touch it.</param>
    public ResponderStanding Judge(
        RevocationStatement statement, Certificate issuer, DateTimeOffset at, Func<RevocationStatement, DateTimeOffset> existsSince)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(issuer);
        ArgumentNullException.ThrowIfNull(existsSince);
        return Judge(statement, issuer, at, existsSince, []);
    }

    /// <summary>What others say about a responder: its own word about itself proves nothing.</summary>
    public IReadOnlyList<RevocationStatement> About(Certificate responder, Certificate issuer) =>
        [.. statements(responder, issuer).Where(s => !responder.Equals(s.Responder))];

    private ResponderStanding Judge(
        RevocationStatement statement, Certificate issuer, DateTimeOffset at, Func<RevocationStatement, DateTimeOffset> existsSince,
        HashSet<Certificate> asked)
    {
        if (statement.Responder is not { } responder || responder.Equals(issuer))
        {
            return ResponderStanding.Good;
        }

        if (!asked.Add(responder) || (_seen.Count >= MaxResponders && !_seen.Contains(responder)))
        {
            return ResponderStanding.Unknown;
        }

        _seen.Add(responder);
        IReadOnlyList<RevocationStatement> about = About(responder, issuer);
        if (about.Any(s => s.IsRevoked && !(s.RevokedAt > existsSince(statement))))
        {
            return ResponderStanding.Revoked;
        }

        return !RevocationNeed.Exists(responder, about)
            || about.Any(s => (s.IsRevoked || s.IsFresh(responder, at, options)) && Judge(s, issuer, at, existsSince, asked) == ResponderStanding.Good)
            ? ResponderStanding.Good
            : ResponderStanding.Unknown;
    }
}
