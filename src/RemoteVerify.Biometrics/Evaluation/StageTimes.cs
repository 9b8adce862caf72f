namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Times of the engine's stages on one frame; every time is a median in milliseconds.</summary>
/// <param name="WidthPixels">Of the frame.</param>
/// <param name="HeightPixels">Of the frame.</param>
/// <param name="Rounds">How often each stage ran.</param>
/// <param name="FaceFound">False when the detector found no face; the stages after it then ran on a face assumed in the middle.</param>
/// <param name="Stages">In the order of a capture.</param>
/// <param name="GuideFrameMilliseconds">What a guide frame costs in a capture: JPEG to faces and appearance; only some are embedded besides.</param>
public sealed record StageTimes(int WidthPixels, int HeightPixels, int Rounds, bool FaceFound, IReadOnlyList<StageTime> Stages, double GuideFrameMilliseconds)
{
    /// <summary>Sum of the stages.</summary>
    public double TotalMilliseconds => Stages.Sum(stage => stage.Milliseconds);

    /// <summary>Sum of the networks by themselves.</summary>
    public double NetworkMilliseconds => Stages.Sum(stage => stage.NetworkMilliseconds);

    /// <summary>Sum of the networks by themselves, run from their files as published.</summary>
    public double PublishedMilliseconds => Stages.Sum(stage => stage.PublishedMilliseconds);
}

/// <summary>One stage.</summary>
/// <param name="Name">decode (without a network), detect, landmarks, align-embed or attack.</param>
/// <param name="Milliseconds">From the picture to the stage's value.</param>
/// <param name="NetworkMilliseconds">Of it the networks alone: ONNX Runtime on tensors that are already filled.</param>
/// <param name="PublishedMilliseconds">The same without the rewriting of <see cref="Vision.Models.OnnxModelOptions.AsPublished"/>: the bare cost.</param>
public sealed record StageTime(string Name, double Milliseconds, double NetworkMilliseconds, double PublishedMilliseconds);
