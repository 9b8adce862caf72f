using System.Text;

namespace RemoteVerify.Cli.Commands.Fuzz.Chips;

/// <summary>Looks for words of a document in sentences about it.</summary>
internal static class LeakCheck
{
    private const int ShortestWord = 5;
    private const int ShortestNumber = 7;

    // Names of members of the evidence, which sentences use as words.
    private static readonly string[] Known = ["challenge", "response"];

    /// <summary>The first word of five letters or number of seven digits that the sentence and the file share; null for none.</summary>
    public static string? FirstLeak(string text, ReadOnlySpan<byte> file)
    {
        foreach (string word in Words(text))
        {
            bool isNumber = word.All(char.IsAsciiDigit);
            if (word.Length >= (isNumber ? ShortestNumber : ShortestWord) && !Known.Contains(word) && file.IndexOf(Encoding.UTF8.GetBytes(word)) >= 0)
            {
                return word;
            }
        }

        return null;
    }

    private static IEnumerable<string> Words(string text)
    {
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool inside = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
        }
    }
}
