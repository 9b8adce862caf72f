using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Matching;

/// <summary>A face turned and scaled for each recogniser of a set: small, so that many can wait for one run. The owner disposes it.</summary>
public sealed class AlignedFace : IDisposable
{
    private readonly Image[] _crops;

    internal AlignedFace(Image[] crops) => _crops = crops;

    internal Image Crop(int network) => _crops[network];

    public void Dispose()
    {
        foreach (Image crop in _crops)
        {
            crop.Dispose();
        }
    }

    public override string ToString() => "aligned face";
}
