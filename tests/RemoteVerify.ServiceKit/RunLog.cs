using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace RemoteVerify.Server.Tests;

/// <summary>
/// The log of everything that services of this test run said, on all levels, in a file; and everything that none of them may ever say: names, numbers
/// and pictures of the synthetic people, tokens and secrets, collected from what the tests send and get, so that a new test is covered by itself.
/// </summary>
public sealed class RunLog(string name) : IDisposable
{
    /// <summary>Members of requests and answers whose values are about people or open doors.</summary>
    private static readonly HashSet<string> Personal = new(StringComparer.OrdinalIgnoreCase)
    {
        "fullName", "personalNumber", "ownerName", "ownerNumber", "owner", "holder", "documentNumber", "birthDate", "cardAccessNumber", "mrz",
        "token", "access_token", "ticket", "secret", "client_secret", "resumeSecret", "challenge", "signature", "portrait", "image", "jpeg",
    };

    /// <summary>How keys and pictures begin in text: PEM, JPEG, PNG, JPEG 2000 and PDF in Base64.</summary>
    private static readonly string[] Beginnings =
    [
        "PRIVATE KEY-----", "/9j/4AAQ", "/9j/2wBD", "/9j/4Q", "iVBORw0KGgo", "AAAADGpQICA", "data:image/", "JVBERi0x",
    ];

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, string> _forbidden = new(StringComparer.Ordinal);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"rv-{name}-{Environment.ProcessId}.txt");
    private StreamWriter? _writer;

    /// <summary>That of this run.</summary>
    public static RunLog OfThisRun { get; } = new("run-log");

    /// <summary>Lines so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Different texts that may not be in it.</summary>
    public int Secrets => _forbidden.Count;

    public void Keep(string line)
    {
        lock (_gate)
        {
            _writer ??= new StreamWriter(_file, append: false, new UTF8Encoding(false), 1 << 16);
            _writer.Write(line.ReplaceLineEndings(" "));
            _writer.Write('\n');
            Lines++;
        }
    }

    /// <summary>Notes a text that no log may hold.</summary>
    /// <param name="what">What it is, for the message; the text itself is in no message.</param>
    /// <param name="text">The text. Short ones and plain words say nothing: there are tests that send "something".</param>
    public void Forbid(string what, string? text)
    {
        if (text is { Length: >= 8 and <= 4096 } && text.Any(c => !char.IsAscii(c) || char.IsDigit(c) || char.IsWhiteSpace(c)) && !text.StartsWith("http", StringComparison.Ordinal))
        {
            _forbidden.TryAdd(text.Length > 64 ? text[..64] : text, what);
        }
    }

    /// <summary>Notes the personal members of a request's or an answer's body.</summary>
    public void ForbidMembers(ReadOnlySpan<byte> body)
    {
        if (body.Length is 0 or > 1 << 20 || (body[0] != '{' && body[0] != '['))
        {
            return;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(body.ToArray());
            Walk(json.RootElement, null);
        }
        catch (JsonException)
        {
            // A test that sends broken JSON on purpose.
        }
    }

    /// <summary>What is in the log and may not be: what kind of text, and the line with it taken out.</summary>
    public IReadOnlyList<string> Found()
    {
        lock (_gate)
        {
            _writer?.Flush();
        }

        if (!File.Exists(_file))
        {
            return [];
        }

        SearchValues<string> search = SearchValues.Create([.. _forbidden.Keys, .. Beginnings], StringComparison.Ordinal);
        List<string> found = [];
        using FileStream stream = new(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.AsSpan().IndexOfAny(search) is >= 0 and var at)
            {
                string text = _forbidden.Keys.Concat(Beginnings).Where(secret => string.CompareOrdinal(line, at, secret, 0, secret.Length) == 0).MaxBy(secret => secret.Length)!;
                string shown = line.Replace(text, "[...]", StringComparison.Ordinal);
                found.Add($"{_forbidden.GetValueOrDefault(text, "a key or a picture")}: {(shown.Length > 300 ? shown[..300] : shown)}");
            }
        }

        return found;
    }

    /// <summary>Takes the file away; a line after that begins another.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _writer?.Dispose();
            _writer = null;
            File.Delete(_file);
            Lines = 0;
        }
    }

    private void Walk(JsonElement element, string? name)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    Walk(member.Value, member.Name);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Walk(item, name);
                }

                break;
            case JsonValueKind.String when name is not null && Personal.Contains(name):
                Forbid(name, element.GetString());
                break;
        }
    }
}
