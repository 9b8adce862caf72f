namespace RemoteVerify.Pades.Validation.Summaries;

/// <summary>The same sentence for citizens in two languages.</summary>
/// <param name="Vi">Vietnamese, in NFC.</param>
/// <param name="En">English.</param>
public sealed record BilingualText(string Vi, string En)
{
    /// <summary>The text in one language.</summary>
    /// <param name="language"><c>vi</c> or <c>en</c>.</param>
    public string In(string language) => language == "en" ? En : Vi;

    /// <summary>Both, one after the other.</summary>
    public static BilingualText operator +(BilingualText first, BilingualText second) => Add(first, second);

    /// <summary>Both, one after the other, with a space.</summary>
    public static BilingualText Add(BilingualText first, BilingualText second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return second.Vi.Length == 0 ? first : first.Vi.Length == 0 ? second : new BilingualText($"{first.Vi} {second.Vi}", $"{first.En} {second.En}");
    }

    /// <summary>Says nothing: a sentence may hold a name.</summary>
    public override string ToString() => "BilingualText";
}
