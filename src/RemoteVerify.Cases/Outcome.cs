using System.Diagnostics.CodeAnalysis;

namespace RemoteVerify.Cases;

/// <summary>What an act led to: its value, or a refusal from the closed list. The only result type of the solution.</summary>
public sealed class Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>Why the act was refused; null when it was done.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True when the act was done.</summary>
    public bool IsDone => Refusal is null;

    /// <summary>The value of a done act; reading it of a refused one is the caller's mistake.</summary>
    public T Value => Refusal is null
        ? _value!
        : throw new InvalidOperationException($"The act was refused: {Refusal.Code}.");

    /// <summary>The value, or the refusal; exactly one is not null.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = _value;
        refusal = Refusal;
        return Refusal is null;
    }

    /// <summary>A done act; needed where <typeparamref name="T"/> is an interface, which has no conversion.</summary>
    public static Outcome<T> Done(T value) => new(value, null);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

    public override string ToString() => Refusal is null ? "Done" : Refusal.ToString();
}
