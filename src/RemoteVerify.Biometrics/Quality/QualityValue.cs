namespace RemoteVerify.Biometrics.Quality;

/// <summary>Whose formula a value follows.</summary>
public enum QualityBasis
{
    /// <summary>Measure and mapping as ISO/IEC 29794-5 describes them; not tested against its conformance images, which are not published.</summary>
    StandardFormula = 1,

    /// <summary>The mapping or the idea of the standard over a measure of our own.</summary>
    OwnMeasure = 2,

    /// <summary>Needs a network that is not part of the model set.</summary>
    NotComputed = 3,
}

/// <summary>One quality component of ISO/IEC 29794-5.</summary>
/// <param name="Component">Its name in the standard, without spaces.</param>
/// <param name="Basis">Whose formula it follows.</param>
/// <param name="Raw">The native measure; null when not computed.</param>
/// <param name="Scalar">0 (worst) to 100 (best); null when not computed. The standard gives no pass mark.</param>
/// <param name="Note">Why it was not computed, or empty.</param>
public sealed record QualityValue(string Component, QualityBasis Basis, double? Raw, int? Scalar, string Note);

/// <summary>All 28 values of one face.</summary>
public sealed record QualityReport(IReadOnlyList<QualityValue> Values)
{
    /// <summary>One component by its name.</summary>
    public QualityValue this[string component] => Values.FirstOrDefault(v => v.Component == component)
        ?? throw new ArgumentException($"There is no component {component}.", nameof(component));
}
