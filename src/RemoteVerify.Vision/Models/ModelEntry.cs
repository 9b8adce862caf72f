namespace RemoteVerify.Vision.Models;

/// <summary>Where a model file comes from.</summary>
/// <param name="Kind"><c>published</c> when the bytes are exactly those at the address, <c>converted</c> when the project converted them, <c>own</c> when the project trained it and its file lies in this repository.</param>
/// <param name="Repository">Owner and name of the public repository; null for an own file.</param>
/// <param name="Path">Path inside it; for an own file the recipe, below <c>models/training/</c> of this repository.</param>
/// <param name="Commit">The commit that was read; null for an own file, whose recipe is of the same commit as the file.</param>
/// <param name="Address">Address to fetch from (https); null when the file can't be fetched as it is.</param>
public sealed record ModelSource(string Kind, string? Repository, string Path, string? Commit, string? Address)
{
    /// <summary>One line that lets a reader find the origin.</summary>
    public override string ToString() => Kind == "own" ? $"made by this project: {Path}" : $"{Repository} : {Path} @ {Commit}";
}

/// <summary>A tensor of a model; -1 stands for a free dimension.</summary>
public sealed record TensorContract(string Name, IReadOnlyList<long> Shape);

/// <summary>How an image becomes the input of a model.</summary>
/// <param name="ChannelOrder"><c>BGR</c> or <c>RGB</c>.</param>
/// <param name="Scale">Each byte is multiplied by this first.</param>
/// <param name="Mean">Then this is subtracted, in the channel order.</param>
/// <param name="StandardDeviation">Then divided by this.</param>
/// <param name="Crop">Which part of the picture the network sees, e.g. <c>five-points-112</c> or <c>box-2.7</c>.</param>
public sealed record ModelPreprocessing(string ChannelOrder, float Scale, IReadOnlyList<float> Mean, IReadOnlyList<float> StandardDeviation, string Crop);

/// <summary>A threshold that was measured, and on what.</summary>
/// <param name="Role">What it is used for: <c>accept</c>, <c>officer</c>, <c>bona-fide</c>, <c>detect</c>, or <c>reference</c> for figures that decide nothing.</param>
/// <param name="Threshold">The value.</param>
/// <param name="IntervalLow">Lower end of the 95 % interval of the threshold, where known.</param>
/// <param name="IntervalHigh">Upper end.</param>
/// <param name="FalseMatchRate">Share of impostor pairs at or above it, where that is what was calibrated.</param>
/// <param name="FalseNonMatchRate">Share of genuine pairs below it.</param>
/// <param name="DataSet">The data it was measured on.</param>
/// <param name="Provenance">How, and what it can't show.</param>
public sealed record ModelCalibration(
    string Role,
    float Threshold,
    float? IntervalLow,
    float? IntervalHigh,
    double? FalseMatchRate,
    double? FalseNonMatchRate,
    string DataSet,
    string Provenance);

/// <summary>One model file of the manifest.</summary>
/// <param name="Id">Short stable name.</param>
/// <param name="Task"><c>detector</c>, <c>recogniser</c>, <c>landmarks</c> or <c>attack</c>.</param>
/// <param name="FileName">Its published file name.</param>
/// <param name="Sha256">SHA-256 of the file, lower-case hexadecimal; nothing else identifies a model.</param>
/// <param name="SizeBytes">Its length.</param>
/// <param name="Grade">What the file may be used for; see <see cref="ModelGrade"/>.</param>
/// <param name="Licence">Licence of the file and what is unsure about it.</param>
/// <param name="TrainingData">What is known of the training data.</param>
public sealed record ModelEntry(
    string Id,
    string Task,
    string FileName,
    string Sha256,
    long SizeBytes,
    string Grade,
    string Licence,
    string TrainingData,
    ModelSource Source,
    IReadOnlyList<TensorContract> Inputs,
    IReadOnlyList<TensorContract> Outputs,
    ModelPreprocessing Preprocessing,
    IReadOnlyList<ModelCalibration> Calibrations)
{
    public override string ToString() => $"{Id} ({Sha256[..12]})";
}

/// <summary>A named choice of models that work together, with the thresholds that hold for them together.</summary>
/// <param name="Name">Short stable name.</param>
/// <param name="Description">One sentence for people.</param>
/// <param name="ModelIds">The models, in their order.</param>
/// <param name="MustBeAccepted">What an operator has to know of the models' origin and accept before Production takes the set; empty where there is nothing to accept.</param>
/// <param name="Calibrations">The thresholds by role.</param>
public sealed record ModelSet(
    string Name, string Description, IReadOnlyList<string> ModelIds, IReadOnlyList<string> MustBeAccepted, IReadOnlyList<ModelCalibration> Calibrations)
{
    /// <summary>What cosines are worth, as far as it was measured; null where it was not.</summary>
    public SimilarityTable? SimilarityTable { get; init; }

    /// <summary>How attack networks and hand-made cues are weighed together; null where only the networks are looked at.</summary>
    public AttackFusionCalibration? AttackFusion { get; init; }

    /// <summary>The threshold for a role.</summary>
    public ModelCalibration Calibration(string role) => Calibrations.FirstOrDefault(c => c.Role == role)
        ?? throw new ArgumentException($"The set {Name} has no calibration with the role {role}.", nameof(role));
}
