namespace RemoteVerify.Cases.Results;

/// <summary>A name as strangers may see it: enough to compare with a paper in hand, not enough to find the person.</summary>
public static class MaskedName
{
    private const int MostStars = 3;

    /// <summary>The first letter of each part and up to three stars: <c>Nguyễn Văn A</c> gives <c>N*** V** A</c>.</summary>
    public static string Of(string fullName)
    {
        ArgumentNullException.ThrowIfNull(fullName);
        return string.Join(' ', fullName.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Part));
    }

    private static string Part(string part)
    {
        int[] letters = System.Globalization.StringInfo.ParseCombiningCharacters(part);
        string first = letters.Length > 1 ? part[..letters[1]] : part;
        return first + new string('*', Math.Min(MostStars, letters.Length - 1));
    }
}
