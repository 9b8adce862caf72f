using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace RemoteVerify.Server.Tests;

/// <summary>Keeps every line that the service logs, with exceptions and with the values of its fields.</summary>
public sealed class CollectedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose()
    {
    }

    private void Keep(string line)
    {
        _lines.Enqueue(line);
        RunLog.OfThisRun.Keep(line);
    }

    private sealed class Writer(CollectedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            log.Keep($"scope {category}: {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            StringBuilder line = new($"{logLevel} {category}: {formatter(state, exception)} {exception}");
            if (state is IEnumerable<KeyValuePair<string, object?>> fields)
            {
                line.Append(' ').AppendJoin(' ', fields.Select(field => $"{field.Key}={field.Value}"));
            }

            log.Keep(line.ToString());
        }
    }
}
