using System.Text;
using System.Threading.RateLimiting;
using RemoteVerify.Cases.Dossiers.Cards;
using RemoteVerify.IdDocument.Vietnam;
using RemoteVerify.Vision.Codes;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Server.CardPictures;

/// <summary>
/// Reads the QR code of an identity card, or else its machine-readable zone, from a picture. The picture is in memory while it is looked at and nowhere else; what it says is never logged. Half of the cores may be busy with it,
/// so that a crowd with cards does not slow down everybody else.
/// </summary>
public sealed class CardPictureReader : IDisposable
{
    /// <summary>Bytes of a picture: a photo of a good phone.</summary>
    public const int MaximumBytes = 8 << 20;

    private const int PicturesInARow = 60;

    /// <summary>Mean grey below which nothing can be told apart.</summary>
    private const double DarkLevel = 45;

    /// <summary>Part of the pixels that are pure white, from which on light is mirrored.</summary>
    private const double GlarePart = 0.1;

    private const byte WhiteLevel = 252;

    /// <summary>Mean of the second derivative, at <see cref="JudgedSidePixels"/>, below which edges are soft.</summary>
    private const double SoftEdges = 2.2;

    private const int JudgedSidePixels = 960;

    private static readonly ImageLimits Limits = new() { MaximumBytes = MaximumBytes, MaximumPixels = 26_000_000 };
    /// <summary>By Exif's numbers: upright, on its head, on either side.</summary>
    private static readonly int[] Photo = [1, 3, 6, 8];

    private static readonly int[] Still = [1];
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(4);

    private readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly PartitionedRateLimiter<string> _people = PartitionedRateLimiter.Create<string, string>(person => RateLimitPartition.GetTokenBucketLimiter(person, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = PicturesInARow, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
    }));

    /// <summary>Looks at one picture.</summary>
    /// <param name="person">Who sends it, as one word: a person may send sixty in a row and one a second after that.</param>
    /// <param name="picture">JPEG, PNG or WebP.</param>
    /// <param name="isPhoto">One photo that may lie on its side or on its head; else a still among many, which is held upright in a frame.</param>
    /// <param name="cancellationToken">The person is gone.</param>
    public async Task<CardSight> LookAsync(string person, ReadOnlyMemory<byte> picture, bool isPhoto, CancellationToken cancellationToken)
    {
        using RateLimitLease lease = _people.AttemptAcquire(person);
        if (!lease.IsAcquired || !await _places.WaitAsync(LongestWait, cancellationToken))
        {
            return new CardSight(CardLook.Busy);
        }

        try
        {
            return await Task.Run(() => Look(picture.Span, isPhoto), cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        _places.Dispose();
        _people.Dispose();
    }

    private static CardSight Look(ReadOnlySpan<byte> bytes, bool isPhoto)
    {
        try
        {
            using Image image = ImageCodec.Decode(bytes, Limits);
            using GreyImage grey = ImageOperations.ToGrey(image);
            byte[]? code = QrReader.Read(grey);
            return code is not null && Text(code) is { } text && CardReading.OfQr(text) is { } printed ? new CardSight(CardLook.Read, printed)
                : Zone(image, isPhoto ? Photo : Still) is { } coded ? new CardSight(CardLook.Read, coded)
                : new CardSight(code is null ? Judge(grey) : CardLook.OtherCode);
        }
        catch (VisionFormatException)
        {
            return new CardSight(CardLook.NotAPicture);
        }
    }

    private static CardReading? Zone(Image image, ReadOnlySpan<int> orientations)
    {
        foreach (int orientation in orientations)
        {
            using Image turned = ImageOperations.Orient(image, orientation);
            using GreyImage grey = ImageOperations.ToGrey(turned);
            if (MrzReader.Read(grey, VietnameseCardMrz.Places) is { } zone && CardReading.OfMrz(zone) is { } reading)
            {
                return reading;
            }
        }

        return null;
    }

    private static string? Text(byte[] code)
    {
        try
        {
            return Strict.GetString(code);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static CardLook Judge(GreyImage grey)
    {
        int longest = Math.Max(grey.WidthPixels, grey.HeightPixels);
        using GreyImage judged = ImageOperations.Resize(
            grey, Math.Max(1, grey.WidthPixels * JudgedSidePixels / longest), Math.Max(1, grey.HeightPixels * JudgedSidePixels / longest), longest > JudgedSidePixels ? Interpolation.Area : Interpolation.Linear);
        long sum = 0;
        int white = 0;
        foreach (byte pixel in judged.Pixels)
        {
            sum += pixel;
            white += pixel >= WhiteLevel ? 1 : 0;
        }

        double count = judged.Pixels.Length;
        return sum / count < DarkLevel ? CardLook.Dark
            : white / count > GlarePart ? CardLook.Glare
            : ImageOperations.Laplacian(judged, 1).MeanMagnitude < SoftEdges ? CardLook.Blurred
            : CardLook.Closer;
    }
}
