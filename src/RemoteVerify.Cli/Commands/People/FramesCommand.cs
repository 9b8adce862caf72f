using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Datasets;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Cli.Commands.People;

/// <summary><c>rv people frames</c>: writes pictures of people who do not exist, with their truth, for training our own networks.</summary>
internal static class FramesCommand
{
    private const int PerBatch = 256;

    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Option<FrameKind> kind = new("--kind") { Description = "faces, scenes or attacks.", Required = true };
        Option<int> first = new("--first") { Description = "Number of the first person; people with other numbers are other people.", DefaultValueFactory = _ => 10_000 };
        Option<int> count = new("--people") { Description = "How many people.", DefaultValueFactory = _ => 100 };
        Option<int> views = new("--views") { Description = "Pictures of each.", DefaultValueFactory = _ => 16 };
        Option<int> firstView = new("--first-view") { Description = "Number of the first picture of each.", DefaultValueFactory = _ => 0 };
        Option<int> width = new("--width") { Description = "Columns; faces and attacks are square.", DefaultValueFactory = _ => 160 };
        Option<int> height = new("--height") { Description = "Rows of scenes.", DefaultValueFactory = _ => 120 };
        Option<string> folder = new("--out") { Description = "Folder for dataset.json, pixels.npy and truth.npy.", Required = true };
        Command command = new("frames", "Render a data set of people who do not exist, with exact truth, as numpy arrays.") { kind, first, count, views, firstView, width, height, folder, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            FrameKind what = parsed.GetValue(kind);
            FrameSet set = new(
                what, parsed.GetValue(first), parsed.GetValue(count), parsed.GetValue(firstView), parsed.GetValue(views),
                parsed.GetValue(width), what == FrameKind.Scenes ? parsed.GetValue(height) : parsed.GetValue(width));
            long started = Stopwatch.GetTimestamp();
            Write(set, parsed.GetValue(folder)!, cancellationToken);
            double seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1);
            new Output(parsed.GetValue(json)).Answer(new { frames = set.Count, seconds }, writer => writer.WriteLine($"Rendered {set.Count} frames in {seconds} s."));
            return Task.FromResult(ExitCodes.Positive);
        });
        return command;
    }

    /// <summary>Which pictures: every view of every person, persons first.</summary>
    private sealed record FrameSet(FrameKind Kind, int First, int People, int FirstView, int Views, int Width, int Height)
    {
        private static readonly AttackSpecies[] Species = Enum.GetValues<AttackSpecies>();

        public int Count => People * Views;

        public TrainingFrame Make(int index, CancellationToken cancellationToken)
        {
            SyntheticSubject subject = SyntheticSubject.Draw(First + (index / Views));
            int view = ViewOf(index);
            return Kind switch
            {
                FrameKind.Faces => FrameDraw.Face(subject, view, Width, cancellationToken),
                FrameKind.Scenes => FrameDraw.Scene(subject, view, Width, Height, cancellationToken),
                // Every other picture is of a living person; the instruments take turns.
                FrameKind.Attacks => AttackDraw.CutOut(subject, view % 2 == 0 ? null : Species[view / 2 % Species.Length], view, Width, cancellationToken),
                _ => throw CommandException.WrongUse("The kinds are faces, scenes and attacks; captures are written by ./rv people views."),
            };
        }

        public int ViewOf(int index) => FirstView + (index % Views);
    }

    private static void Write(FrameSet set, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        using (ArrayWriter pixels = new(Path.Combine(folder, "pixels.npy"), "|u1", set.Count, set.Height, set.Width, 3))
        using (ArrayWriter truth = new(Path.Combine(folder, "truth.npy"), "<f4", set.Count, TrainingFrame.Columns.Count))
        {
            TrainingFrame[] batch = new TrainingFrame[PerBatch];
            for (int done = 0; done < set.Count; done += PerBatch)
            {
                int length = Math.Min(PerBatch, set.Count - done), from = done;
                Parallel.For(0, length, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, i => batch[i] = set.Make(from + i, cancellationToken));
                for (int i = 0; i < length; i++)
                {
                    pixels.Write(batch[i].Pixels);
                    truth.Write(MemoryMarshal.AsBytes<float>([.. batch[i].Row(set.ViewOf(from + i))]));
                }

                Output.Message($"rv: rendered {done + length} of {set.Count} frames");
            }
        }

        // The description comes last: a folder without it is not finished.
        File.WriteAllText(Path.Combine(folder, "dataset.json"), JsonSerializer.Serialize(new
        {
            rendererVersion = HeadRenderer.Version,
            kind = JsonNamingPolicy.CamelCase.ConvertName(set.Kind.ToString()),
            width = set.Width,
            height = set.Height,
            count = set.Count,
            firstPerson = set.First,
            people = set.People,
            firstView = set.FirstView,
            views = set.Views,
            columns = TrainingFrame.Columns,
        }));
    }
}
