// RFC 3161 section 2.2: the requester verifies the answer, also that the certificate is valid and that the time is now.
using System.Security.Cryptography;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Pki.Timestamps;

/// <summary>What tokens of an authority are measured by.</summary>
public sealed record TimestampTrust
{
    /// <summary>Roots that the authority's certificate may lead to, for a time.</summary>
    public required Func<DateTimeOffset, IReadOnlyList<Certificate>> Roots { get; init; }

    /// <summary>Certificates that may stand between a token's and a root, beside those in the token.</summary>
    public IReadOnlyList<Certificate> Intermediates { get; init; } = [];

    /// <summary>How far the stated time may lie behind this host's clock.</summary>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How far it may lie ahead. A token of the future proves nothing yet, so its time is waited for.</summary>
    public TimeSpan Ahead { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>
/// Takes tokens of another source only when the authority's certificate leads to a trusted root and the stated time is now.
/// A signature with any other token would not be proven, and would have to be made again.
/// </summary>
/// <param name="inner">Gives tokens that fit the question.</param>
/// <param name="trust">What they are measured by.</param>
/// <param name="clock">This host's clock.</param>
public sealed class TrustedTimestampSource(ITimestampSource inner, TimestampTrust trust, TimeProvider clock) : ITimestampSource
{
    /// <inheritdoc/>
    public async Task<byte[]> GetTokenAsync(HashAlgorithmName algorithm, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        byte[] encoded = await inner.GetTokenAsync(algorithm, hash, cancellationToken).ConfigureAwait(false);
        TimestampToken token = TimestampToken.Read(encoded);
        DateTimeOffset now = clock.GetUtcNow();
        if (now - token.Time > trust.Tolerance || token.Time - now > trust.Ahead)
        {
            throw new TimestampRefusedException("The time that the timestamp authority states is not now.") { Trouble = TimestampTrouble.WrongTime };
        }

        bool trusted = token.SignerCertificate is { } signer && signer.IsValidAt(now)
            && PathBuilder.Build(signer, [.. token.Certificates, .. trust.Intermediates], trust.Roots(now), now, PathProfile.Rfc5280).Path is not null;
        if (!trusted)
        {
            throw new TimestampRefusedException("The timestamp authority's certificate leads to no trusted root now.") { Trouble = TimestampTrouble.NotTrusted };
        }

        // Timers count whole milliseconds and may end a little early.
        for (TimeSpan left = token.Time - now; left > TimeSpan.Zero; left = token.Time - clock.GetUtcNow())
        {
            await Task.Delay(left + TimeSpan.FromMilliseconds(1), clock, cancellationToken).ConfigureAwait(false);
        }

        return encoded;
    }
}
