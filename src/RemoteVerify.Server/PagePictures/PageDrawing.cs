using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Server.PagePictures;

/// <summary>
/// One run of <c>pdftoppm</c> for one page. The file comes by the pipe and the pixels go by the pipe, so nothing is laid down; the process starts with an empty environment, without a
/// shell, with limits on memory, time of the processor, files and what it may say, at low priority, and without a network where the system lets us take it away.
/// </summary>
internal sealed partial class PageDrawing(PagePictureOptions options, ILogger logger)
{
    private const string Limiter = "/usr/bin/prlimit";
    private const string Gentler = "/usr/bin/nice";
    private const string Separator = "/usr/bin/unshare";

    /// <summary>What fontconfig may write when its cache is old; the picture itself goes by the pipe.</summary>
    private const int MostFileBytes = 1 << 20;

    private static readonly string[] WithoutNetwork = ["--user", "--map-root-user", "--net", "--"];

    private readonly Lazy<Task<bool>> _canSeparate = new(() => CanSeparateAsync(logger));

    /// <summary>True where program and limits are there.</summary>
    public bool IsPossible { get; } = options.Program is { Length: > 0 } program && File.Exists(program) && File.Exists(Limiter) && File.Exists(Gentler);

    /// <param name="pdf">The document.</param>
    /// <param name="page">1 for the first page.</param>
    /// <param name="width">Width of the picture; its height follows from the page.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    public async Task<PagePicture> DrawAsync(ReadOnlyMemory<byte> pdf, int page, PictureWidth width, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.SecondsEach));
        string[] isolation = await _canSeparate.Value.WaitAsync(cancellationToken) ? [Separator, .. WithoutNetwork] : [];
        using Process? process = Start([.. Limits(), Gentler, "-n", "10", .. isolation, options.Program!, .. Arguments(page, (int)width)], logger);
        if (process is null)
        {
            return PagePicture.None(PictureEnd.NoProgram);
        }

        try
        {
            Task silent = process.StandardError.BaseStream.CopyToAsync(Stream.Null, limit.Token);
            Task given = GiveAsync(process, pdf, limit.Token);
            using Image? drawn = await PixmapReader.ReadAsync(process.StandardOutput.BaseStream, (int)width, limit.Token);
            if (drawn is null)
            {
                return PagePicture.None(PictureEnd.NotDrawable);
            }

            await Task.WhenAll(silent, given);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? new PagePicture(PictureEnd.Drawn, PictureWriter.Write(drawn, (width == PictureWidth.Page ? options.PageKilobytes : options.LargeKilobytes) << 10))
                : PagePicture.None(PictureEnd.NotDrawable);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Log.TooSlow(logger, options.SecondsEach);
            return PagePicture.None(PictureEnd.NotDrawable);
        }
        finally
        {
            End(process);
        }
    }

    private string[] Limits() =>
    [
        Limiter, Limit("--as", (long)options.MemoryMegabytes << 20), Limit("--cpu", options.SecondsEach), Limit("--fsize", MostFileBytes), "--core=0", "--nofile=64", "--",
    ];

    private static string Limit(string name, long value) => string.Create(CultureInfo.InvariantCulture, $"{name}={value}");

    /// <summary>The page as viewers show it (crop box, rotation, annotations), as plain pixels on standard output.</summary>
    private static string[] Arguments(int page, int widthPixels)
    {
        string number = page.ToString(CultureInfo.InvariantCulture);
        return
        [
            "-q", "-cropbox", "-f", number, "-l", number, "-scale-to-x", widthPixels.ToString(CultureInfo.InvariantCulture), "-scale-to-y", "-1", "-",
        ];
    }

    private static Process? Start(string[] line, ILogger logger)
    {
        ProcessStartInfo start = new(line[0], line[1..])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/",
        };
        start.Environment.Clear();
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["XDG_CACHE_HOME"] = "/nonexistent";
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception e)
        {
            Log.NotStarted(logger, e);
            return null;
        }
    }

    /// <summary>A program that has seen enough closes its end, which is no fault.</summary>
    private static async Task GiveAsync(Process process, ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken)
    {
        try
        {
            await using Stream input = process.StandardInput.BaseStream;
            await input.WriteAsync(pdf, cancellationToken);
        }
        catch (IOException)
        {
            // Its answer says what came of it.
        }
    }

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (InvalidOperationException)
        {
            // It ended between the question and the kill.
        }
    }

    /// <summary>Whether this system lets a process of ours give up the network; containers often don't.</summary>
    private static async Task<bool> CanSeparateAsync(ILogger logger)
    {
        bool can = false;
        if (File.Exists(Separator) && Start([Separator, .. WithoutNetwork, "/bin/true"], logger) is { } trial)
        {
            using (trial)
            {
                await trial.WaitForExitAsync();
                can = trial.ExitCode == 0;
            }
        }

        if (!can)
        {
            Log.NotSeparated(logger);
        }

        return can;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A page could not be drawn within {Seconds} seconds; it is shown by its words.")]
        public static partial void TooSlow(ILogger logger, int seconds);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The program that draws pages could not be started; documents are shown by their words.")]
        public static partial void NotStarted(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Information, Message = "This system gives no network of its own to the process that draws pages; the other limits hold.")]
        public static partial void NotSeparated(ILogger logger);
    }
}
