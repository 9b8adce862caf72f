using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.Transports;
using RemoteVerify.Synthetic.Chips;
using RemoteVerify.TestKit;

namespace RemoteVerify.Synthetic.Tests.Chips;

/// <summary>The service and its virtual reader, one for all tests of the process; null with a reason where they can't run.</summary>
public sealed class PcscFixture : IDisposable
{
    private readonly PcscDaemon? _daemon;
    private readonly SkipException? _reason;

    public PcscFixture()
    {
        try
        {
            _daemon = PcscDaemon.Start();
            _daemon.UseInThisProcess();
        }
        catch (SkipException e)
        {
            _reason = e;
        }
    }

    /// <summary>Skips the test when it can't run here.</summary>
    internal PcscDaemon Daemon => _daemon ?? throw new SkipException(_reason!.Message);

    public void Dispose() => _daemon?.Dispose();
}

/// <summary>A virtual chip that lies on the virtual reader until disposed.</summary>
internal sealed class CardOnTheReader : IAsyncDisposable
{
    private readonly CancellationTokenSource _taken = new();
    private readonly Task _serving;

    private CardOnTheReader(PcscDaemon daemon, Func<IApduTransport> powerUp)
    {
        Reader = new VirtualReader(powerUp);
        _serving = Reader.ServeAsync("127.0.0.1", daemon.VirtualPort, null, _taken.Token);
    }

    public VirtualReader Reader { get; }

    /// <summary>Lays a card down once the one before is gone for the service too, which looks only now and then.</summary>
    public static async Task<CardOnTheReader> LayDownAsync(PcscDaemon daemon, Func<IApduTransport> powerUp)
    {
        await AwaitEmptyAsync();
        return new CardOnTheReader(daemon, powerUp);
    }

    public static async Task AwaitEmptyAsync()
    {
        using PcscContext context = PcscContext.Open(TimeProvider.System);
        for (int i = 0; i < 100 && context.ListReaders().Any(reader => reader.HasCard); i++)
        {
            await Task.Delay(50);
        }
    }

    /// <summary>On a busy machine the service or the virtual card may answer too late for one try; a test of a connection is about what comes after it.</summary>
    public static async Task<PcscCard> ConnectAsync(PcscContext context, PcscDaemon daemon)
    {
        for (int left = 4; ; left--)
        {
            try
            {
                PcscReader reader = await context.WaitForCardAsync(daemon.ReaderName, TimeSpan.FromSeconds(10), CancellationToken.None);
                return await context.ConnectAsync(reader.Name, CancellationToken.None);
            }
            catch (PcscException late) when (left > 0 && late.Trouble is (PcscTrouble.CardInUse or PcscTrouble.CardUnresponsive or PcscTrouble.NoCard))
            {
                await Task.Delay(500);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _taken.CancelAsync();
        try
        {
            await _serving;
        }
        catch (OperationCanceledException)
        {
            // Taken away, as wanted.
        }

        _taken.Dispose();
        Reader.Dispose();
    }
}
