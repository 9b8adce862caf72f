// Decree 45/2020/ND-CP and the slips of the one-stop desks; Circular 01/2023/TT-VPCP article 26 for the QR code at the top left.
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>Receipt of a dossier and appointment for its result.</summary>
internal static class AppointmentSlipPaper
{
    public static Outcome<ComposedPaper> Compose(AppointmentSlipOrder order, PaperTools tools)
    {
        if (order.DueAt < order.ReceivedAt)
        {
            return PaperComposer.NotAccepted("due-before-received");
        }

        PaperSheet sheet = tools.Sheet(order, new PaperForm(words =>
        {
            SlipParts.Set(words, order.Dossier);
            words.Set(
                ("received-at", VietnameseDate.Moment(order.ReceivedAt)),
                ("due-at", VietnameseDate.Moment(order.DueAt)),
                ("appointment-at", order.Appointment is { } meeting ? VietnameseDate.Moment(meeting.At) : null),
                ("appointment-place", order.Appointment?.Place),
                ("appointment-purpose", order.Appointment?.Purpose));
        }));
        NationalHeader.Draw(sheet, hasNumber: order.Head.Number is not null);
        sheet.Title(order.IsAppointmentOnly ? "appointment-title" : "title");
        SlipParts.Dossier(sheet);
        if (!order.IsAppointmentOnly)
        {
            Received(sheet, order.Papers);
        }

        if (order.Appointment is not null)
        {
            sheet.Say("appointment-line", SlipParts.Line);
        }

        SlipParts.List(sheet, "bring-title", order.IsAppointmentOnly ? "bring-identity" : "bring-nothing", order.Bring);
        sheet.SayLast("follow-line", SlipParts.Line with { Text = new TextStyle(12, Italic: true), SpaceBefore = 2 });
        sheet.Composer.Space(6);
        SignatureBlocks.Close(sheet, order.Receiver);
        return sheet.Finish();
    }

    private static void Received(PaperSheet sheet, IReadOnlyList<SlipPaper> papers)
    {
        if (papers.Count > 0)
        {
            sheet.Section("papers-title");
        }

        Papers(sheet, papers);
        sheet.Say("received-line", SlipParts.Line);
        sheet.Say("due-line", SlipParts.Line);
        sheet.Say("where-line", SlipParts.Line);
    }

    private static void Papers(PaperSheet sheet, IReadOnlyList<SlipPaper> papers)
    {
        if (papers.Count == 0)
        {
            sheet.Say("papers-none", SlipParts.Line);
            return;
        }

        sheet.Table(
            [0.4, 3.4, 1.6, 0.7],
            [
                sheet.Head("column-order", "column-paper", "column-form", "column-count"),
                .. papers.Select((paper, index) => new TableRow(
                [
                    SlipParts.Count(index + 1), new TableCell(sheet.Words.Need("paper-name", paper.Name)),
                    new TableCell(sheet.Words.Need("paper-form", paper.Form)), SlipParts.Count(paper.Count),
                ])),
            ]);
    }
}
