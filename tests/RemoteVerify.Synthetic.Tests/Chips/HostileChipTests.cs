using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Synthetic.Tests.Chips;

/// <summary>A chip, or a phone between, that answers nonsense: the reader refuses and never hands on a file that was tampered with.</summary>
public sealed class HostileChipTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadAsync_AnswersMutatedAtRandom_OnlyItsExceptionsEscapeAndFilesAreWhole(bool offersPace)
    {
        using SyntheticCountry country = SyntheticCountry.Create(TestChips.Now);
        using VirtualChip chip = new ChipPersonaliser(country).Personalise(TestChips.Holder, TestChips.Portrait(), ChipOptions.Default);
        AccessKey key = AccessKey.FromMrz(TestChips.Holder.PersonalNumber[3..], TestChips.Holder.BirthDate, TestChips.Holder.Expires);
        Random random = new(20261121);
        int refused = 0;
        for (int run = 0; run < 150; run++)
        {
            using VirtualChipTransport honest = new(chip, offersPace);
            try
            {
                ReadDocument read = await DocumentReader.ReadAsync(new Meddler(honest, random), key, ReadOptions.Default, CancellationToken.None);
                Assert.All(read.Files, file => Assert.Equal(chip.Files[file.Key], file.Value));
            }
            catch (Exception e) when (e is ChipAccessException or ApduFormatException)
            {
                refused++;
            }
        }

        Assert.True(refused > 50, $"only {refused} of 150 readings were refused");
    }

    /// <summary>Changes, cuts or lengthens about one answer in twenty.</summary>
    private sealed class Meddler(IApduTransport inner, Random random) : IApduTransport
    {
        public async ValueTask<byte[]> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
        {
            byte[] answer = await inner.TransmitAsync(command, cancellationToken);
            if (random.Next(20) != 0)
            {
                return answer;
            }

            switch (random.Next(3))
            {
                case 0:
                    answer[random.Next(answer.Length)] ^= (byte)(1 << random.Next(8));
                    return answer;
                case 1:
                    return answer[..random.Next(answer.Length)];
                default:
                    return [.. answer, .. new byte[random.Next(1, 20)]];
            }
        }
    }
}
