using Microsoft.Playwright;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Server.Tests;
using RemoteVerify.Synthetic.Cards;
using RemoteVerify.Synthetic.Chips;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Browser.Tests.Cards;

/// <summary>Rendered cards of people who don't exist, as pictures and before the page's camera.</summary>
public static class ShownCard
{
    /// <summary>As printed on cards of 2021.</summary>
    public const double CodeMillimetres = 13;

    private const int Quality = 85;

    /// <summary>The applicant of the tests' cases.</summary>
    public static ChipHolder Applicant { get; } = Holder(Journey.Name, Journey.Number);

    public static ChipHolder Holder(string name, string number) => new()
    {
        FullName = name, PersonalNumber = number, BirthDate = new DateOnly(1999, 1, 2), Sex = 'F', Issued = new DateOnly(2021, 5, 10), Expires = new DateOnly(2039, 1, 2),
        Residence = "Thôn Mẫu, Xã Thử Nghiệm, Tỉnh Mẫu", OldNumber = "012345678",
    };

    /// <summary>The flat side with the code.</summary>
    public static Image Side(ChipHolder holder, ulong seed = 1) => CardSide.Paint(QrMatrix.Of(CardSide.QrText(holder), QrErrorCorrection.Medium), CodeMillimetres, seed);

    /// <summary>A photo of it as JPEG.</summary>
    public static byte[] Jpeg(ChipHolder holder, CardShot? shot = null)
    {
        using Image side = Side(holder);
        using Image picture = (shot ?? new CardShot(1280, 720)).Take(side);
        return ImageCodec.EncodeJpeg(picture, Quality);
    }

    /// <summary>A photo of the side with the machine-readable zone, turned as Exif's numbers say.</summary>
    public static byte[] Zone(ChipHolder holder, CardShot shot, int orientation)
    {
        using Image side = CardZone.Paint(CardMrz.Write(holder), 2);
        using Image upright = shot.Take(side);
        using Image picture = ImageOperations.Orient(upright, orientation);
        return ImageCodec.EncodeJpeg(picture, Quality);
    }

    /// <summary>A photo of a card's side that has no code.</summary>
    public static byte[] WithoutCode(CardShot? shot = null)
    {
        using Image side = CardSide.Paint(null, CodeMillimetres, 3);
        using Image picture = (shot ?? new CardShot(1280, 720)).Take(side);
        return ImageCodec.EncodeJpeg(picture, Quality);
    }

    /// <summary>As a form uploads it.</summary>
    public static FilePayload File(byte[] picture, string name = "card.jpg", string type = "image/jpeg") => new() { Name = name, MimeType = type, Buffer = picture };

    /// <summary>A camera of the page's own that looks at one picture.</summary>
    public static Task HoldBeforeCameraAsync(IPage page, byte[] jpeg) => page.AddInitScriptAsync(Script.Replace("PICTURE", Convert.ToBase64String(jpeg), StringComparison.Ordinal));

    private const string Script = """
        navigator.mediaDevices.getUserMedia = async () => {
          const bytes = Uint8Array.from(atob('PICTURE'), c => c.charCodeAt(0));
          const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
          const canvas = document.createElement('canvas');
          [canvas.width, canvas.height] = [picture.width, picture.height];
          const context = canvas.getContext('2d');
          context.drawImage(picture, 0, 0);
          const stream = canvas.captureStream(0);
          const track = stream.getVideoTracks()[0];
          const feed = () => {
            if (track.readyState !== 'live') return;
            context.drawImage(picture, 0, 0);
            track.requestFrame();
            setTimeout(feed, 100);
          };
          feed();
          return stream;
        };
        """;
}
