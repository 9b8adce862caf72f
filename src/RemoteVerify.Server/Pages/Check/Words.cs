using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Check;

/// <summary>One sentence in both languages of the domain.</summary>
public sealed record Words(string Vi, string En);

/// <summary>Tells a sentence in the language of the page.</summary>
public static class WordsOfPages
{
    public static PageText Pick(this PageTexts texts, Words words)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(words);
        return texts.Pick(words.Vi, words.En);
    }
}
