using System.Text.Encodings.Web;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Browser.Tests.Texts;

/// <summary>A language is a file, and one that is not whole falls back without pretending.</summary>
public sealed class TextBookTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rv-texts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_OfAThirdLanguage_NeedsNoCode_AndFallsBackWithItsLanguageNamed()
    {
        Write("vi", """{ "site.language.name": "Tiếng Việt", "site.hello": "Chào <bạn>", "site.left": "Còn {0:N1}" }""");
        Write("en", """{ "site.language.name": "English", "site.hello": "Hello", "site.left": "{0:N1} left" }""");
        Write("tyz", """{ "site.language.name": "Tày" }""");
        TextBook book = TextBook.Read(_folder);

        Assert.Equal(["vi", "en", "tyz"], book.Languages);
        Assert.Equal("Tày", book.NameOf("tyz"));
        Assert.Equal("""<span lang="vi">Chào &lt;bạn&gt;</span>""", Html(new PageTexts(book, "tyz")["site.hello"]));
        Assert.Equal("Chào <bạn>", new PageTexts(book, "tyz").Plain("site.hello"));
        Assert.Equal("Hello", Html(new PageTexts(book, "en")["site.hello"]));
        Assert.Equal("1,234.5 left", new PageTexts(book, "en").Format("site.left", 1234.5).Value);
        Assert.Equal("Còn 1.234,5", new PageTexts(book, "vi").Format("site.left", 1234.5).Value);
        Assert.Equal(("English", null), (new PageTexts(book, "en").Pick("Tiếng Việt", "English").Value, new PageTexts(book, "en").Pick("Tiếng Việt", "English").ForeignLanguage));
        Assert.Equal("vi", new PageTexts(book, "tyz").Pick("Tiếng Việt", "English").ForeignLanguage);
        Assert.Throws<KeyNotFoundException>(() => new PageTexts(book, "en")["site.nothing"]);
    }

    [Theory]
    [InlineData("en", """{ "site.a": "a" }""", "vi.json")]
    [InlineData("vi", """{ "site.a": { "b": "c" } }""", "flat")]
    [InlineData("vi", """{ "Site A": "a" }""", "Site A")]
    [InlineData("vi", """{ "site.a": "a", "site.a": "b" }""", "flat")]
    [InlineData("VI!", """{ "site.a": "a" }""", "VI!")]
    public void Read_OfWhatIsNoLanguage_NamesTheFault(string name, string content, string told)
    {
        Write(name, content);
        Assert.Contains(told, Assert.Throws<InvalidDataException>(() => TextBook.Read(_folder)).Message, StringComparison.Ordinal);
    }

    private static string Html(PageText text)
    {
        using StringWriter writer = new();
        text.WriteTo(writer, HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        return writer.ToString();
    }

    private void Write(string language, string content) => File.WriteAllText(Path.Combine(_folder, language + ".json"), content);
}
