using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Matching;

/// <summary>One recogniser network.</summary>
internal sealed class RecogniserNetwork(ModelEntry entry, OnnxModel model) : IDisposable
{
    private readonly FaceAligner _aligner = FaceAligner.Named(entry.Preprocessing.Crop);
    private readonly bool _takesBatches = entry.Inputs[0].Shape[0] < 0;

    /// <summary>Numbers in an embedding.</summary>
    public int Length { get; } = (int)entry.Outputs[0].Shape[1];

    /// <summary>The crop that the network wants; the caller disposes it.</summary>
    public Image Align(Image image, FivePoints points) => _aligner.Align(image, points);

    /// <summary>Embeds crops, in one run where the manifest leaves the first dimension free.</summary>
    /// <param name="crops">At least one.</param>
    /// <param name="accept">Called with the number of a crop and its embedding as a unit vector, valid during the call.</param>
    public void Embed(IReadOnlyList<Image> crops, Action<int, ReadOnlySpan<float>> accept)
    {
        int runs = _takesBatches ? crops.Count : 1;
        int side = _aligner.SidePixels;
        int planes = 3 * side * side;
        for (int first = 0; first < crops.Count; first += runs)
        {
            using OnnxRun run = model.Rent([runs, 3, side, side]);
            for (int i = 0; i < runs; i++)
            {
                TensorFiller.Fill(crops[first + i], run.Input().Slice(i * planes, planes), side, side, entry.Preprocessing);
            }

            run.Execute();
            for (int i = 0; i < runs; i++)
            {
                using FaceTemplate unit = FaceTemplate.FromRaw(run.Output().Slice(i * Length, Length), entry.Sha256);
                accept(first + i, unit.Values);
            }
        }
    }

    public void Dispose() => model.Dispose();
}
