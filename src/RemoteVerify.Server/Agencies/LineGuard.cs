namespace RemoteVerify.Server.Agencies;

/// <summary>
/// A circuit breaker of one line: after several failures in a row nobody is asked for a while, then one question tries whether it is back. Every
/// node judges by itself.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="failuresBeforeRest">Failures in a row after which nobody is asked for <see cref="Rest"/>.</param>
public sealed class LineGuard(TimeProvider clock, int failuresBeforeRest = LineGuard.FailuresBeforeRest)
{
    /// <summary>The usual number of failures in a row.</summary>
    public const int FailuresBeforeRest = 3;

    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private int _failures;
    private int _forgiven;
    private DateTimeOffset _restUntil = DateTimeOffset.MinValue;

    /// <summary>False while the line rests. After a rest one caller passes, and the others wait for what becomes of it.</summary>
    public bool TryPass()
    {
        lock (_gate)
        {
            DateTimeOffset now = clock.GetUtcNow();
            if (now < _restUntil)
            {
                return false;
            }

            if (_failures >= failuresBeforeRest)
            {
                // The one that tries; if it is never heard of again, the next one passes after the same time.
                _restUntil = now + Rest;
            }

            return true;
        }
    }

    /// <summary>The other side answered sensibly.</summary>
    public void Succeeded()
    {
        lock (_gate)
        {
            (_forgiven, _failures, _restUntil) = (_failures, 0, DateTimeOffset.MinValue);
        }
    }

    /// <summary>What looked like an answer was none: the failures before it still count.</summary>
    public void WasNonsense()
    {
        lock (_gate)
        {
            _failures = _forgiven;
        }

        Failed();
    }

    /// <summary>It did not answer.</summary>
    public void Failed()
    {
        lock (_gate)
        {
            _failures++;
            if (_failures >= failuresBeforeRest)
            {
                _restUntil = clock.GetUtcNow() + Rest;
            }
        }
    }
}
