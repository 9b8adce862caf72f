using System.Text.Json;
using System.Text.RegularExpressions;
using RemoteVerify.TestKit;

namespace RemoteVerify.Browser.Tests.Texts;

/// <summary>The texts of the pages: whole in both languages, each one used, and none asked for that is not there.</summary>
public partial class TextFileTests
{
    private static readonly string Server = Path.Combine(Repository.Root, "src", "RemoteVerify.Server");
    private static readonly IReadOnlyDictionary<string, string> Vietnamese = Read("vi");
    private static readonly IReadOnlyDictionary<string, string> English = Read("en");

    private static readonly IReadOnlyList<(string Path, string Text)> Sources =
        [.. new[] { "Pages", "Client", "PagePictures" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Server, folder), "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cshtml" or ".cs" or ".ts")
            .Select(file => (Path.GetRelativePath(Server, file), File.ReadAllText(file)))];

    [Fact]
    public void Languages_VietnameseAndEnglish_HaveTheSameKeys()
    {
        Assert.True(Vietnamese.Count > 100);
        Assert.Empty(Vietnamese.Keys.Except(English.Keys));
        Assert.Empty(English.Keys.Except(Vietnamese.Keys));
    }

    [Fact]
    public void Texts_OfEveryLanguage_FillTheSamePlaceholders()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(Server, "Texts"), "*.json"))
        {
            foreach ((string key, string text) in Read(Path.GetFileNameWithoutExtension(file)))
            {
                Assert.True(Vietnamese.ContainsKey(key), $"{file}: {key} is in no Vietnamese text");
                Assert.True(Placeholders(text).SequenceEqual(Placeholders(Vietnamese[key])), $"{file}: {key} has other placeholders than the Vietnamese text");
                Assert.False(string.IsNullOrWhiteSpace(text), $"{file}: {key} is empty");
                Assert.False(Html().IsMatch(text), $"{file}: {key} holds HTML");
            }
        }
    }

    [Fact]
    public void Keys_OfThePagesAndScripts_AllExist()
    {
        HashSet<string> rooms = [.. Vietnamese.Keys.Select(key => key.Split('.')[0])];
        string[] missing = [.. Used().Where(used => rooms.Contains(used.Key.Split('.')[0]) && !Stands(used.Key)).Select(used => $"{used.Path}: {used.Key}").Distinct()];
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }

    [Fact]
    public void Keys_OfTheFiles_AreAllUsed()
    {
        HashSet<string> whole = [.. Used().Select(one => one.Key).Where(key => !IsBeginning(key))];

        // A whole room is used by a script that puts keys together, not by a page that hands a room to a script.
        string[] beginnings = [.. Used().Where(one => IsBeginning(one.Key) && (one.Key.Count(c => c == '.') > 1 || one.Path.EndsWith(".ts", StringComparison.Ordinal))).Select(one => one.Key).Distinct()];
        string[] unused = [.. Vietnamese.Keys.Where(key => key != "site.language.name" && !whole.Contains(key) && !beginnings.Any(start => key.StartsWith(start, StringComparison.Ordinal)))];
        Assert.True(unused.Length == 0, string.Join('\n', unused));
    }

    /// <summary>In an attribute the mark of a foreign language would be text; there stands <c>T.Plain</c>.</summary>
    [Fact]
    public void Attributes_OfPages_TakePlainTexts()
    {
        string[] marked = [.. Sources.Where(file => file.Path.EndsWith(".cshtml", StringComparison.Ordinal)).SelectMany(file => MarkedAttribute().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}"))];
        Assert.True(marked.Length == 0, string.Join('\n', marked));
    }

    private static bool IsBeginning(string key) => key.EndsWith('.') || key.EndsWith('-');

    private static bool Stands(string key) => IsBeginning(key) ? Vietnamese.Keys.Any(known => known.StartsWith(key, StringComparison.Ordinal)) : Vietnamese.ContainsKey(key);

    /// <summary>Keys in quotes; of one that is put together only the beginning, which ends with a dot or a dash.</summary>
    private static IEnumerable<(string Path, string Key)> Used() =>
        Sources.SelectMany(file => QuotedKey().Matches(file.Text).Select(match => (file.Path, match.Groups[1].Value)));

    private static string[] Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> Read(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Server, "Texts", language + ".json")), new JsonSerializerOptions { AllowDuplicateProperties = false })!;

    [GeneratedRegex(@"[""'`]([a-z]+\.[a-z0-9.-]*[a-z0-9.-])(?=[""'`]|\{|\$\{)")]
    private static partial Regex QuotedKey();

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("<[a-zA-Z/]")]
    private static partial Regex Html();

    [GeneratedRegex(@"=""[^""\n]*@T(\[|\.Format\([^)]*\)(?!\.Value))[^\n]{0,60}")]
    private static partial Regex MarkedAttribute();
}
