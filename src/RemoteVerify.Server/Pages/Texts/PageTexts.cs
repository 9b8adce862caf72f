using System.Globalization;
using RemoteVerify.Cases;

namespace RemoteVerify.Server.Pages.Texts;

/// <summary>The texts of one answer, in the language that its reader chose.</summary>
public sealed class PageTexts(TextBook book, string language)
{
    private const string English = "en";

    /// <summary>Code of the language (BCP 47), for <c>lang</c>.</summary>
    public string Language => language;

    /// <summary>How numbers are written: as in English for English, else as in Vietnamese.</summary>
    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(language == English ? "en-GB" : "vi-VN");

    /// <summary>All languages with their own names, the model first.</summary>
    public IReadOnlyList<(string Code, string Name)> Languages => [.. book.Languages.Select(code => (code, book.NameOf(code)))];

    /// <summary>The text of a key. Write it into the content of an element; into an attribute goes <see cref="Plain"/>.</summary>
    /// <exception cref="KeyNotFoundException">No language has the key: a mistake of a page, which a test finds.</exception>
    public PageText this[string key] => book.Find(language, key) is { } own ? new PageText(own) : new PageText(InModel(key), TextBook.Model);

    /// <summary>The text of a key that may not be there, as for codes that grow elsewhere; null where no language has it.</summary>
    public PageText? Find(string key) => book.Find(language, key) is { } own ? new PageText(own) : book.Find(TextBook.Model, key) is { } model ? new PageText(model, TextBook.Model) : null;

    /// <summary>The text without a mark of its language, for attributes and titles.</summary>
    public string Plain(string key) => this[key].Value;

    /// <summary>The text with its placeholders <c>{0}</c>, <c>{1}</c> filled, numbers as the language writes them.</summary>
    public PageText Format(string key, params ReadOnlySpan<object?> values)
    {
        PageText text = this[key];
        return text with { Value = string.Format(Culture, text.Value, values) };
    }

    /// <summary>A text that the domain has in two languages: English for English pages, else Vietnamese.</summary>
    public PageText Pick(string vi, string en) => language switch
    {
        English => new PageText(en),
        TextBook.Model => new PageText(vi),
        _ => new PageText(vi, TextBook.Model),
    };

    /// <summary>Every text whose key begins with one of the prefixes, by its key.</summary>
    public IReadOnlyDictionary<string, string> Under(IReadOnlyList<string> prefixes)
    {
        ArgumentNullException.ThrowIfNull(prefixes);
        return new SortedDictionary<string, string>(
            book.Keys(TextBook.Model).Where(key => prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal))).ToDictionary(key => key, Plain), StringComparer.Ordinal);
    }

    /// <summary>A day in Vietnam: 30/11/2026.</summary>
    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>The day of an instant in Vietnam.</summary>
    public static string Day(DateTimeOffset at) => Day(VietnamTime.Day(at));

    /// <summary>Hour and day in Vietnam: 14:05, 30/11/2026.</summary>
    public static string Time(DateTimeOffset at) => VietnamTime.Local(at).ToString("HH:mm, dd/MM/yyyy", CultureInfo.InvariantCulture);

    private string InModel(string key) => book.Find(TextBook.Model, key) ?? throw new KeyNotFoundException($"The pages have no text '{key}'.");
}
