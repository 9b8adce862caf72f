namespace RemoteVerify.Biometrics.Quality;

/// <summary>A measure of one property of a face picture.</summary>
internal interface IQualityComponent
{
    /// <summary>Name in ISO/IEC 29794-5.</summary>
    string Name { get; }

    QualityBasis Basis { get; }

    /// <summary>The native measure.</summary>
    double Measure(QualityInput input);

    /// <summary>The measure on the scale of 0 to 100, not yet rounded.</summary>
    double Map(double raw);
}
