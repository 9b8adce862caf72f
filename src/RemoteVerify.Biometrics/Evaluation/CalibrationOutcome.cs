using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>What a calibration came to.</summary>
/// <param name="Data">How much was compared.</param>
/// <param name="Calibration">The thresholds, or null when the pictures don't allow to say any.</param>
/// <param name="Warnings">What a reader must know before trusting them, one sentence each.</param>
/// <param name="Lack">Why there are none, one sentence; null when there are.</param>
public sealed record CalibrationOutcome(CalibrationData Data, SetCalibration? Calibration, IReadOnlyList<string> Warnings, string? Lack);
