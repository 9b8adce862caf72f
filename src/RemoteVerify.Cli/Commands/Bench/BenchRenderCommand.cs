using System.CommandLine;
using System.Diagnostics;
using RemoteVerify.Synthetic.Datasets;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Cli.Commands.Bench;

/// <summary><c>rv bench render</c>: how long a frame of a synthetic person takes on this machine, all cores together and in processor time.</summary>
internal static class BenchRenderCommand
{
    private static readonly int[] Sides = [320, 160];

    public static Command Create()
    {
        Option<int> people = new("--people") { Description = "How many different people are rendered at each size; the median is given.", DefaultValueFactory = _ => 24 };
        Option<bool> json = CommandTable.Json();
        Command command = new("render", "Time the renderer of synthetic people, frames of 320x320 and 160x160.") { people, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(people) < 1)
            {
                throw CommandException.WrongUse("--people must be at least 1.");
            }

            // The first frames compile the code.
            Measure(Sides[1], 8, cancellationToken);
            List<Timing> timings = [.. Sides.Select(side => Measure(side, parsed.GetValue(people), cancellationToken))];
            new Output(parsed.GetValue(json)).Answer(
                new { cores = Environment.ProcessorCount, people = parsed.GetValue(people), frames = timings },
                writer =>
                {
                    foreach (Timing timing in timings)
                    {
                        writer.WriteLine($"{timing.SidePixels}x{timing.SidePixels}: {timing.Milliseconds:0} ms a frame on {Environment.ProcessorCount} cores, {timing.ProcessorMilliseconds:0} ms of processor time (medians)");
                    }
                });
            return Task.FromResult(ExitCodes.Positive);
        });
        return command;
    }

    private sealed record Timing(int SidePixels, double Milliseconds, double ProcessorMilliseconds);

    private static Timing Measure(int side, int people, CancellationToken cancellationToken)
    {
        List<double> wall = [], processor = [];
        for (int i = 0; i < people; i++)
        {
            PersonParameters person = SyntheticSubject.Draw(90_000 + i).On(0);
            TimeSpan spent = Spent();
            long started = Stopwatch.GetTimestamp();
            HeadRenderer.Render(person, HeadState.Neutral, SceneLights.Draw((ulong)i), new(side, side), cancellationToken);
            wall.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            processor.Add((Spent() - spent).TotalMilliseconds);
        }

        return new(side, Median(wall), Median(processor));
    }

    private static TimeSpan Spent()
    {
        using Process own = Process.GetCurrentProcess();
        return own.TotalProcessorTime;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return Math.Round(values[values.Count / 2], 1);
    }
}
