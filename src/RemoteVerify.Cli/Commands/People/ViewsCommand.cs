using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Text;
using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Datasets;
using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.People;

/// <summary><c>rv people views</c>: writes a labelled test set of people who do not exist, as <c>rv face evaluate</c> and its sisters read it.</summary>
internal static class ViewsCommand
{
    private const int JpegQuality = 92;

    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Option<int> first = new("--first") { Description = "Number of the first person; 50000 and up were never trained on.", DefaultValueFactory = _ => 50_000 };
        Option<int> people = new("--people") { Description = "How many people.", DefaultValueFactory = _ => 200 };
        Option<int> views = new("--views") { Description = "Captures of each, for pairs.csv.", DefaultValueFactory = _ => 10 };
        Option<int> wide = new("--wide") { Description = "Frames of each turned as far as 64 degrees, for truth.csv.", DefaultValueFactory = _ => 4 };
        Option<int> attacks = new("--attacks") { Description = "Frames of each kind of attack, for attacks.csv.", DefaultValueFactory = _ => 100 };
        Option<string> folder = new("--out") { Description = "Folder for images/, images.csv, pairs.csv, truth.csv and attacks.csv.", Required = true };
        Command command = new("views", "Render a labelled test set of people who do not exist.") { first, people, views, wide, attacks, folder, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            TestPlan plan = new(parsed.GetValue(first), parsed.GetValue(people), parsed.GetValue(views), parsed.GetValue(wide), parsed.GetValue(attacks));
            int written = new TestSetWriter(plan, parsed.GetValue(folder)!).Write(cancellationToken);
            new Output(parsed.GetValue(json)).Answer(new { frames = written, folder = parsed.GetValue(folder) }, writer => writer.WriteLine($"Wrote {written} frames."));
            return Task.FromResult(ExitCodes.Positive);
        });
        return command;
    }

    private sealed record TestPlan(int First, int People, int Views, int Wide, int Attacks);

    private sealed class TestSetWriter(TestPlan plan, string folder)
    {
        private readonly string _images = Path.Combine(folder, "images");
        private int _written;

        public int Write(CancellationToken cancellationToken)
        {
            Directory.CreateDirectory(_images);
            string[] truth = new string[plan.People * (plan.Views + plan.Wide)];
            Parallel.For(0, truth.Length, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, i => truth[i] = Living(i, cancellationToken));
            AttackSpecies[] species = Enum.GetValues<AttackSpecies>();
            string[] attacks = new string[species.Length * plan.Attacks];
            Parallel.For(0, attacks.Length, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, i => attacks[i] = Attack(species[i / plan.Attacks], i % plan.Attacks, cancellationToken));
            Table("truth.csv", TruthHeader(), truth);
            Table("images.csv", "file,identity,group", Captures().Select(capture => $"{Name(capture.Person, capture.View)},{Identity(capture.Person)},{Group(capture.Person)}"));
            Table("pairs.csv", "a,b,same,group", Pairs());
            Table("attacks.csv", "file,species", Captures().Where(capture => capture.View < 3).Select(capture => $"{Name(capture.Person, capture.View)},live").Concat(attacks));
            return _written;
        }

        private string Living(int index, CancellationToken cancellationToken)
        {
            int person = plan.First + (index / (plan.Views + plan.Wide)), view = index % (plan.Views + plan.Wide);
            SyntheticSubject subject = SyntheticSubject.Draw(person);
            WebcamFrame made = view < plan.Views ? FrameDraw.Capture(subject, view, EdgeCare.All, cancellationToken) : FrameDraw.Wide(subject, view, cancellationToken);
            Save(Name(person, view), made.Frame);
            HeadState state = made.Frame.Truth.State;
            FaceTruth truth = made.Truth;
            FacePoints five = truth.Five;
            Vector2[] points = [five.RightEye, five.LeftEye, five.NoseTip, five.RightMouthCorner, five.LeftMouthCorner, .. truth.Outline];
            float[] values =
            [
                state.YawDegrees, state.PitchDegrees, state.RollDegrees, state.Blink, state.Smile, state.MouthOpen,
                truth.BoxCorner.X, truth.BoxCorner.Y, truth.BoxSize.X, truth.BoxSize.Y,
                .. points.SelectMany(point => new[] { point.X, point.Y }),
            ];
            return $"{Name(person, view)},{person},{view},{string.Join(',', values.Select(value => value.ToString("0.##", CultureInfo.InvariantCulture)))}";
        }

        private string Attack(AttackSpecies species, int number, CancellationToken cancellationToken)
        {
            string name = $"{species.ToString().ToLowerInvariant()}-{number}.jpg";
            Save(name, AttackDraw.Frame(SyntheticSubject.Draw(plan.First + (number % plan.People)), species, number, cancellationToken));
            return $"{name},{species.ToString().ToLowerInvariant()}";
        }

        private void Save(string name, RenderedFrame frame)
        {
            using Image image = frame.ToImage();
            InputFiles.Write(Path.Combine(_images, name), ImageCodec.EncodeJpeg(image, JpegQuality));
            if (Interlocked.Increment(ref _written) % 200 == 0)
            {
                Output.Message($"rv: wrote {_written} frames");
            }
        }

        private IEnumerable<(int Person, int View)> Captures() =>
            from person in Enumerable.Range(plan.First, plan.People) from view in Enumerable.Range(0, plan.Views) select (person, view);

        private IEnumerable<string> Pairs() =>
            from person in Enumerable.Range(plan.First, plan.People)
            from a in Enumerable.Range(0, plan.Views)
            from b in Enumerable.Range(a + 1, plan.Views - a - 1)
            select $"{Name(person, a)},{Name(person, b)},1,{Group(person)}";

        private void Table(string name, string header, IEnumerable<string> rows) =>
            InputFiles.Write(Path.Combine(folder, name), Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend(header)) + "\n"));

        private static string Name(int person, int view) => $"{person}-{view}.jpg";

        private static string Identity(int person) => person.ToString(CultureInfo.InvariantCulture);

        private static string Group(int person) => SyntheticSubject.Draw(person) is { Woman: true } ? "woman" : "man";

        private static string TruthHeader() => string.Join(
            ',',
            (string[])["file", "person", "view", "yaw", "pitch", "roll", "blink", "smile", "mouthOpen", "boxX", "boxY", "boxWidth", "boxHeight", .. Points("f", 5), .. Points("p", 74)]);

        private static IEnumerable<string> Points(string letter, int count) => Enumerable.Range(0, count).SelectMany(i => new[] { $"{letter}{i}x", $"{letter}{i}y" });
    }
}
