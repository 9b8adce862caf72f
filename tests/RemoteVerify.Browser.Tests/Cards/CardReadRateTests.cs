using System.Diagnostics;
using RemoteVerify.Cases.Dossiers.Cards;
using RemoteVerify.Server.CardPictures;
using RemoteVerify.Synthetic.Cards;
using RemoteVerify.Synthetic.Chips;
using RemoteVerify.Vision.Images;
using Xunit.Abstractions;

namespace RemoteVerify.Browser.Tests.Cards;

/// <summary>How many rendered shots of cards are read: tilted, soft, noisy, unevenly lit. No figure of real cameras and cards.</summary>
public class CardReadRateTests(ITestOutputHelper output)
{
    private static readonly string[] Names = ["Nguyễn Thị Minh Khai", "Trần Văn Mẫu", "Lê Hoàng Thử Nghiệm", "Phạm Ánh Dương", "Đỗ Quỳnh Như Ý"];

    [Fact]
    public async Task ShotsOfTheCode_AreReadAtLeastAtTheStatedRate() => Assert.InRange(await ReadAsync(1280, 720, 8, ShownCard.Side), 7, 8);

    [Fact]
    public async Task ShotsOfTheZone_AreReadAtLeastAtTheStatedRate() => Assert.InRange(await ReadAsync(1280, 720, 8, Back), 7, 8);

    [Fact]
    [Trait("Category", "Journeys")]
    public async Task ShotsOfSeveralCameras_AreReadAtLeastAtTheStatedRate()
    {
        (int Width, int Height, int Code, int Zone)[] floors = [(960, 540, 42, 45), (1280, 720, 46, 45), (1920, 1080, 46, 45)];
        foreach ((int width, int height, int code, int zone) in floors)
        {
            int codes = await ReadAsync(width, height, 50, ShownCard.Side);
            int zones = await ReadAsync(width, height, 50, Back);
            Assert.True(codes >= code && zones >= zone, $"{width}x{height}: {codes} codes and {zones} zones of 50 read");
        }
    }

    private static Image Back(ChipHolder holder, ulong seed) => CardZone.Paint(CardMrz.Write(holder), seed);

    private async Task<int> ReadAsync(int width, int height, int count, Func<ChipHolder, ulong, Image> paint)
    {
        using CardPictureReader reader = new();
        int read = 0;
        TimeSpan spent = TimeSpan.Zero;
        for (int number = 0; number < count; number++)
        {
            ChipHolder holder = ShownCard.Holder(Names[number % Names.Length], $"0{10 + (number % 80)}199{number:000000}");
            using Image side = paint(holder, (ulong)number);
            using Image shot = CardShot.Draw((ulong)(1000 + number), width, height).Take(side);
            byte[] still = ImageCodec.EncodeJpeg(shot, 82);
            long begun = Stopwatch.GetTimestamp();
            CardSight sight = await reader.LookAsync($"person {number}", still, isPhoto: false, CancellationToken.None);
            spent += Stopwatch.GetElapsedTime(begun);
            if (sight.Reading is { } found)
            {
                // What is read is right: the code corrects itself, the zone has its check digits.
                Assert.Equal((holder.PersonalNumber, holder.BirthDate), (found.PersonalNumber, found.BirthDate));
                Assert.True(found.FullName is null || found.FullName == holder.FullName);
                Assert.True(found.Residence is null || found.Residence == holder.Residence);
                read++;
            }
        }

        output.WriteLine($"{width}x{height} {paint.Method.Name}: {read} of {count} read, {spent.TotalMilliseconds / count:0} ms each");
        return read;
    }
}
