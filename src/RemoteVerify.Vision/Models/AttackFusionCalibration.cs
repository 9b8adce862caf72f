namespace RemoteVerify.Vision.Models;

/// <summary>One vote of a fusion: weight x (value - centre) / scale, the quotient kept between lowest and highest, in natural logarithms of the odds.</summary>
/// <param name="Name"><c>network</c>, a cue's name, or <c>flat-turn</c>.</param>
/// <param name="Centre">The value that says nothing: a usual one of living people, or where the unusual begins.</param>
/// <param name="Scale">One step, above 0.</param>
/// <param name="Weight">Per step; positive where more of the value looks alive. 0: it was measured and adds nothing.</param>
/// <param name="Lowest">Least number of steps that counts.</param>
/// <param name="Highest">Largest number of steps that counts.</param>
public sealed record FusionTerm(string Name, float Centre, float Scale, float Weight, float Lowest, float Highest)
{
    /// <summary>What this value adds to the logarithm of the odds that the person is alive.</summary>
    public float Contribution(float value) => Weight * Math.Clamp((value - Centre) / Scale, Lowest, Highest);

    /// <summary>All numbers are finite and the interval is one.</summary>
    internal bool IsSound => float.IsFinite(Centre) && float.IsFinite(Weight) && Scale is > 0 and < float.PositiveInfinity && Lowest <= Highest;
}

/// <summary>How many pictures a fusion was fitted on.</summary>
/// <param name="Species">Empty or <c>live</c> for living people, else the kind of attack.</param>
public sealed record FusionPictures(string Species, int Pictures);

/// <summary>
/// How a set's attack networks and the hand-made cues are weighed together; measured by <c>./rv models calibrate-attacks</c>.
/// </summary>
/// <param name="Version">1.</param>
/// <param name="Decides">Whether the fused score takes the place of the networks' own; false: it is advice for an officer.</param>
/// <param name="DataSet">The pictures.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Models">Detector and attack networks, by hash: with other files the numbers are worth nothing.</param>
/// <param name="Pictures">How many of each kind.</param>
/// <param name="Sessions">Whole sessions behind the term of flat turns.</param>
/// <param name="Bias">The logarithm of the odds when every term says nothing.</param>
/// <param name="Terms">The network's and the cues'.</param>
/// <param name="FlatTurn">The session's: how far the nose moved against the eyes in the flattest turn; null where that was not measured.</param>
/// <param name="Median">A session's median at or above it counts as alive.</param>
/// <param name="Worst">So does its lowest score.</param>
/// <param name="LivingBelowMedian">Share of the living pictures below the first.</param>
/// <param name="LivingBelowWorst">Share of the living pictures below the second.</param>
/// <param name="Provenance">How, and what it can't show.</param>
public sealed record AttackFusionCalibration(
    int Version, bool Decides, string DataSet, DateTimeOffset CreatedAt, IReadOnlyList<ModelFileIdentity> Models, IReadOnlyList<FusionPictures> Pictures,
    int Sessions, float Bias, IReadOnlyList<FusionTerm> Terms, FusionTerm? FlatTurn, float Median, float Worst, double LivingBelowMedian, double LivingBelowWorst,
    string Provenance)
{
    /// <summary>The files of a set that the numbers depend on.</summary>
    public static IReadOnlyList<ModelFileIdentity> ModelsOf(IEnumerable<ModelEntry> models) =>
        [.. models.Where(m => m.Task is "detector" or "attack").Select(m => new ModelFileIdentity(m.Id, m.Sha256))];

    /// <exception cref="RemoteVerify.Vision.Images.VisionFormatException">The bytes are no calibration of a fusion.</exception>
    public static AttackFusionCalibration Read(ReadOnlySpan<byte> json)
    {
        AttackFusionCalibration read = ModelJson.Read<AttackFusionCalibration>(json, "attack fusion");
        return read.Fault is { } fault ? throw new RemoteVerify.Vision.Images.VisionFormatException("attack fusion", -1, fault) : read;
    }

    public byte[] Write() => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(this, ModelJson.Options);

    /// <summary>What is wrong with the numbers by themselves; null when nothing is.</summary>
    internal string? Fault =>
        Version != 1 ? "unknown version"
        : Terms.Concat(FlatTurn is null ? [] : [FlatTurn]).FirstOrDefault(term => !term.IsSound) is { } term ? $"the term {term.Name} has numbers out of range"
        : Terms.Select(t => t.Name).Distinct(StringComparer.Ordinal).Count() != Terms.Count ? "two terms share a name"
        : !Terms.Any(t => t is { Name: "network", Weight: > 0 }) ? "the networks have no weight"
        : !(Worst is > 0 and < 1 && Median is > 0 and < 1 && Worst <= Median && float.IsFinite(Bias)) ? "bias or thresholds are out of range"
        : null;
}
