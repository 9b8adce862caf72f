using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Tests.AttackDetection;

public class AttackNetworkTests
{
    [Theory]
    [InlineData(0.25f, 0.25f)]
    [InlineData(1.01f, 1f)]
    [InlineData(-0.5f, 0f)]
    [InlineData(float.NaN, 0f)]
    public void Probability_OutputOfTheProjectsNetwork_StaysWithin0And1(float live, float expected) =>
        Assert.Equal(expected, AttackNetwork.Probability([live]));

    [Fact]
    public void Softmax_LogitsOfThreeClasses_IsTheShareOfTheLivingOne()
    {
        Assert.Equal(1f / 3, AttackNetwork.Softmax([5, 5, 5], 1), 5);
        Assert.Equal(0.7311f, AttackNetwork.Softmax([0, 1, -100], 1), 4);
        Assert.Equal(1f, AttackNetwork.Softmax([-1e30f, 1e30f, 0], 1));
    }

    [Fact]
    public void Constructor_OutputsOrCropOfNoKnownKind_AreRefusedBeforeAnyFileIsRead()
    {
        Assert.Throws<ArgumentException>(() => Detector("box-2.7", ("score", [-1, 2])));
        Assert.Throws<ArgumentException>(() => Detector("five-points-112", ("live", [-1, 1])));

        // A known kind gets as far as its file, which is not here.
        Assert.Throws<VisionFormatException>(() => Detector("box-2.7", ("live", [-1, 1])));
        Assert.Throws<VisionFormatException>(() => Detector("box-4.0", ("logits", [1, 3])));
    }

    [Fact]
    public void Constructor_SetWithoutAttackNetwork_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new AttackDetector(HandMadeEntry.Catalog(), new()));

    private static AttackDetector Detector(string crop, (string, long[]) output) =>
        new(HandMadeEntry.Catalog(HandMadeEntry.Of("attack", crop, [-1, 3, 96, 96], output)), new());
}
