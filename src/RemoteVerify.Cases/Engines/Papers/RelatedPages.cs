// Law 46/2024/QH15, Decree 104/2025/ND-CP: what corrects or amends a document is shown together with it, so a copy carries it too.
using System.Globalization;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>The corrections and amendments of an original, named on its copy and carried inside, unchanged.</summary>
internal static class RelatedPages
{
    /// <summary>Says nothing where the original has none.</summary>
    public static void Say(PaperSheet sheet, PaperSource original)
    {
        if (original.Related.Count == 0)
        {
            return;
        }

        sheet.Section("related-title");
        sheet.Table(
            [1, 2.4],
            [
                .. original.Related.SelectMany((page, index) => new[]
                {
                    sheet.Row("label-related", page.Title), sheet.Row("label-related-code", page.Code), sheet.Row("label-related-file", NameOf(index)),
                }),
            ]);
        for (int index = 0; index < original.Related.Count; index++)
        {
            sheet.Composer.AttachFile(new AssociatedFile(NameOf(index), "application/pdf", original.Related[index].Pdf, FileRelationship.Supplement, sheet.Order.Head.IssuedAt)
            {
                Description = sheet.Words.Plain("related-description"),
            });
        }
    }

    private static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"van-ban-lien-quan-{index + 1}.pdf");
}
