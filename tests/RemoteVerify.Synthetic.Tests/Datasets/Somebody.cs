using RemoteVerify.Synthetic.Datasets;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Tests.Datasets;

/// <summary>One person of the tests' numbers.</summary>
internal static class Somebody
{
    public static SyntheticSubject Subject { get; } = SyntheticSubject.Draw(50_007);

    public static PersonParameters Face => Subject.Face;
}
