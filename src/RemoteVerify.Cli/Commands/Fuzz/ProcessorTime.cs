using System.Diagnostics;

namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary>On a busy machine a thread may just have waited: what took too long by the clock is repeated in processor time.</summary>
internal static class ProcessorTime
{
    /// <summary>The shortest of the first time and of at most three repetitions; ends as soon as one is within the limit.</summary>
    public static TimeSpan OfRepeated(Action act, TimeSpan shortest, TimeSpan limit)
    {
        for (int i = 0; i < 3 && shortest > limit; i++)
        {
            TimeSpan begun = OfThread();
            act();
            TimeSpan again = OfThread() - begun;
            shortest = again < shortest ? again : shortest;
        }

        return shortest;
    }

    /// <summary>Of this thread, as the kernel counts it; the clock where it does not.</summary>
    private static TimeSpan OfThread()
    {
        const string counter = "/proc/thread-self/schedstat";
        return File.Exists(counter) && long.TryParse(File.ReadAllText(counter).Split(' ')[0], out long nanoseconds)
            ? TimeSpan.FromMicroseconds(nanoseconds / 1000)
            : Stopwatch.GetElapsedTime(0);
    }
}
