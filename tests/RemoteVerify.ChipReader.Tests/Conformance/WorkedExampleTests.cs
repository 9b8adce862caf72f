using System.Text;
using RemoteVerify.ChipReader.Conformance;
using RemoteVerify.TestKit;

namespace RemoteVerify.ChipReader.Tests.Conformance;

public sealed class WorkedExampleTests
{
    [SkippableFact]
    public void BasicAccess_Doc9303Part11AppendixD_EveryValueComesOut()
    {
        Assert.Empty(WorkedExamples.BasicAccess(Read("BAC_D.json")));
    }

    [SkippableFact]
    public void BasicAccess_OneValueChanged_IsNamed()
    {
        string changed = Encoding.UTF8.GetString(Read("BAC_D.json")).Replace("\"k_mac\": \"79", "\"k_mac\": \"78", StringComparison.Ordinal);

        Assert.Equal(["k_mac"], WorkedExamples.BasicAccess(Encoding.UTF8.GetBytes(changed)));
    }

    private static byte[] Read(string name) =>
        File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "emrtd", "fetched", "doc9303-11", name));
}
