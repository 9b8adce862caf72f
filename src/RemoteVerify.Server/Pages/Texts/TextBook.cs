using System.Text.Json;
using System.Text.RegularExpressions;

namespace RemoteVerify.Server.Pages.Texts;

/// <summary>
/// All texts of the pages, one file a language in <c>Texts/</c> beside the service: <c>vi.json</c>, <c>en.json</c> and whatever a translator puts there. Each is one flat
/// JSON object; the model is Vietnamese, and a key that a language has not is told in Vietnamese.
/// </summary>
public sealed partial class TextBook
{
    /// <summary>The language that every key stands in.</summary>
    public const string Model = "vi";

    private const string LanguageName = "site.language.name";
    private const int MaximumFileBytes = 1 << 20;

    private readonly SortedDictionary<string, IReadOnlyDictionary<string, string>> _languages = new(StringComparer.Ordinal);

    private TextBook()
    {
    }

    /// <summary>Codes of the languages (BCP 47), the model first.</summary>
    public IReadOnlyList<string> Languages => [.. _languages.Keys.OrderBy(code => code == Model ? 0 : 1).ThenBy(code => code, StringComparer.Ordinal)];

    /// <summary>Reads every language of a folder.</summary>
    /// <exception cref="InvalidDataException">The model language is missing, or a file is no flat object of texts; the message names the file.</exception>
    public static TextBook Read(string folder)
    {
        TextBook book = new();
        foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            string code = Path.GetFileNameWithoutExtension(file);
            book._languages[LanguageCode().IsMatch(code) ? code : throw new InvalidDataException($"{file}: '{code}' is no code of a language.")] = ReadFile(file);
        }

        return book._languages.ContainsKey(Model) ? book : throw new InvalidDataException($"{Path.Combine(folder, Model + ".json")} is missing: the texts of the pages.");
    }

    /// <summary>The language's own name for itself.</summary>
    public string NameOf(string language) => Find(language, LanguageName) ?? language;

    /// <summary>The text of a key in a language; null when the language, or the key in it, is not there.</summary>
    public string? Find(string language, string key) => _languages.GetValueOrDefault(language)?.GetValueOrDefault(key);

    /// <summary>Whether there is a file of this language.</summary>
    public bool Has(string language) => _languages.ContainsKey(language);

    /// <summary>The keys of a language.</summary>
    public IEnumerable<string> Keys(string language) => _languages[language].Keys;

    private static Dictionary<string, string> ReadFile(string file)
    {
        if (new FileInfo(file).Length > MaximumFileBytes)
        {
            throw new InvalidDataException($"{file} is larger than {MaximumFileBytes} bytes.");
        }

        try
        {
            Dictionary<string, string> texts = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file), Json) ?? [];
            return texts.FirstOrDefault(text => text.Value is null || !Key().IsMatch(text.Key)) is { Key: { } wrong }
                ? throw new InvalidDataException($"{file}: '{wrong}' is no key with a text.")
                : texts;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file} is no flat JSON object of texts: {e.Message}", e);
        }
    }

    private static readonly JsonSerializerOptions Json = new() { AllowDuplicateProperties = false, ReadCommentHandling = JsonCommentHandling.Skip };

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$")]
    private static partial Regex LanguageCode();

    [GeneratedRegex("^[a-z]+(\\.[a-z0-9-]+)+$")]
    private static partial Regex Key();
}
