using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Hsm;

/// <summary>
/// Open keys, each lent to one signature at a time. A handle whose signature failed is closed and the signature is
/// tried once more with a fresh one.
/// </summary>
/// <param name="open">Opens one more handle; throws <see cref="HsmException"/>.</param>
/// <param name="options">Bounds.</param>
/// <param name="mayReopen">Whether a failed opening can be told from a wrong PIN; if not, one failure is the last.</param>
/// <param name="clock">For the pause after a failure.</param>
internal sealed class HandlePool(Func<KeyHandle> open, Pkcs11KeyOptions options, bool mayReopen, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.MaximumHandles, options.MaximumHandles);
    private readonly Stack<KeyHandle> _idle = new();
    private readonly Lock _gate = new();
    private readonly Lock _opening = new();
    private (HsmException Failure, DateTimeOffset? Until)? _closed;
    private bool _disposed;

    /// <summary>Handles that are open and not lent.</summary>
    public int Idle
    {
        get
        {
            lock (_gate)
            {
                return _idle.Count;
            }
        }
    }

    /// <summary>Takes a handle that is already open.</summary>
    public void Add(KeyHandle handle) => Return(handle);

    /// <summary>Signs with the next free handle; waits for one in the order of asking.</summary>
    /// <exception cref="HsmException">No handle in time, none can be opened, or the token does not sign.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public async ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> hash, SignatureScheme scheme, CancellationToken cancellationToken)
    {
        if (!await _free.WaitAsync(options.MaximumWait, cancellationToken).ConfigureAwait(false))
        {
            throw new HsmException(HsmProblem.Busy, $"All {options.MaximumHandles} handles of {options.Key} were in use for {options.MaximumWait.TotalSeconds:0.#} s; the token is too slow for the load.");
        }

        try
        {
            return Sign(hash.Span, scheme);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Closes the idle handles; lent ones are closed when they come back.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            while (_idle.TryPop(out KeyHandle? handle))
            {
                handle.Dispose();
            }
        }
    }

    private byte[] Sign(ReadOnlySpan<byte> hash, SignatureScheme scheme)
    {
        try
        {
            return SignOnce(Take(), hash, scheme);
        }
        catch (CryptographicException)
        {
            // The session or the token may have been lost; the other idle handles then are as dead.
            CloseIdle();
        }

        try
        {
            return SignOnce(Open(), hash, scheme);
        }
        catch (CryptographicException e)
        {
            throw new HsmException(
                HsmProblem.SigningFailed,
                $"The token does not sign with {options.Key}, and not with a freshly opened key either. If it was taken out or reset, put it back and restart the service: the engine keeps what it listed before.",
                e);
        }
    }

    private byte[] SignOnce(KeyHandle handle, ReadOnlySpan<byte> hash, SignatureScheme scheme)
    {
        byte[] signature;
        try
        {
            signature = handle.SignHash(hash, scheme);
        }
        catch
        {
            handle.Dispose();
            throw;
        }

        Return(handle);
        return signature;
    }

    private KeyHandle Take()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_idle.TryPop(out KeyHandle? handle))
            {
                return handle;
            }
        }

        return Open();
    }

    private KeyHandle Open()
    {
        lock (_opening)
        {
            if (_closed is { } closed && (closed.Until is not { } until || clock.GetUtcNow() < until))
            {
                throw new HsmException(closed.Failure.Problem, closed.Failure.Message, closed.Failure);
            }

            try
            {
                KeyHandle handle = open();
                _closed = null;
                return handle;
            }
            catch (HsmException e)
            {
                bool forGood = !mayReopen || e.Problem != HsmProblem.KeyNotFound;
                _closed = (e, forGood ? null : clock.GetUtcNow() + options.PauseAfterFailure);
                throw;
            }
        }
    }

    private void Return(KeyHandle handle)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _idle.Push(handle);
                return;
            }
        }

        handle.Dispose();
    }

    private void CloseIdle()
    {
        lock (_gate)
        {
            while (_idle.TryPop(out KeyHandle? handle))
            {
                handle.Dispose();
            }
        }
    }
}
