using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Matching;

/// <summary>A face as a unit vector, bound to the model that made it. Biometric data: erased on dispose, never printed.</summary>
public sealed class FaceTemplate : IDisposable
{
    private readonly float[] _values;
    private bool _disposed;

    private FaceTemplate(float[] values, string recogniser)
    {
        _values = values;
        Recogniser = recogniser;
    }

    /// <summary>SHA-256 of the model file, or of several joined by "+"; templates of different recognisers can't be compared.</summary>
    public string Recogniser { get; }

    /// <summary>Number of dimensions.</summary>
    public int Length => _values.Length;

    /// <summary>The unit vector.</summary>
    public ReadOnlySpan<float> Values
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _values;
        }
    }

    /// <summary>Scales a raw network output to length 1; a vector of length 0 is refused.</summary>
    public static FaceTemplate FromRaw(ReadOnlySpan<float> raw, string recogniser)
    {
        double squares = 0;
        foreach (float value in raw)
        {
            squares += (double)value * value;
        }

        if (!(squares > 0) || double.IsInfinity(squares))
        {
            throw new ArgumentException("The vector has no direction.", nameof(raw));
        }

        float scale = (float)(1 / Math.Sqrt(squares));
        float[] values = new float[raw.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = raw[i] * scale;
        }

        return new FaceTemplate(values, recogniser);
    }

    /// <summary>Cosine of the two vectors.</summary>
    public Similarity Similarity(FaceTemplate other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Length != Length || other.Recogniser != Recogniser)
        {
            throw new ArgumentException("Templates of different models can't be compared.", nameof(other));
        }

        return new Similarity(Math.Clamp(DotProduct.Of(Values, other.Values), -1f, 1f));
    }

    /// <summary>The direction between several templates of one person, for a probe made of several frames.</summary>
    public static FaceTemplate Mean(IReadOnlyList<FaceTemplate> templates)
    {
        ArgumentNullException.ThrowIfNull(templates);
        ArgumentOutOfRangeException.ThrowIfZero(templates.Count, nameof(templates));
        float[] sum = new float[templates[0].Length];
        foreach (FaceTemplate template in templates)
        {
            if (template.Length != sum.Length || template.Recogniser != templates[0].Recogniser)
            {
                throw new ArgumentException("Templates of different models can't be averaged.", nameof(templates));
            }

            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += template.Values[i];
            }
        }

        FaceTemplate mean = FromRaw(sum, templates[0].Recogniser);
        Array.Clear(sum);
        return mean;
    }

    public void Dispose()
    {
        _disposed = true;
        Array.Clear(_values);
    }

    public override string ToString() => $"FaceTemplate of {Length} dimensions";
}
