using System.Text;
using System.Text.Json.Nodes;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Cases.Tests.Papers;

public sealed class PaperTemplateTests
{
    private static readonly DateOnly Day = new(2026, 11, 21);

    [Fact]
    public void Delivered_EveryKind_HasOneWithExactlyItsTexts()
    {
        Assert.Equal(PaperKind.All.Select(kind => kind.Code).Order(), PaperTemplates.Delivered.Select(template => template.Kind).Order());
        foreach (PaperTemplate template in PaperTemplates.Delivered)
        {
            Assert.Equal(PaperKind.Find(template.Kind)!.Texts.Order(), template.Texts.Keys.Order());
            Assert.False(template.LegalReview.IsVerified);
            Assert.All(template.Source, note => Assert.NotEqual("", note.Text));
        }
    }

    [Fact]
    public void Find_TwoVersions_TheDayChooses()
    {
        PaperTemplate old = Template(PaperKind.RelatedAct) with { Version = "old", EffectiveFrom = new(2020, 1, 1), EffectiveUntil = new(2025, 10, 31) };
        PaperTemplate current = old with { Version = "new", EffectiveFrom = new(2025, 11, 1), EffectiveUntil = null };
        var imported = new List<PaperTemplate> { old };
        var templates = new PaperTemplates(() => imported);

        Assert.Equal("old", templates.Find(PaperKind.RelatedAct, null, new(2025, 10, 31)).Value.Version);
        Assert.Equal(RefusalCode.PaperTemplateNotInForce, templates.Find(PaperKind.RelatedAct, null, new(2025, 11, 1)).Refusal!.Code);
        imported.Add(current);
        Assert.Equal("new", templates.Find(PaperKind.RelatedAct, null, new(2025, 11, 1)).Value.Version);
        Assert.Equal("old", templates.Find(PaperKind.RelatedAct, null, new(2025, 10, 31)).Value.Version);
        Assert.Equal(RefusalCode.PaperTemplateUnknown, templates.Find(PaperKind.RelatedAct, "another", Day).Refusal!.Code);
        Assert.Equal(RefusalCode.PaperTemplateUnknown, templates.Find(PaperKind.RefusalSlip, null, Day).Refusal!.Code);
    }

    [Fact]
    public void Find_OnlyVerified_RefusesWhatNobodyComparedWithTheLaw()
    {
        PaperTemplate template = Template(PaperKind.RelatedAct);
        PaperTemplate verified = template with { LegalReview = new LegalReview(ReviewStatus.Verified, "Luật sư A", Day) };

        Assert.Equal(RefusalCode.PaperTemplateNotVerified, new PaperTemplates(() => [template], onlyVerified: true).Find(PaperKind.RelatedAct, null, Day).Refusal!.Code);
        Assert.True(new PaperTemplates(() => [verified], onlyVerified: true).Find(PaperKind.RelatedAct, null, Day).IsDone);
    }

    [Theory]
    [InlineData("$.unknown = 1", "json:")]
    [InlineData("texts.title-", "text-missing:title")]
    [InlineData("texts.title = [", "text:title")]
    [InlineData("texts.title = <b>x", "text:title")]
    [InlineData("texts.title = [Bad Name]", "text:title")]
    [InlineData("texts.title = E\u0323\u0302", "text:title")]
    [InlineData("kind = nonsense", "kind")]
    [InlineData("effectiveUntil = 2001-01-01", "dates")]
    [InlineData("version = ", "missing:version")]
    [InlineData("legalReview.status = Verified", "legalReview")]
    [InlineData("source = []", "source")]
    public void Read_ChangedTemplate_IsRefusedWithThePlace(string change, string reason)
    {
        JsonObject json = Json();
        Apply(json, change);

        Outcome<PaperTemplate> outcome = PaperTemplateReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));

        Assert.Equal(RefusalCode.PaperTemplateMalformed, outcome.Refusal?.Code);
        Assert.Contains(outcome.Refusal!.Reasons, found => found.StartsWith(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_BrokenBytes_AreRefused()
    {
        byte[] good = Encoding.UTF8.GetBytes(Json().ToJsonString());
        Assert.True(PaperTemplateReader.Read(good).IsDone);
        for (int length = 0; length < good.Length; length += 97)
        {
            Assert.Equal(RefusalCode.PaperTemplateMalformed, PaperTemplateReader.Read(good.AsSpan(0, length)).Refusal?.Code);
        }

        Assert.Equal(["too-large"], PaperTemplateReader.Read(new byte[PaperTemplateReader.MaximumBytes + 1]).Refusal!.Reasons);
        Assert.Equal(RefusalCode.PaperTemplateMalformed, PaperTemplateReader.Read("null"u8).Refusal?.Code);
        Assert.Equal(RefusalCode.PaperTemplateMalformed, PaperTemplateReader.Read("{}"u8).Refusal?.Code);
    }

    [Fact]
    public void Parse_MarksAndFields_GivesPieces()
    {
        IReadOnlyList<TemplatePiece> pieces = TemplateText.Parse("Số <b>[number]</b> [[x] <i>nghiêng</i>")!;

        Assert.Equal(
            [new("Số ", false, false, false), new("number", true, true, false), new(" [x] ", false, false, false), new("nghiêng", false, false, true)],
            pieces);
    }

    /// <summary>Every text of up to six signs from those that mean something: taken apart or refused, and nothing is lost.</summary>
    [Fact]
    public void Parse_EveryShortText_GivesItsPiecesOrNull()
    {
        string[] signs = ["[", "]", "a", "<b>", "</b>", "<i>", "</i>", " "];
        int good = 0;
        for (int code = 0; code < 262_144; code++)
        {
            string text = string.Concat(Enumerable.Range(0, 6).Select(place => signs[(code >> (place * 3)) & 7]));
            if (TemplateText.Parse(text) is { } pieces)
            {
                good++;
                string again = string.Concat(pieces.Select(piece => piece.IsField ? $"[{piece.Words}]" : piece.Words.Replace("[", "[[", StringComparison.Ordinal)));
                string bare = text.Replace("<b>", "", StringComparison.Ordinal).Replace("</b>", "", StringComparison.Ordinal).Replace("<i>", "", StringComparison.Ordinal).Replace("</i>", "", StringComparison.Ordinal);
                Assert.Equal(bare, again);
            }
        }

        Assert.InRange(good, 1000, 100_000);
    }

    private static PaperTemplate Template(PaperKind kind) => PaperTemplates.Delivered.Single(template => template.Kind == kind.Code);

    private static JsonObject Json()
    {
        using Stream data = typeof(PaperTemplates).Assembly.GetManifestResourceStream(
            typeof(PaperTemplates).Assembly.GetManifestResourceNames().Single(name => name.EndsWith("register-extract.template.json", StringComparison.Ordinal)))!;
        return JsonNode.Parse(data)!.AsObject();
    }

    private static void Apply(JsonObject json, string change)
    {
        if (change.EndsWith('-'))
        {
            json["texts"]!.AsObject().Remove("title");
            return;
        }

        string[] parts = change.Split(" = ");
        string[] path = parts[0].Replace("$.", "", StringComparison.Ordinal).Split('.');
        JsonObject at = path.Length == 2 ? json[path[0]]!.AsObject() : json;
        at[path[^1]] = parts[1] == "[]" ? new JsonArray() : parts[1];
    }
}
