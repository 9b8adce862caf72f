// ETSI EN 319 102-1 V1.4.1 clauses 5.6.2.1 (past certificate validation) and 5.6.2.2 (sliding of the control time).
using RemoteVerify.Pades.Validation.Checks;
using RemoteVerify.Pades.Validation.Proofs;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Pades.Validation.Processes;

/// <summary>Until when a path can be relied on, from evidence that provably existed then.</summary>
internal sealed class PastCertificateValidation(Evidence evidence, ProofStore proofs, ValidationOptions options)
{
    /// <summary>The last time at which everything about the path is proven; null when a proof is missing (NO_POE).</summary>
    /// <param name="path">Signer first, anchor last.</param>
    public DateTimeOffset? FindControlTime(IReadOnlyList<Certificate> path)
    {
        DateTimeOffset? control = Earlier(EndOfTrust(path[^1]), path[^1].NotAfter);
        for (var i = path.Count - 2; i >= 0 && control is not null; i--)
        {
            control = Slide(path[i], path[i + 1], control.Value);
        }

        return control;
    }

    /// <summary>Now, or the end of the last time in which the anchor was recognised.</summary>
    private DateTimeOffset EndOfTrust(Certificate anchor) =>
        evidence.Configured(anchor) is { } known && !known.IsTrustedAt(options.At)
            ? known.Periods.Select(p => p.Until ?? options.At).Where(end => end <= options.At).DefaultIfEmpty(DateTimeOffset.MinValue).Max()
            : options.At;

    private DateTimeOffset? Slide(Certificate certificate, Certificate issuer, DateTimeOffset control)
    {
        if (proofs.EarliestOf(certificate.Encoded) > control)
        {
            return null;
        }

        var end = Earlier(certificate.NotAfter, options.Algorithms.AcceptableUntil(issuer.PublicKey, certificate.SignatureAlgorithm, null));
        var statements = evidence.Statements(certificate, issuer);
        if (!RevocationNeed.Exists(certificate, statements))
        {
            return Earlier(control, end);
        }

        // The statement rests on the issuer, whose control time it must not outlive; the certificate's own end comes after it.
        return Statement(statements, certificate, issuer, control, []) is { } until ? Earlier(until, end) : null;
    }

    /// <summary>Until when the best proven statement about a certificate carries; null without one.</summary>
    private DateTimeOffset? Statement(
        IReadOnlyList<RevocationStatement> statements, Certificate certificate, Certificate issuer, DateTimeOffset control, HashSet<Certificate> asked)
    {
        foreach (var statement in statements.Where(s => s.KnowsOf(certificate)).OrderBy(s => s.IsRevoked ? 0 : 1).ThenByDescending(s => s.ThisUpdate))
        {
            if (IsProven(statement, control) && Responder(statement, issuer, control, asked) is { } limit
                && (statement.IsRevoked || IsProven(statement, limit)))
            {
                return Slide(statement, issuer, Earlier(control, limit));
            }
        }

        return null;
    }

    private bool IsProven(RevocationStatement statement, DateTimeOffset control) =>
        statement.ThisUpdate <= control && proofs.EarliestOf(statement.Encoded) <= control;

    /// <summary>Until when a delegated responder can be relied on (RFC 6960 section 4.2.2.2.1); null when nothing proves it.</summary>
    private DateTimeOffset? Responder(RevocationStatement statement, Certificate issuer, DateTimeOffset control, HashSet<Certificate> asked)
    {
        if (statement.Responder is not { } responder || responder.Equals(issuer) || statement.IsRevoked)
        {
            return control;
        }

        var about = evidence.Responders.About(responder, issuer);
        if (!RevocationNeed.Exists(responder, about) && !about.Any(s => s.IsRevoked))
        {
            return control;
        }

        var until = asked.Add(responder) ? Statement(about, responder, issuer, control, asked) : null;
        return until ?? (options.Revocation.RequireResponderStatus ? null : control);
    }

    /// <summary>
    /// To the revocation; else to the last moment at which the statement was fresh. The standard goes back to the statement's
    /// issuance; then evidence gathered in one update could never prove itself, although a validation at that moment passed.
    /// </summary>
    private DateTimeOffset Slide(RevocationStatement statement, Certificate issuer, DateTimeOffset control)
    {
        var until = statement.IsRevoked ? statement.RevokedAt ?? DateTimeOffset.MinValue : statement.FreshUntil(options.Revocation);
        var signer = statement.Responder ?? issuer;
        var algorithm = statement.Crl?.SignatureAlgorithm ?? statement.Ocsp!.SignatureAlgorithm!;
        return Earlier(Earlier(control, until), options.Algorithms.AcceptableUntil(signer.PublicKey, algorithm, null));
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
