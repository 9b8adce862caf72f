using RemoteVerify.Cases;

namespace RemoteVerify.Server.PagePictures;

/// <summary>
/// Draws pages of documents as pictures, some at a time, so that no document and nobody who leafs through one takes the machine from the others. Whatever goes wrong is an answer and
/// never an error: the page has its words.
/// </summary>
public sealed class PagePainter : IDisposable
{
    /// <summary>How long a request waits for its turn.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How long the making of a page waits for the picture of its first page.</summary>
    private static readonly TimeSpan PatienceOfPages = TimeSpan.FromSeconds(2);

    private readonly PagePictureOptions _options;
    private readonly PageDrawing _drawing;
    private readonly HeldPictures _held;
    private readonly SemaphoreSlim _turns;
    private int _waiting;

    public PagePainter(PagePictureOptions options, TimeProvider clock, ILogger<PagePainter> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _drawing = new PageDrawing(options, logger);
        _held = new HeldPictures(clock);
        _turns = new SemaphoreSlim(options.AtOnce > 0 ? options.AtOnce : Math.Max(1, Environment.ProcessorCount / 2));
    }

    /// <summary>Pages of one document that get a picture.</summary>
    public int MostPages => _options.MostPages;

    /// <summary>
    /// Begins to draw the first page, while the page of the document is made, and says whether pictures can be shown at all. The picture then waits for the request that fetches it.
    /// </summary>
    /// <param name="pdf">The document.</param>
    /// <param name="document">SHA-256 of these bytes.</param>
    /// <param name="cancellationToken">Ends the waiting, not the drawing.</param>
    /// <returns>False when the first page can't be drawn; true also when that is not known in time.</returns>
    public async Task<bool> BeginAsync(ReadOnlyMemory<byte> pdf, Sha256Digest document, CancellationToken cancellationToken)
    {
        if (!_drawing.IsPossible)
        {
            return false;
        }

        PictureKey key = new(document, 1, PictureWidth.Page);
        if (_held.Take(key) is not { } picture)
        {
            picture = InTurnAsync(pdf, key, CancellationToken.None);
        }

        _held.Hold(key, picture);
        try
        {
            return (await picture.WaitAsync(PatienceOfPages, cancellationToken)).End is PictureEnd.Drawn or PictureEnd.Busy;
        }
        catch (TimeoutException)
        {
            return true;
        }
    }

    /// <summary>Draws one page.</summary>
    /// <param name="pdf">The document.</param>
    /// <param name="document">SHA-256 of these bytes.</param>
    /// <param name="page">1 for the first page.</param>
    /// <param name="width">How wide.</param>
    /// <param name="cancellationToken">Ends the drawing when nobody waits any more.</param>
    public async Task<PagePicture> DrawAsync(ReadOnlyMemory<byte> pdf, Sha256Digest document, int page, PictureWidth width, CancellationToken cancellationToken)
    {
        if (!_drawing.IsPossible)
        {
            return PagePicture.None(PictureEnd.NoProgram);
        }

        if (page < 1 || page > _options.MostPages || !Enum.IsDefined(width))
        {
            return PagePicture.None(PictureEnd.NotDrawable);
        }

        PictureKey key = new(document, page, width);
        return await (_held.Take(key)?.WaitAsync(cancellationToken) ?? InTurnAsync(pdf, key, cancellationToken));
    }

    public void Dispose() => _turns.Dispose();

    private async Task<PagePicture> InTurnAsync(ReadOnlyMemory<byte> pdf, PictureKey key, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > _options.MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return PagePicture.None(PictureEnd.Busy);
        }

        bool mine;
        try
        {
            mine = await _turns.WaitAsync(Patience, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        if (!mine)
        {
            return PagePicture.None(PictureEnd.Busy);
        }

        try
        {
            PagePicture drawn = await _drawing.DrawAsync(pdf, key.Page, key.Width, cancellationToken);
            if (drawn.End == PictureEnd.NotDrawable)
            {
                _held.Failed(key);
            }

            return drawn;
        }
        finally
        {
            _turns.Release();
        }
    }
}
