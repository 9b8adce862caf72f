using System.CommandLine;
using System.Diagnostics;
using RemoteVerify.Synthetic.Cast;

namespace RemoteVerify.Cli.Commands.People;

/// <summary><c>rv people atlas</c>: renders the frames that the synthetic cameras show, once.</summary>
internal static class AtlasCommand
{
    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Command command = new("atlas", "Render the synthetic people into the cache; what is already there is kept.") { json };
        command.SetAction((parsed, cancellationToken) =>
        {
            long started = Stopwatch.GetTimestamp();
            int rendered = 0, frames = 0;
            foreach (CastMember member in CastList.All)
            {
                FrameAtlas atlas = Render(member, cancellationToken);
                rendered += atlas.RenderedCount;
                frames += atlas.States.Count;
            }

            double seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1);
            new Output(parsed.GetValue(json)).Answer(
                new { people = CastList.All.Count, frames, rendered, seconds, folder = Installation.AtlasFolder },
                writer => writer.WriteLine(rendered == 0
                    ? $"The {frames} frames of {CastList.All.Count} synthetic people are in the cache."
                    : $"Rendered {rendered} of {frames} frames of {CastList.All.Count} synthetic people in {seconds} s."));
            return Task.FromResult(ExitCodes.Positive);
        });
        return command;
    }

    /// <summary>The atlas of one member, with progress on standard error while frames are rendered.</summary>
    public static FrameAtlas Render(CastMember member, CancellationToken cancellationToken)
    {
        int told = 0;
        ProgressTo progress = new(step =>
        {
            if (step.Rendered > told && (step.Rendered % 10 == 0 || step.Done == step.Total))
            {
                told = step.Rendered;
                Output.Message($"rv: rendering {member.Id}: {step.Done} of {step.Total} frames");
            }
        });
        return FrameAtlas.Prepare(member, Installation.AtlasFolder, new AtlasOptions(), progress, cancellationToken);
    }

    /// <summary>Reports on the calling thread, so that lines come in order.</summary>
    private sealed class ProgressTo(Action<AtlasProgress> report) : IProgress<AtlasProgress>
    {
        public void Report(AtlasProgress value) => report(value);
    }
}
