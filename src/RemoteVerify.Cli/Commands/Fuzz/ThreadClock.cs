using System.Diagnostics;
using System.Globalization;

namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary>Processor time of this thread: on a busy machine the clock also counts waiting.</summary>
internal static class ThreadClock
{
    private const string Counter = "/proc/thread-self/schedstat";

    /// <summary>As the kernel counts it; the clock where it does not.</summary>
    public static TimeSpan Now() =>
        File.Exists(Counter) && long.TryParse(File.ReadAllText(Counter).Split(' ')[0], CultureInfo.InvariantCulture, out long nanoseconds)
            ? TimeSpan.FromMicroseconds(nanoseconds / 1000)
            : Stopwatch.GetElapsedTime(0);

    /// <summary>
    /// The shortest of the time measured before and up to three repetitions in processor time; ends as soon as one is below <paramref name="limit"/>.
    /// </summary>
    public static TimeSpan Repeat(Action act, TimeSpan shortest, TimeSpan limit)
    {
        for (int i = 0; i < 3 && shortest > limit; i++)
        {
            TimeSpan begun = Now();
            act();
            TimeSpan again = Now() - begun;
            shortest = again < shortest ? again : shortest;
        }

        return shortest;
    }
}
