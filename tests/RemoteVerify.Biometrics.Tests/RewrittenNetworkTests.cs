using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Tests;

/// <summary>Networks are rewritten when they are loaded; what they say must not change.</summary>
public class RewrittenNetworkTests
{
    [SkippableTheory]
    [InlineData("demo")]
    [InlineData("standard")]
    [InlineData("standard-fusion")]
    public void Load_EveryNetworkOfASet_SaysWhatThePublishedFileSays(string set)
    {
        ModelCatalog catalog = set == "demo" ? DemoModels.Engine.Catalog : StandardModels.Catalog(set);
        foreach (ModelEntry entry in catalog.Models)
        {
            float[][] published = Run(catalog, entry, asPublished: true), rewritten = Run(catalog, entry, asPublished: false);
            for (int output = 0; output < published.Length; output++)
            {
                float allowed = 1e-5f * Math.Max(1, published[output].Max(Math.Abs));
                Assert.All(published[output].Zip(rewritten[output]), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, allowed));
            }
        }
    }

    private static float[][] Run(ModelCatalog catalog, ModelEntry entry, bool asPublished)
    {
        using OnnxModel model = catalog.Load(entry, new OnnxModelOptions { AsPublished = asPublished });
        long side = entry.Task == "detector" ? 320 : entry.Inputs[0].Shape[3];
        using OnnxRun run = model.Rent([1, 3, side, side]);
        Span<float> input = run.Input();
        float range = entry.Preprocessing.Scale > 0.5f ? 255 : 1;
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = range * (0.5f + (0.5f * MathF.Sin(i * 0.013f) * MathF.Cos(i * 0.37f)));
        }

        run.Execute();
        return [.. model.Outputs.Select((_, output) => run.Output(output).ToArray())];
    }
}
