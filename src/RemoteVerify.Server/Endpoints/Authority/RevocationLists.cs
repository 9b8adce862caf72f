using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Composition.Keys;

namespace RemoteVerify.Server.Endpoints.Authority;

/// <summary>
/// The issuing authority's current revocation list: signed anew as soon as the store has another revocation, and in any
/// case halfway to its nextUpdate, so that nobody is ever given a list that is about to end.
/// </summary>
public sealed class RevocationLists(AuthorityKeys keys, IUnitOfWorkFactory stores, AuthorityTrust trust, TimeProvider time) : IDisposable
{
    /// <summary>Time from thisUpdate to nextUpdate.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private (string Revoked, Crl List)? _current;

    /// <summary>The list that holds everything revoked until now.</summary>
    public async Task<Crl> IssuingAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<IssuedCertificate> revoked = await RevokedAsync(cancellationToken);
        string state = string.Join(';', revoked.Select(certificate => $"{certificate.SerialNumber} {certificate.RevokedAt?.UtcTicks} {certificate.RevocationReason}"));
        await _gate.WaitAsync(cancellationToken);
        try
        {
            DateTimeOffset now = time.GetUtcNow();
            if (_current is { } current && current.Revoked == state && now >= current.List.ThisUpdate && now < current.List.ThisUpdate + (Lifetime / 2))
            {
                return current.List;
            }

            CrlEntry[] entries = [.. revoked.Select(IssuedCertificateStatus.Entry)];
            if (_current?.Revoked != state)
            {
                trust.SetRevoked(entries);
            }

            Crl list = await keys.Authority.IssueWholeCrlAsync(entries, now.ToUnixTimeMilliseconds(), now, now + Lifetime, cancellationToken);
            _current = (state, list);
            return list;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<IReadOnlyList<IssuedCertificate>> RevokedAsync(CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        return await unit.Certificates.ListRevokedAsync(cancellationToken);
    }
}

/// <summary>Brings revocations of this and other nodes to this service's own checks of documents.</summary>
public sealed partial class RevocationRefresh(RevocationLists lists, TimeProvider time, ILogger<RevocationRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Pause, time);
        do
        {
            try
            {
                await lists.IssuingAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The revocation list could not be renewed; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
