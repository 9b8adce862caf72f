using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>
/// The request with an Idempotency-Key in which acts commit. It flows with the asynchronous call and not through the signatures of a hundred acts,
/// because it belongs to the transaction alone: each commit notes beside its changes, in the same transaction, that this request acted, and
/// commits nothing when another run has the key.
/// </summary>
public sealed class RequestMark : IDisposable
{
    private static readonly AsyncLocal<RequestMark?> Ambient = new();

    private readonly byte[] _tag;
    private readonly Guid _lease;
    private readonly Func<byte[]?> _fingerprint;
    private bool _isOver;

    private RequestMark(byte[] tag, Guid lease, Func<byte[]?> fingerprint) => (_tag, _lease, _fingerprint) = (tag, lease, fingerprint);

    internal static RequestMark? Current => Ambient.Value is { _isOver: false } mark ? mark : null;

    /// <summary>Marks everything that is committed from here on in this call, until it is disposed.</summary>
    /// <param name="fingerprint">The fingerprint of the content, or null while the body is not read to its end.</param>
    public static RequestMark Begin(byte[] tag, Guid lease, Func<byte[]?> fingerprint) => Ambient.Value = new RequestMark(tag, lease, fingerprint);

    public void Dispose() => _isOver = true;

    /// <summary>Notes what is about to be committed; false when another run has the key, and then nothing may be committed.</summary>
    internal async Task<bool> NoteAsync(StorageContext context, string acts, CancellationToken cancellationToken)
    {
        byte[]? fingerprint = _fingerprint();
        return await context.KeptAnswers.Where(a => a.Tag == _tag && a.Lease == _lease && a.Answer == null).ExecuteUpdateAsync(
            row => row.SetProperty(a => a.Acts, a => (a.Acts ?? "") + acts).SetProperty(a => a.Fingerprint, a => fingerprint ?? a.Fingerprint),
            cancellationToken) == 1;
    }

    internal static string Line(AuditEntry entry) => $"{entry.Act}\t{entry.CaseId}\t{entry.Result}\n";
}
