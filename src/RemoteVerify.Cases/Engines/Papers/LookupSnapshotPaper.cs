// Law 46/2024/QH15 article 67: a print of the information looked up in databases is part of the dossier.
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>What a database answered, kept as a paper.</summary>
internal static class LookupSnapshotPaper
{
    public static Outcome<ComposedPaper> Compose(LookupSnapshotOrder order, PaperTools tools)
    {
        if (order.Question.Count == 0)
        {
            return PaperComposer.NotAccepted("question");
        }

        PaperSheet sheet = tools.Sheet(order, new PaperForm(words => words.Set(("dossier-code", order.DossierCode), ("database", Name(words, order.Database)))));
        NationalHeader.Draw(sheet, hasNumber: false);
        sheet.Title("title");
        sheet.Table(
            [1, 2],
            [
                sheet.Row("label-dossier", order.DossierCode),
                sheet.Row("label-provider", order.Provider),
                sheet.Row("label-database", Name(sheet.Words, order.Database)),
                sheet.Row("label-purpose", order.Purpose),
                sheet.Row("label-basis", order.LegalBasis),
                sheet.Row("label-requester", order.RequestedBy),
                sheet.Row("label-time", VietnamTime.Print(order.AskedAt)),
                sheet.Row("label-sha256", Hash.InHalves(order.AnswerSha256), new TextStyle(10)),
            ]);
        sheet.Section("question-title");
        sheet.Table([1, 2], FactRows.Of(sheet, order.Question));
        sheet.Section("answer-title");
        if (order.Answer.Count == 0)
        {
            sheet.Say("answer-nothing", PaperSheet.Line);
        }
        else
        {
            sheet.Table([1, 2], FactRows.Of(sheet, order.Answer));
        }

        sheet.Say("closing", PaperSheet.Body with { Text = new TextStyle(12, Italic: true) });
        return sheet.Finish();
    }

    /// <summary>The own repository has its name in the template; every other database is named by who answers.</summary>
    private static string Name(PaperWording words, string database) => words.Has($"database-{database}") ? words.Plain($"database-{database}") : database;
}
