using System.Runtime.InteropServices;
using System.Text;

namespace RemoteVerify.ChipReader.Transports;

/// <summary>A connection to the smart card service: which readers there are, what lies on them, and the way to a card.</summary>
public sealed class PcscContext : IDisposable
{
    // Readers are looked at this often; pcscd itself looks for cards about as often.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    // Another program's transaction is waited for this long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int ConnectTries = 3;

    private readonly nint _context;
    private readonly TimeProvider _time;
    private bool _disposed;

    private PcscContext(nint context, TimeProvider time)
    {
        _context = context;
        _time = time;
    }

    /// <exception cref="PcscException">Library or service are not there, or do not let us in.</exception>
    public static PcscContext Open(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        try
        {
            return new PcscContext(Establish(), time);
        }
        catch (DllNotFoundException e)
        {
            throw new PcscException(PcscTrouble.LibraryMissing, 0, e);
        }
    }

    internal static nint Establish()
    {
        PcscException.ThrowIfFailed(PcscLibrary.SCardEstablishContext(PcscLibrary.ScopeSystem, 0, 0, out nint context));
        return context;
    }

    /// <summary>All readers with what lies on them; empty when there is none.</summary>
    public IReadOnlyList<PcscReader> ListReaders()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        string[] names = Names();
        if (names.Length == 0)
        {
            return [];
        }

        PcscLibrary.ReaderStatus[] states = new PcscLibrary.ReaderStatus[names.Length];
        try
        {
            for (int i = 0; i < names.Length; i++)
            {
                states[i].Reader = Marshal.StringToCoTaskMemUTF8(names[i]);
            }

            // Timeout zero and the state "unaware" (zero) answer at once with what is.
            uint result = unchecked((uint)PcscLibrary.SCardGetStatusChange(_context, 0, states, (nuint)states.Length));
            return result is 0 or Timeout ? [.. names.Select((name, i) => Describe(name, states[i]))]
                : result is ReaderUnknown ? []
                : throw PcscException.FromCode(result);
        }
        finally
        {
            Array.ForEach(states, state => Marshal.FreeCoTaskMem(state.Reader));
        }
    }

    /// <summary>Waits until a card lies on a reader.</summary>
    /// <param name="namePart">Part of the reader's name, in any case; null takes the first reader with a card.</param>
    /// <param name="limit">How long to wait; zero looks once.</param>
    /// <exception cref="PcscException">Nothing came within the limit: no reader, no such reader, or no card.</exception>
    public async Task<PcscReader> WaitForCardAsync(string? namePart, TimeSpan limit, CancellationToken cancellationToken)
    {
        long started = _time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IReadOnlyList<PcscReader> all = ListReaders();
            PcscReader[] named = [.. all.Where(reader => namePart is null || reader.Name.Contains(namePart, StringComparison.OrdinalIgnoreCase))];
            if (named.FirstOrDefault(reader => reader is { HasCard: true, IsMute: false }) is { } found)
            {
                return found;
            }

            if (_time.GetElapsedTime(started) >= limit)
            {
                throw new PcscException(
                    all.Count == 0 ? PcscTrouble.NoReader
                    : named.Length == 0 ? PcscTrouble.ReaderNotFound
                    : named.Any(reader => reader.IsMute) ? PcscTrouble.CardUnresponsive
                    : PcscTrouble.NoCard);
            }

            await Task.Delay(Glance, _time, cancellationToken);
        }
    }

    /// <summary>Connects to the card on a reader and takes it for us alone until the connection is disposed.</summary>
    /// <exception cref="PcscException">The card went away, does not answer, or another program holds it.</exception>
    public async Task<PcscCard> ConnectAsync(string readerName, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        for (int tried = 1; ; tried++)
        {
            try
            {
                return await ConnectOnceAsync(readerName, cancellationToken);
            }
            catch (PcscException e) when (e.Trouble == PcscTrouble.CardUnresponsive && tried < ConnectTries)
            {
                // A card that has just been laid down may need a moment until the field carries it.
                await Task.Delay(Glance, _time, cancellationToken);
            }
        }
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _ = PcscLibrary.SCardReleaseContext(_context);
        }
    }

    private const uint NoReaders = 0x8010_002E;
    private const uint ReaderUnknown = 0x8010_0009;
    private const uint Timeout = 0x8010_000A;

    /// <summary>
    /// While another program is in the middle of a transaction, the library waits for its end without limit and can't be told to stop. So the
    /// waiting has a thread and a connection of its own; when it gets the card after all, it gives it back.
    /// </summary>
    private async Task<PcscCard> ConnectOnceAsync(string readerName, CancellationToken cancellationToken)
    {
        Task<PcscCard> connecting = Task.Factory.StartNew(
            () => PcscCard.Connect(readerName), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return await connecting.WaitAsync(Patience, _time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            _ = connecting.ContinueWith(
                late => late.Result.GiveBack(PcscLibrary.LeaveCard),
                CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw e is TimeoutException ? new PcscException(PcscTrouble.CardInUse) : e;
        }
    }

    /// <summary>The service's list: names one after the other, each closed by a zero.</summary>
    private string[] Names()
    {
        byte[] names = new byte[PcscLibrary.MaxReaderNames];
        nuint length = (nuint)names.Length;
        uint result = unchecked((uint)PcscLibrary.SCardListReaders(_context, 0, names, ref length));
        return result == 0 ? Encoding.UTF8.GetString(names.AsSpan(0, (int)length)).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            : result == NoReaders ? []
            : throw PcscException.FromCode(result);
    }

    private static PcscReader Describe(string name, PcscLibrary.ReaderStatus state)
    {
        ReadOnlySpan<byte> answer = state.AnswerToReset;
        return new PcscReader(
            name,
            (state.EventState & PcscLibrary.StatePresent) != 0,
            (state.EventState & PcscLibrary.StateMute) != 0,
            (state.EventState & PcscLibrary.StateInUse) != 0,
            answer[..(int)Math.Min(state.AnswerToResetLength, (nuint)answer.Length)].ToArray());
    }
}
