using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace RemoteVerify.Server.Pages.Texts;

/// <summary>One text of a page. Written into a page it is encoded, and one that is not in the page's language says so to screen readers (WCAG 3.1.2).</summary>
/// <param name="Value">The text without HTML.</param>
/// <param name="ForeignLanguage">Code of its language where that is not the page's; null otherwise.</param>
public readonly record struct PageText(string Value, string? ForeignLanguage = null) : IHtmlContent
{
    public static implicit operator string(PageText text) => text.Value;

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(encoder);
        if (ForeignLanguage is null)
        {
            encoder.Encode(writer, Value);
            return;
        }

        writer.Write($"<span lang=\"{ForeignLanguage}\">");
        encoder.Encode(writer, Value);
        writer.Write("</span>");
    }

    public override string ToString() => Value;
}
