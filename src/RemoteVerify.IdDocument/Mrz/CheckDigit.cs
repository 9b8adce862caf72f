// ICAO Doc 9303-3 clause 4.9: weights 7, 3, 1; digits count as themselves, A..Z as 10..35, the filler as 0.
namespace RemoteVerify.IdDocument.Mrz;

/// <summary>The check digit of an MRZ field.</summary>
public static class CheckDigit
{
    /// <summary>Computes the digit over characters of the MRZ alphabet (0-9, A-Z, filler).</summary>
    public static char Compute(ReadOnlySpan<char> field)
    {
        int sum = 0;
        for (int i = 0; i < field.Length; i++)
        {
            sum += Value(field[i]) * (i % 3) switch { 0 => 7, 1 => 3, _ => 1 };
        }

        return (char)('0' + (sum % 10));
    }

    /// <summary>True when the digit is right; an empty optional field may carry a filler instead of 0.</summary>
    public static bool Matches(ReadOnlySpan<char> field, char digit) =>
        digit == Compute(field) || (digit == '<' && field.IndexOfAnyExcept('<') < 0);

    private static int Value(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'A' and <= 'Z' => c - 'A' + 10,
        '<' => 0,
        _ => throw new ArgumentException("not a character of the MRZ", nameof(c)),
    };
}
