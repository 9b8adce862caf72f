using System.Text;
using RemoteVerify.AuditLog;
using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.Pki;

namespace RemoteVerify.Cli.Commands.Log;

/// <summary>The answer of <c>/v1/log/key</c>.</summary>
/// <param name="Origin">Name of the log.</param>
/// <param name="Name">Name of the key.</param>
/// <param name="SubjectPublicKeyInfo">The key, Base64 in JSON.</param>
internal sealed record LogKey(string Origin, string Name, byte[] SubjectPublicKeyInfo)
{
    /// <summary>Reads the JSON of the log, or a verifier key of C2SP notes with the log's origin in front or, by default, in its name.</summary>
    public static LogKey Read(string path)
    {
        byte[] bytes = InputFiles.Read(path);
        if (bytes.AsSpan().TrimStart((byte)' ') is [(byte)'{', ..])
        {
            return LogJson.Read<LogKey>(bytes, path);
        }

        string text = Encoding.UTF8.GetString(bytes).Trim();
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        try
        {
            NoteKey key = NoteKey.ParseVerifierKey(space < 0 ? text : text[(space + 1)..]);
            return new LogKey(space < 0 ? key.Name + "/log" : text[..space], key.Name, key.Key.Encoded.ToArray());
        }
        catch (Exception exception) when (exception is AuditLogFormatException or PkiFormatException)
        {
            throw CommandException.WrongUse($"{path} is neither the answer of /v1/log/key nor a verifier key: {exception.Message}");
        }
    }
}
