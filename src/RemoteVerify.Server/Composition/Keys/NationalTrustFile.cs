using RemoteVerify.Cases.Engines;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Server.Composition.Keys;

/// <summary>
/// The signed list of national anchors that the operator configured, read again when its file changes. A file that must not
/// be used never takes the place of a list that may; that one serves until its own end. Safe for several threads.
/// </summary>
public sealed partial class NationalTrustFile
{
    private readonly Lock _gate = new();
    private readonly string _file;
    private readonly PublicKeyInfo _key;
    private (DateTime Written, long Length) _seen;
    private TrustList _list;
    private string? _refused;

    private NationalTrustFile(string file, PublicKeyInfo key, DateTimeOffset at)
    {
        (_file, _key) = (file, key);
        _seen = Stamp();
        _list = Open(at, out string? problem, out string sentence) is { } list && problem is null
            ? list
            : throw new InvalidDataException($"Service:TrustListFile: {file} must not be used: {sentence}");
    }

    /// <summary>The list of the settings; null when none is configured.</summary>
    /// <exception cref="InvalidDataException">It can't be read, is not signed by the configured key, or has run out.</exception>
    public static NationalTrustFile? Open(ServiceOptions options, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(options);
        return (options.TrustListFile, options.TrustListKeyFile) switch
        {
            (null, null) => null,
            ({ } file, { } keyFile) => new NationalTrustFile(file, Key(keyFile), at),
            (null, _) => throw new InvalidDataException("Service:TrustListKeyFile goes with Service:TrustListFile."),
            _ => throw new InvalidDataException("Service:TrustListKeyFile is not set; a list can't vouch for itself."),
        };
    }

    /// <summary>The list in use: number, end, and why the file's newest content was not taken (null when it was).</summary>
    public (long Sequence, DateTimeOffset NextUpdate, string? Refused) State
    {
        get
        {
            lock (_gate)
            {
                return (_list.Sequence, _list.NextUpdate, _refused);
            }
        }
    }

    /// <summary>What may be used at this time; looks first whether the file has changed.</summary>
    public NationalTrust At(DateTimeOffset at, ILogger logger)
    {
        lock (_gate)
        {
            Refresh(at, logger);
            return at > _list.NextUpdate ? new NationalTrust([], TrustListProblem.Expired.ToWord()) : new NationalTrust(_list.Anchors, null);
        }
    }

    private void Refresh(DateTimeOffset at, ILogger logger)
    {
        (DateTime Written, long Length) now = Stamp();
        if (now == _seen)
        {
            return;
        }

        _seen = now;
        TrustList? fresh = Open(at, out _refused, out string sentence);
        if (_refused is null && fresh!.Sequence < _list.Sequence)
        {
            (_refused, sentence) = ("older", "it has a lower number than the list in use.");
        }

        if (_refused is not null)
        {
            Log.Refused(logger, _refused, sentence, _list.Sequence, _list.NextUpdate);
            return;
        }

        _list = fresh!;
        Log.Taken(logger, _list.Sequence, _list.Anchors.Count, _list.NextUpdate);
    }

    private TrustList? Open(DateTimeOffset at, out string? problem, out string sentence)
    {
        try
        {
            TrustListVerdict verdict = SignedTrustList.Open(File.ReadAllBytes(_file), _key, at);
            (problem, sentence) = (verdict.Problem?.ToWord(), verdict.Problem?.ToSentence() ?? "");
            return verdict.List;
        }
        catch (Exception e) when (e is PkiFormatException or IOException or UnauthorizedAccessException)
        {
            (problem, sentence) = ("unreadable", $"it can't be read ({e.Message}).");
            return null;
        }
    }

    /// <summary>Time and length; a file that is gone has neither, which is a change too.</summary>
    private (DateTime Written, long Length) Stamp()
    {
        FileInfo info = new(_file);
        return info.Exists ? (info.LastWriteTimeUtc, info.Length) : default;
    }

    private static PublicKeyInfo Key(string file)
    {
        try
        {
            return SignedTrustList.ReadKey(File.ReadAllText(file))
                ?? throw new InvalidDataException($"Service:TrustListKeyFile: {file} holds neither a public key nor a certificate in PEM.");
        }
        catch (PkiFormatException e)
        {
            throw new InvalidDataException($"Service:TrustListKeyFile: {file} holds no key that can be read.", e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The list of national anchors number {Sequence} with {Anchors} anchors is in use until {NextUpdate}.")]
        public static partial void Taken(ILogger logger, long sequence, int anchors, DateTimeOffset nextUpdate);

        [LoggerMessage(Level = LogLevel.Error, Message = "The new list of national anchors is refused ({Reason}): {Sentence} Number {Sequence} stays in use until {NextUpdate}.")]
        public static partial void Refused(ILogger logger, string reason, string sentence, long sequence, DateTimeOffset nextUpdate);
    }
}
