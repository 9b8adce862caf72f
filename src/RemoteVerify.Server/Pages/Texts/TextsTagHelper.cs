using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace RemoteVerify.Server.Pages.Texts;

/// <summary>
/// The texts that a page's script says, as a block of data: <c>&lt;texts prefix="camera. site." /&gt;</c>. A block of data is no script, so the policy of the page allows it.
/// </summary>
[HtmlTargetElement("texts", Attributes = "prefix", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextsTagHelper(PageTexts texts) : TagHelper
{
    /// <summary>Escapes what could end the block.</summary>
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Beginnings of the keys, with spaces between them.</summary>
    public string Prefix { get; set; } = string.Empty;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "script";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Add("type", "application/json");
        output.Attributes.Add("id", "texts");
        output.Content.SetHtmlContent(JsonSerializer.Serialize(texts.Under(Prefix.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Json));
    }
}
