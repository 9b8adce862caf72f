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
/// How the cast was found: draws candidates, matches everybody with everybody by the standard set and by our own, and looks
/// for the group with the best margin under both.
/// Not a test of anything: runs only when RV_CASTING names a file for its report.
/// </summary>
public class CastingSearch
{
    private static readonly (string Part, bool Woman, int Age)[] Parts =
    [
        ("citizen", true, 35), ("impostor", false, 42), ("officer", true, 48), ("young man", false, 27), ("old woman", true, 69), ("old man", false, 64),
    ];

    // What one set of networks says of one candidate.
    private sealed record Impression(FaceTemplate Portrait, List<FaceTemplate> Live, float WorstGenuine, float LeastLive, float MeanLive, float Print)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"genuine {WorstGenuine:F3} live {LeastLive:F3}/{MeanLive:F3} print {Print:F3}");
    }

    private sealed record Candidate(int Part, ulong Seed, List<Impression> Impressions);

    [SkippableFact]
    public void Search_ManyCandidates_WritesTheBestGroup()
    {
        string? report = Environment.GetEnvironmentVariable("RV_CASTING");
        Skip.If(string.IsNullOrEmpty(report), "RV_CASTING is not set: the cast is searched for only on purpose");
        BiometricEngine[] engines = [StandardEngine.Get(), DemoEngine.Get()];
        using StreamWriter log = new(report!) { AutoFlush = true };
        List<Candidate> all = [];
        for (int part = 0; part < Parts.Length; part++)
        {
            foreach (ulong seed in Seeds(part))
            {
                if (Measure(engines, part, seed) is { } candidate)
                {
                    all.Add(candidate);
                    log.WriteLine($"{Parts[part].Part} {seed}: {string.Join(" | ", candidate.Impressions)}");
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
            log.WriteLine($"{Parts[all[i].Part].Part}: seed {all[i].Seed} {string.Join(" | ", all[i].Impressions)} impostors {others}");
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

    private static Candidate? Measure(BiometricEngine[] engines, int part, ulong seed)
    {
        PersonParameters looks = PersonGenerator.Draw(seed, Parts[part].Woman, Parts[part].Age);
        RenderedFrame portrait = Portrait.Render(looks, default);
        List<RenderedFrame> frames = [];
        foreach (HeadState state in (HeadState[])[HeadState.Neutral, new() { YawDegrees = 6 }, new() { PitchDegrees = -6 }, new() { DistanceMillimetres = 608 }])
        {
            RenderedFrame frame = HeadRenderer.Render(looks, state, SceneLight.Room, new(480, 360), default);
            CameraNoise.Add(frame, seed);
            frames.Add(frame);
        }

        RenderedFrame print = new PrintAttack(portrait, new()).Capture(TimeSpan.FromSeconds(1), 480, 360);
        List<Impression> impressions = [];
        foreach (BiometricEngine engine in engines)
        {
            if (Impress(engine, portrait, frames, print) is not { } impression)
            {
                return null;
            }

            impressions.Add(impression);
        }

        return new(part, seed, impressions);
    }

    private static Impression? Impress(BiometricEngine engine, RenderedFrame portrait, List<RenderedFrame> frames, RenderedFrame print)
    {
        if (Look(engine, portrait) is not { } reference)
        {
            return null;
        }

        List<FaceTemplate> live = [];
        List<float> scores = [];
        foreach (RenderedFrame frame in frames)
        {
            if (Look(engine, frame) is not { } seen)
            {
                return null;
            }

            live.Add(seen.Template);
            scores.Add(seen.Score);
        }

        return new(
            reference.Template, live, live.Min(template => template.Similarity(reference.Template).Value), scores.Min(), scores.Average(), Look(engine, print)?.Score ?? -1);
    }

    private static (FaceTemplate Template, float Score)? Look(BiometricEngine engine, RenderedFrame frame)
    {
        using Image image = frame.ToImage();
        return engine.Detector.Detect(image) is [var face, ..] ? (engine.Recogniser.Embed(image, face), engine.AttackDetector.Score(image, face).Value) : null;
    }

    private static float Impostor(Candidate a, Candidate b) => a.Impressions.Zip(b.Impressions, Impostor).Max();

    private static float Impostor(Impression a, Impression b) => MathF.Max(
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
            foreach (Impression set in a.Impressions)
            {
                cost += MathF.Max(0, 0.70f - set.WorstGenuine) + (0.15f * MathF.Max(0, 0.9f - set.LeastLive)) + (0.1f * MathF.Max(0, set.Print));
            }

            for (int j = 0; j < i; j++)
            {
                most = MathF.Max(most, worst[group[i], group[j]]);
                cost += 0.05f * MathF.Max(0, worst[group[i], group[j]] - 0.25f);
            }
        }

        return cost + (3 * MathF.Max(0, most - 0.25f));
    }
}
