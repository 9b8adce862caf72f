using System.Globalization;
using System.Text.Json;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Models;

/// <summary>What a calibration rests on.</summary>
/// <param name="People">People of whom a template could be made.</param>
/// <param name="Pictures">Pictures with a template.</param>
/// <param name="FailuresToEnrol">Pictures without one.</param>
/// <param name="GenuinePairs">Compared pairs of one person.</param>
/// <param name="ImpostorPairs">Compared pairs of two people: all there are.</param>
public sealed record CalibrationData(int People, int Pictures, int FailuresToEnrol, long GenuinePairs, long ImpostorPairs);

/// <summary>How far one threshold can be trusted.</summary>
/// <param name="Role">The threshold's role.</param>
/// <param name="ExpectedFalseMatches">Impostor pairs times the rate; below 30 the rate is only indicative (rule of 30, ISO/IEC 19795-1 annex).</param>
/// <param name="IsEnough">Whether it is at least 30.</param>
/// <param name="FalseNonMatchRateLow">Lower end of the 95 % interval of the false non-match rate; null without genuine pairs.</param>
/// <param name="FalseNonMatchRateHigh">Upper end.</param>
public sealed record CalibrationSupport(string Role, double ExpectedFalseMatches, bool IsEnough, double? FalseNonMatchRateLow, double? FalseNonMatchRateHigh);

/// <summary>Thresholds that an operator measured on people of the kind the service will see; they take the place of the manifest's.</summary>
/// <param name="Version">1.</param>
/// <param name="Set">The set that was measured.</param>
/// <param name="DataSet">The operator's name for the pictures.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Models">Detector and recognisers, by hash: templates depend on these and on nothing else.</param>
/// <param name="Data">How much was compared.</param>
/// <param name="Support">How far each threshold can be trusted.</param>
/// <param name="Calibrations">The thresholds, roles <c>officer</c> and <c>accept</c>.</param>
public sealed record SetCalibration(
    int Version, string Set, string DataSet, DateTimeOffset CreatedAt, IReadOnlyList<ModelFileIdentity> Models,
    CalibrationData Data, IReadOnlyList<CalibrationSupport> Support, IReadOnlyList<ModelCalibration> Calibrations)
{
    /// <summary>What cosines are worth on these pictures; null in calibrations made before there was one.</summary>
    public SimilarityTable? Table { get; init; }

    /// <summary>How results name it.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"calibration of {CreatedAt:yyyy-MM-dd} on {DataSet}");

    /// <summary>The files of a set that templates depend on.</summary>
    public static IReadOnlyList<ModelFileIdentity> ModelsOf(ModelCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return [.. catalog.Models.Where(m => m.Task is "detector" or "recogniser").Select(m => new ModelFileIdentity(m.Id, m.Sha256))];
    }

    /// <exception cref="VisionFormatException">The bytes are no calibration, or one that would let everybody pass.</exception>
    public static SetCalibration Read(ReadOnlySpan<byte> json)
    {
        SetCalibration read = ModelJson.Read<SetCalibration>(json, "calibration");
        Require(read.Version == 1, "unknown version");
        Require(read.Calibrations.Select(c => c.Role).Order(StringComparer.Ordinal).SequenceEqual(["accept", "officer"]), "it must have one threshold for accept and one for officer");
        ModelCalibration accept = read.Calibrations.First(c => c.Role == "accept");
        ModelCalibration officer = read.Calibrations.First(c => c.Role == "officer");
        Require(officer.Threshold is > 0 and < 1 && accept.Threshold is > 0 and < 1, "a threshold is not between 0 and 1");
        Require(accept.Threshold >= officer.Threshold, "accept lies below officer");
        read.Table?.Check();
        return read;
    }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ModelJson.Options);

    /// <exception cref="VisionFormatException">It was made for another set or with other files.</exception>
    internal void RequireFor(ModelCatalog catalog)
    {
        Require(Set == catalog.Set.Name, $"it is for the set {Set}, and the set in use is {catalog.Set.Name}");
        foreach (ModelFileIdentity wanted in ModelsOf(catalog))
        {
            Require(Models.Contains(wanted), $"it was measured with another file of {wanted.Id}: the SHA-256 differs");
        }

        Require(Models.Count == ModelsOf(catalog).Count, "it was measured with more models than the set has");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new VisionFormatException("calibration", -1, message);
        }
    }
}
