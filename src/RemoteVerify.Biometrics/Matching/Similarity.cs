namespace RemoteVerify.Biometrics.Matching;

/// <summary>Cosine of two face templates: 1 the same picture, about 0 unrelated people, -1 opposite. Comparable only within one model.</summary>
public readonly record struct Similarity(float Value) : IComparable<Similarity>
{
    public int CompareTo(Similarity other) => Value.CompareTo(other.Value);

    public static bool operator <(Similarity left, Similarity right) => left.Value < right.Value;

    public static bool operator >(Similarity left, Similarity right) => left.Value > right.Value;

    public static bool operator <=(Similarity left, Similarity right) => left.Value <= right.Value;

    public static bool operator >=(Similarity left, Similarity right) => left.Value >= right.Value;
}
