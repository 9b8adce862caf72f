using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>
/// Makes morphs of people who resemble each other and asks whether a check of the portrait against the living person tells them. Each
/// person's first picture is the portrait, the others stand for the camera.
/// </summary>
public sealed class MorphEvaluator(BiometricEngine engine)
{
    private const int JpegQuality = 90;
    private readonly List<Person> _people = [];

    /// <summary>Called with each morph as JPEG, to be looked at; may be null.</summary>
    public Action<string, byte[]>? Made { get; init; }

    /// <param name="pictures">Who is on which picture; people with one picture are passed over.</param>
    /// <param name="mostPeople">At most so many, from the front of the list.</param>
    /// <param name="lookup">Opens a picture.</param>
    /// <param name="progress">Told after each person; may be null.</param>
    /// <param name="cancellationToken">Stops between people.</param>
    public MorphFigures Evaluate(
        IReadOnlyList<LabelledPicture> pictures, int mostPeople, TestImageLookup lookup, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(lookup);
        try
        {
            IGrouping<string, LabelledPicture>[] listed = [.. pictures.GroupBy(p => p.Person, StringComparer.Ordinal).Where(group => group.Count() > 1).Take(mostPeople)];
            foreach (IGrouping<string, LabelledPicture> one in listed)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Add([.. one.Select(picture => lookup(picture.File))]);
            }

            return Compare(progress, cancellationToken);
        }
        finally
        {
            _people.ForEach(person => person.Dispose());
            _people.Clear();
        }
    }

    private MorphFigures Compare(IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        List<MorphComparison> all = [];
        int morphs = 0;
        for (int i = 0; i < _people.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            all.AddRange(_people[i].Live.Select(live => Comparison(i, -1, i, _people[i].Portrait, live)));
            int partner = MostAlike(i);
            using FaceTemplate? morph = partner < 0 ? null : Morph(i, partner);
            if (morph is not null)
            {
                morphs++;
                all.AddRange(new[] { i, partner }.SelectMany(shown => _people[shown].Live.Select(live => Comparison(i, partner, shown, morph, live))));
            }

            progress?.Report(new EvaluationProgress(i + 1, _people.Count));
        }

        return MorphStatistics.Figures(all, _people.Count, morphs, engine.MatchPolicy.Accept.Threshold.Value);
    }

    /// <summary>Forgers choose somebody who looks alike. Of the same half of the people, so that thresholds and rates never share anybody.</summary>
    private int MostAlike(int person) => Enumerable.Range(0, _people.Count)
        .Where(other => other != person && other % 2 == person % 2)
        .OrderByDescending(other => _people[person].Portrait.Similarity(_people[other].Portrait).Value)
        .FirstOrDefault(-1);

    private FaceTemplate? Morph(int a, int b)
    {
        using Image image = MorphMaker.Make(_people[a].Source, _people[b].Source);
        byte[] jpeg = ImageCodec.EncodeJpeg(image, JpegQuality);
        Made?.Invoke($"morph-{a}-{b}.jpg", jpeg);
        using Image printed = ImageCodec.Decode(jpeg, ImageLimits.Default);
        DetectedFace? face = Face(printed);
        return face is null ? null : engine.Recogniser.Embed(printed, face);
    }

    private MorphComparison Comparison(int person, int partner, int shown, FaceTemplate portrait, FaceTemplate live) =>
        new(person, partner, shown, portrait.Similarity(live).Value, MorphCheck.Scores(engine.Recogniser, portrait, live));

    private void Add(ReadOnlyMemory<byte>?[] pictures)
    {
        Image? portrait = Decode(pictures[0]);
        DetectedFace? face = portrait is null ? null : Face(portrait);
        List<FaceTemplate> live = [];
        foreach (ReadOnlyMemory<byte>? picture in pictures.Skip(1))
        {
            using Image? image = Decode(picture);
            if (image is not null && Face(image) is { } found)
            {
                live.Add(engine.Recogniser.Embed(image, found));
            }
        }

        if (face is null || live.Count == 0)
        {
            portrait?.Dispose();
            live.ForEach(template => template.Dispose());
            return;
        }

        _people.Add(new Person(new MorphSource(portrait!, face.Points, engine.LandmarkLocator.Locate(portrait!, face).Shape), engine.Recogniser.Embed(portrait!, face), live));
    }

    private DetectedFace? Face(Image image) => MainFace.Of(engine.Detector.Detect(image), image.WidthPixels, image.HeightPixels);

    private static Image? Decode(ReadOnlyMemory<byte>? bytes)
    {
        try
        {
            return bytes is null ? null : ImageCodec.Decode(bytes.Value.Span, ImageLimits.Default);
        }
        catch (VisionFormatException)
        {
            return null;
        }
    }

    private sealed class Person(MorphSource source, FaceTemplate portrait, List<FaceTemplate> live) : IDisposable
    {
        public MorphSource Source => source;

        public FaceTemplate Portrait => portrait;

        public IReadOnlyList<FaceTemplate> Live => live;

        public void Dispose()
        {
            source.Image.Dispose();
            portrait.Dispose();
            live.ForEach(template => template.Dispose());
        }
    }
}
