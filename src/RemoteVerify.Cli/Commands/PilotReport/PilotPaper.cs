using System.Globalization;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cli.Commands.Keys;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli.Commands.PilotReport;

/// <summary>Composes the report: Vietnamese first, English beside it, measurements quoted as they were written.</summary>
internal sealed class PilotPaper(DocumentFonts fonts, PilotTexts texts, PilotFacts facts)
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;
    private readonly DocumentComposer _composer = new(new ComposerOptions
    {
        Title = texts.Title.Vi,
        Subject = texts.Subject.Vi,
        Author = facts.Organisation,
        Fonts = fonts,
        Created = facts.At,
        Margins = new PageMargins(62, 50, 52, 56),
        Mark = facts.IsTrial ? new PageMark(texts.Mark) { Opacity = 0.1 } : null,
        Footer = new RunningText { Left = $"{facts.Organisation}, {facts.At.ToOffset(TimeSpan.FromHours(7)):dd/MM/yyyy}", Right = texts.Foot.Vi, Style = PilotLooks.Small },
    });

    public byte[] Compose()
    {
        Front();
        Networks();
        Section(texts.Accuracy, facts.Accuracy);
        Section(texts.Attacks, facts.Attacks);
        Procedures();
        Limits();
        Glossary();
        return _composer.ToPdf();
    }

    private void Front()
    {
        _composer.Heading(texts.Title.Vi, 1, PilotLooks.Centred with { Text = new TextStyle(16, Bold: true), SpaceAfter = 2 });
        _composer.Paragraph(texts.Title.En, PilotLooks.Centred with { Text = PilotLooks.English with { SizePoints = 11 } });
        _composer.Paragraph($"{texts.Subject.Vi} / {texts.Subject.En}", PilotLooks.Centred with { SpaceAfter = 10 });
        TwoTexts grade = texts.Grades.TryGetValue(facts.Models.Grade, out TwoTexts? known) ? known : new TwoTexts(facts.Models.Grade, facts.Models.Grade);
        _composer.Table(new Table
        {
            ColumnWeights = [1, 2],
            Style = PilotLooks.Cells,
            Rows =
            [
                Fact(texts.Organisation, facts.Organisation),
                Fact(texts.Made, facts.At.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy HH:mm 'GMT+7'", Culture)),
                Fact(texts.Software, facts.Software),
                Fact(texts.Set, facts.Models.Set.Name),
                Fact(texts.Grade, $"{grade.Vi} ({grade.En})"),
                Fact(texts.Signer, facts.Signer),
            ],
        });
        _composer.Table(new Table
        {
            ColumnWeights = [1],
            Rows = [new TableRow([new TableCell(PilotLooks.Both(texts.Statement, "\n")) { Background = PilotLooks.Shade }])],
            Style = PilotLooks.Body with { SpaceAfter = 0 },
            PaddingPoints = 7,
            SpaceAfter = 10,
        });
        Title(texts.Overview);
        _composer.Paragraph(PilotLooks.Both(texts.OverviewText, "\n"), PilotLooks.Body);
        _composer.Table(new Table
        {
            ColumnWeights = [1.4, 0.9, 1, 1.1, 3.4],
            Style = PilotLooks.Cells,
            Rows = [Head(texts.ThresholdHead), .. facts.Models.Set.Calibrations.Select(Threshold)],
        });
    }

    private TableRow Threshold(ModelCalibration calibration)
    {
        TwoTexts role = texts.Roles.TryGetValue(calibration.Role, out TwoTexts? known) ? known : new TwoTexts(calibration.Role, calibration.Role);
        string interval = calibration is { IntervalLow: { } low, IntervalHigh: { } high } ? string.Create(Culture, $"\n({low:0.000} - {high:0.000})") : "";
        return new TableRow(
        [
            new TableCell(PilotLooks.Both(role, "\n")),
            new TableCell(string.Create(Culture, $"{calibration.Threshold:0.000}{interval}")),
            new TableCell(calibration.FalseMatchRate is { } fmr ? fmr.ToString("0.######", Culture) : "-"),
            new TableCell(calibration.FalseNonMatchRate is { } fnmr ? fnmr.ToString("0.######", Culture) : "-"),
            new TableCell([new TextRun(calibration.DataSet + "\n"), new TextRun(calibration.Provenance, PilotLooks.English)]),
        ]);
    }

    private void Networks()
    {
        Title(texts.Networks);
        _composer.Paragraph(PilotLooks.Both(texts.NetworksText, "\n"), PilotLooks.Body);
        _composer.Table(new Table
        {
            ColumnWeights = [1.5, 1, 3.1, 2.4],
            Style = PilotLooks.Cells with { Text = PilotLooks.Cell with { SizePoints = 8.5 } },
            Rows = [Head(texts.NetworkHead), .. facts.Models.Models.Select(m => new TableRow(m.Id, m.Task, $"{m.Grade}; {m.Licence}; {m.Source}", MarkdownRuns.Broken(m.Sha256)))],
        });
    }

    private void Section(TwoTexts title, IReadOnlyList<QuotedReport> reports)
    {
        Title(title);
        if (reports.Count == 0)
        {
            _composer.Paragraph(PilotLooks.Both(texts.Missing, "\n"), PilotLooks.Body);
        }

        foreach (QuotedReport report in reports)
        {
            new QuotedPages(_composer, texts).Add(report);
        }
    }

    private void Procedures()
    {
        Title(texts.Procedures);
        _composer.Paragraph(PilotLooks.Both(texts.ProceduresText, "\n"), PilotLooks.Body);
        _composer.Table(new Table
        {
            ColumnWeights = [2.2, 1.2, 2.8, 1.3],
            Style = PilotLooks.Cells,
            Rows = [Head(texts.ProcedureHead), .. facts.Procedures.Select(Row)],
        });
    }

    private TableRow Row(Procedure procedure)
    {
        TwoTexts review = procedure.LegalReview.IsVerified
            ? texts.Verified.With(("by", procedure.LegalReview.VerifiedBy!), ("on", procedure.LegalReview.VerifiedOn!.Value.ToString("dd/MM/yyyy", Culture)))
            : texts.Unverified;
        return new TableRow(
        [
            new TableCell([new TextRun(procedure.TitleVi + "\n"), new TextRun($"{procedure.TitleEn} ({procedure.Code})", PilotLooks.English)]),
            new TableCell($"{procedure.Version}\n{procedure.EffectiveFrom.ToString("dd/MM/yyyy", Culture)}"),
            new TableCell(procedure.LegalBasis),
            new TableCell(PilotLooks.Both(review, "\n")),
        ]);
    }

    private void Limits()
    {
        Title(texts.Limits);
        _composer.Paragraph(PilotLooks.Both(texts.LimitsText, "\n"), PilotLooks.Body);
        foreach (string limit in facts.Limits)
        {
            string name = limit.StartsWith("**", StringComparison.Ordinal) ? limit[2..].Split("**")[0].TrimEnd('.') : "";
            if (texts.LimitTexts.TryGetValue(name, out string? vietnamese))
            {
                _composer.Paragraph([new TextRun($"{name}. ", PilotLooks.Vietnamese with { Bold = true }), new TextRun(vietnamese)], PilotLooks.Body with { SpaceAfter = 1, KeepWithNext = true });
            }

            _composer.Paragraph(MarkdownRuns.Of(limit, PilotLooks.English with { Italic = false }), PilotLooks.Body with { Text = PilotLooks.English, SpaceAfter = 7 });
        }
    }

    private void Glossary()
    {
        Title(texts.Glossary);
        _composer.Table(new Table
        {
            ColumnWeights = [1, 4],
            Style = PilotLooks.Cells,
            Rows = [Head(texts.TermHead), .. texts.Terms.Select(term => new TableRow([new TableCell(term.Name), new TableCell(PilotLooks.Both(new TwoTexts(term.Vi, term.En), "\n"))]))],
        });
    }

    private void Title(TwoTexts title)
    {
        // A heading and the beginning of what it heads.
        _composer.EnsureRoom(120);
        _composer.Heading($"{title.Vi} / {title.En}", 2, PilotLooks.Body with { Text = new TextStyle(13, Bold: true), SpaceBefore = 6, SpaceAfter = 5 });
    }

    private static TableRow Fact(TwoTexts label, string value) =>
        new([new TableCell([new TextRun(label.Vi, PilotLooks.Cell with { Bold = true }), new TextRun($" / {label.En}", PilotLooks.English)]), new TableCell(value)]);

    private static TableRow Head(IReadOnlyList<TwoTexts> head) =>
        new([.. head.Select(text => new TableCell([new TextRun(text.Vi, PilotLooks.Cell with { Bold = true }), new TextRun($"\n{text.En}", PilotLooks.English)]) { Background = PilotLooks.Shade })]) { IsHeader = true };
}
