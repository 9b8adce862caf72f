using System.Globalization;
using System.Numerics;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Synthetic.Tests.Casting;

/// <summary>
/// How the cast was found: draws candidates, matches everybody with everybody, and looks for the group with the best margin.
/// Not a test of anything: runs only when RV_CASTING names a file for its report.
/// </summary>
public class CastingSearch
{
    private static readonly (string Part, bool Woman, int Age)[] Parts =
    [
        ("citizen", true, 35), ("impostor", false, 42), ("officer", true, 48), ("young man", false, 27), ("old woman", true, 69), ("old man", false, 64),
    ];

    private sealed record Candidate(int Part, ulong Seed, FaceTemplate Portrait, List<FaceTemplate> Live, float WorstGenuine, float LeastLive, float MeanLive, float Print);

    [SkippableFact]
    public void Search_ManyCandidates_WritesTheBestGroup()
    {
        string? report = Environment.GetEnvironmentVariable("RV_CASTING");
        Skip.If(string.IsNullOrEmpty(report), "RV_CASTING is not set: the cast is searched for only on purpose");
        BiometricEngine engine = StandardEngine.Get();
        using StreamWriter log = new(report!) { AutoFlush = true };
        List<Candidate> all = [];
        for (int part = 0; part < Parts.Length; part++)
        {
            foreach (ulong seed in Seeds(part))
            {
                if (Measure(engine, part, seed) is { } candidate)
                {
                    all.Add(candidate);
                    log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Parts[part].Part} {seed}: genuine {candidate.WorstGenuine:F3} live {candidate.LeastLive:F3} mean {candidate.MeanLive:F3} print {candidate.Print:F3}"));
                }
                else
                {
                    log.WriteLine($"{Parts[part].Part} {seed}: face not found everywhere");
                }
            }
        }

        float[,] worst = new float[all.Count, all.Count];
        List<float> impostors = [];
        for (int i = 0; i < all.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                worst[i, j] = worst[j, i] = Impostor(all[i], all[j]);
                impostors.Add(worst[i, j]);
            }
        }

        impostors.Sort();
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{all.Count} candidates; worst impostor of a pair: 5 % {impostors[impostors.Count / 20]:F3} median {impostors[impostors.Count / 2]:F3} 95 % {impostors[impostors.Count * 19 / 20]:F3}"));
        (float score, int[] group) = Best(all, worst);
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"margin {score:F3}"));
        foreach (int i in group)
        {
            string others = string.Join(' ', group.Select(j => worst[i, j].ToString("F2", CultureInfo.InvariantCulture)));
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Parts[all[i].Part].Part}: seed {all[i].Seed} genuine {all[i].WorstGenuine:F3} live {all[i].LeastLive:F3}/{all[i].MeanLive:F3} print {all[i].Print:F3} impostors {others}"));
        }
    }

    // A list of seeds from an earlier search, or the first so many of each part.
    private static IEnumerable<ulong> Seeds(int part)
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("RV_CASTING_COUNT") ?? "28", CultureInfo.InvariantCulture);
        string? listed = Environment.GetEnvironmentVariable("RV_CASTING_SEEDS");
        return listed is null
            ? Enumerable.Range((part * 1000) + 1, count).Select(seed => (ulong)seed)
            : listed.Split(',').Select(seed => ulong.Parse(seed, CultureInfo.InvariantCulture)).Where(seed => (int)(seed / 1000) == part);
    }

    private static Candidate? Measure(BiometricEngine engine, int part, ulong seed)
    {
        PersonParameters looks = PersonGenerator.Draw(seed, Parts[part].Woman, Parts[part].Age);
        RenderedFrame portrait = Portrait.Render(looks, default);
        if (Embed(engine, portrait) is not { } reference)
        {
            return null;
        }

        List<FaceTemplate> live = [];
        List<float> scores = [];
        foreach (HeadState state in (HeadState[])[HeadState.Neutral, new() { YawDegrees = 6 }, new() { PitchDegrees = -6 }, new() { DistanceMillimetres = 608 }])
        {
            RenderedFrame frame = HeadRenderer.Render(looks, state, SceneLight.Room, new(480, 360), default);
            CameraNoise.Add(frame, seed);
            using Image image = frame.ToImage();
            if (engine.Detector.Detect(image) is not [var face, ..])
            {
                return null;
            }

            live.Add(engine.Recogniser.Embed(image, face));
            scores.Add(engine.AttackDetector.Score(image, face).Value);
        }

        PrintAttack print = new(portrait, new());
        using Image attack = print.Capture(TimeSpan.FromSeconds(1), 480, 360).ToImage();
        float printScore = engine.Detector.Detect(attack) is [var printed, ..] ? engine.AttackDetector.Score(attack, printed).Value : -1;
        float worst = live.Min(template => template.Similarity(reference).Value);
        return new(part, seed, reference, live, worst, scores.Min(), scores.Average(), printScore);
    }

    private static FaceTemplate? Embed(BiometricEngine engine, RenderedFrame frame)
    {
        using Image image = frame.ToImage();
        return engine.Detector.Detect(image) is [var face, ..] ? engine.Recogniser.Embed(image, face) : null;
    }

    private static float Impostor(Candidate a, Candidate b) => MathF.Max(
        MathF.Max(a.Portrait.Similarity(b.Portrait).Value, b.Live.Max(live => live.Similarity(a.Portrait).Value)),
        a.Live.Max(live => live.Similarity(b.Portrait).Value));

    // Cost of a group: how far its worst pair and its worst genuine score are from the wanted ones. Many greedy starts, then exchanges.
    private static (float Cost, int[] Group) Best(List<Candidate> all, float[,] worst)
    {
        SeededGenerator draw = new(9);
        int[][] byPart = [.. Enumerable.Range(0, Parts.Length).Select(part => Enumerable.Range(0, all.Count).Where(i => all[i].Part == part).ToArray())];
        (float, int[]) best = (float.MaxValue, []);
        for (int start = 0; start < 400; start++)
        {
            int[] group = [.. byPart.Select(part => part[draw.NextIndex(part.Length)])];
            float cost = Cost(all, worst, group);
            for (bool improved = true; improved;)
            {
                improved = false;
                for (int part = 0; part < group.Length; part++)
                {
                    foreach (int other in byPart[part])
                    {
                        int kept = group[part];
                        group[part] = other;
                        float next = Cost(all, worst, group);
                        if (next < cost - 1e-6f)
                        {
                            (cost, improved) = (next, true);
                        }
                        else
                        {
                            group[part] = kept;
                        }
                    }
                }
            }

            if (cost < best.Item1)
            {
                best = (cost, [.. group]);
            }
        }

        return best;
    }

    private static float Cost(List<Candidate> all, float[,] worst, int[] group)
    {
        float cost = 0, most = -1;
        for (int i = 0; i < group.Length; i++)
        {
            Candidate a = all[group[i]];
            cost += MathF.Max(0, 0.62f - a.WorstGenuine) + (0.15f * MathF.Max(0, 0.9f - a.LeastLive)) + (0.1f * MathF.Max(0, a.Print));
            for (int j = 0; j < i; j++)
            {
                most = MathF.Max(most, worst[group[i], group[j]]);
                cost += 0.05f * MathF.Max(0, worst[group[i], group[j]] - 0.25f);
            }
        }

        return cost + (3 * MathF.Max(0, most - 0.25f));
    }
}
