// Decree 104/2025/ND-CP article 46: photos on A4 or photo paper of at least 13 by 18 cm, sharp, neither cut nor edited.
using System.Globalization;
using RemoteVerify.Cases.Dossiers.Exporting;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Dossiers;

/// <summary>
/// Photo prints. Two photos stand beside each other in equal columns, each whole and in its own proportions, with time and hash below; one photo has its sheet to itself and its facts on the next page,
/// the back of the photo.
/// </summary>
/// <param name="fonts">Fonts.</param>
/// <param name="toJpeg">Turns a picture of another format (a chip's JPEG 2000 portrait) into a JPEG; null when it can't.</param>
public sealed class PhotoPrintComposer(DocumentFonts fonts, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>?> toJpeg) : IPhotoPrintComposer
{
    private const double PointsPerMillimetre = 72 / 25.4;

    /// <summary>Height for the facts of one of two photos, in points.</summary>
    private const double Below = 74;

    /// <inheritdoc/>
    public Outcome<ReadOnlyMemory<byte>> Compose(PhotoPrintOrder order, PhotoSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentOutOfRangeException.ThrowIfZero(order.Photos.Count, nameof(order));
        if (order.Photos.Any(photo => Sha256Digest.Of(photo.Picture.Span) != photo.Sha256))
        {
            return new Refusal(RefusalCode.PaperSourceDiffers, "The photo is not the one that was recorded. Read it again.");
        }

        try
        {
            ComposedImage[] images = [.. order.Photos.Select(photo => Load(photo.Picture))];
            PageSize size = SizeOf(sheet, images);
            double margin = (sheet == PhotoSheet.A4 ? 15 : images.Length == 1 ? 0 : 6) * PointsPerMillimetre;
            DocumentComposer composer = new(new ComposerOptions
            {
                Title = $"Bản in ảnh {order.CaseCode}",
                Fonts = fonts,
                Created = order.At,
                Author = order.Office,
                PageSize = size,
                Margins = new PageMargins(margin, margin, margin, margin),
                Mark = TestMark.For(order.IsTest),
            });
            if (images.Length == 1)
            {
                Alone(composer, order, images[0], size, margin);
            }
            else
            {
                Beside(composer, order, images, size, margin, sheet == PhotoSheet.A4 ? 11 : 8);
            }

            return new ReadOnlyMemory<byte>(composer.ToPdf());
        }
        catch (PdfFormatException)
        {
            return new Refusal(RefusalCode.EvidenceDestroyed, "A stored picture can't be drawn. Look at the evidence on the screen.", [], ["broken-picture"]);
        }
    }

    /// <summary>A4 upright; 13 x 18 cm as one photo lies, and lying for two.</summary>
    private static PageSize SizeOf(PhotoSheet sheet, ComposedImage[] images)
    {
        if (sheet == PhotoSheet.A4)
        {
            return PageSize.A4;
        }

        (double narrow, double wide) = (130 * PointsPerMillimetre, 180 * PointsPerMillimetre);
        bool lies = images.Length > 1 || Across(images[0]).Width >= Across(images[0]).Height;
        return lies ? new PageSize(wide, narrow) : new PageSize(narrow, wide);
    }

    private static void Alone(DocumentComposer composer, PhotoPrintOrder order, ComposedImage image, PageSize size, double margin)
    {
        Draw(composer.Canvas, image, new Frame(margin, margin, size.Width - (2 * margin), size.Height - (2 * margin)), Caption(order.Photos[0].Kind));
        double inner = 10 * PointsPerMillimetre;
        composer.NewPage(size, new PageMargins(inner, inner, inner, inner));
        composer.Heading(Caption(order.Photos[0].Kind), 1, new ParagraphStyle { Text = new TextStyle(12, Bold: true), SpaceAfter = 6 });
        (int across, int down) = Across(image);
        composer.Table(new Table
        {
            ColumnWeights = [1, 2.4],
            Style = new ParagraphStyle { Text = new TextStyle(9), SpaceAfter = 0, LineSpacing = 1.2 },
            Rows =
            [
                Row("Mã hồ sơ", order.CaseCode),
                Row("Tên hồ sơ", order.Title),
                Row("Người trong ảnh", order.Person),
                Row("Thời điểm chụp", order.Photos[0].At ?? "không ghi nhận"),
                Row("Kích thước", string.Create(CultureInfo.InvariantCulture, $"{across} x {down} điểm ảnh")),
                Row("SHA-256", InHalves(order.Photos[0].Sha256.Hex)),
                Row("Cơ quan", order.Office),
                Row("In lúc", VietnamTime.Print(order.At)),
            ],
        });
    }

    private static void Beside(DocumentComposer composer, PhotoPrintOrder order, ComposedImage[] images, PageSize size, double margin, double head)
    {
        composer.Heading(order.Person, 1, new ParagraphStyle { Text = new TextStyle(head + 2, Bold: true), SpaceAfter = 1 });
        composer.Paragraph($"Hồ sơ {order.CaseCode} · {order.Title}", new ParagraphStyle { Text = new TextStyle(head), SpaceAfter = 6 });
        PageCanvas page = composer.Canvas;
        const double gap = 14;
        double foot = margin + 16;
        double width = (size.Width - (2 * margin) - (gap * (images.Length - 1))) / images.Length;
        double top = composer.Cursor;

        // As high as the highest of them needs at this width, and never into what stands below.
        double height = Math.Min(top - foot - Below, images.Max(image => width * Across(image).Height / Across(image).Width));
        for (int index = 0; index < images.Length; index++)
        {
            PrintedPhoto photo = order.Photos[index];
            double left = margin + (index * (width + gap));
            Draw(page, images[index], new Frame(left, top - height, width, height), Caption(photo.Kind));
            page.TextBlock(
                new Frame(left, top - height - 6 - (Below - 10), width, Below - 10),
                [
                    new TextRun(Caption(photo.Kind), new TextStyle(8.5, Bold: true)),
                    new TextRun($"\n{Time(photo)}\nSHA-256 {InHalves(photo.Sha256.Hex)}", new TextStyle(7)),
                ],
                new ParagraphStyle { Text = new TextStyle(7), LineSpacing = 1.25, SpaceAfter = 0 });
        }

        page.TextBlock(
            new Frame(margin, margin, size.Width - (2 * margin), 10), $"{order.Office} · in lúc {VietnamTime.Print(order.At)}",
            new ParagraphStyle { Text = new TextStyle(7, Color: RgbColor.Gray), SpaceAfter = 0 });
    }

    /// <summary>As large as it goes in its own proportions, in the middle of the frame.</summary>
    private static void Draw(PageCanvas page, ComposedImage image, Frame room, string says)
    {
        (int across, int down) = Across(image);
        double scale = Math.Min(room.Width / across, room.Height / down);
        (double width, double height) = (across * scale, down * scale);
        page.Image(image, new Frame(room.Left + ((room.Width - width) / 2), room.Bottom + ((room.Height - height) / 2), width, height), says, image.TurnDegrees);
    }

    /// <summary>Sides as shown, after the turn that the camera noted.</summary>
    private static (int Width, int Height) Across(ComposedImage image) =>
        image.TurnDegrees is 90 or 270 ? (image.HeightPixels, image.WidthPixels) : (image.WidthPixels, image.HeightPixels);

    private ComposedImage Load(ReadOnlyMemory<byte> picture)
    {
        bool drawsAsItIs = picture.Span is [0xFF, 0xD8, ..] or [0x89, (byte)'P', ..];
        return ComposedImage.FromFile(drawsAsItIs ? picture : toJpeg(picture) ?? throw new PdfFormatException("picture", 0, "of a kind that can't be drawn"));
    }

    private static string Caption(PhotoKind kind) => kind switch
    {
        PhotoKind.Chip => "Ảnh đọc từ chip của giấy tờ",
        PhotoKind.Camera => "Ảnh chụp trước máy quay",
        _ => "Ảnh chụp thời điểm ký",
    };

    private static string Time(PrintedPhoto photo) => photo.At is not { } at ? "không ghi thời điểm" : photo.Kind == PhotoKind.Chip ? $"giấy tờ cấp ngày {at}" : at;

    private static TableRow Row(string name, string value) => new([new TableCell([new TextRun(name, new TextStyle(9, Bold: true))]), new TableCell(value)]);

    private static string InHalves(string hex) => $"{hex[..32]}\n{hex[32..]}";
}
