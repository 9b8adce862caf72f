namespace RemoteVerify.Biometrics.Liveness;

/// <summary>One sign of injected pictures that was looked for.</summary>
/// <param name="Name">Lower case with hyphens; it stands in the evidence.</param>
/// <param name="Weight">Added to the score when it holds; an officer is asked from <see cref="LivenessPolicy.InjectionOfficer"/> on.</param>
/// <param name="Holds">Whether it was found.</param>
/// <param name="Measured">What was measured; null for a plain yes or no, and where there was nothing to measure.</param>
internal sealed record InjectionFinding(string Name, int Weight, bool Holds, double? Measured = null);
