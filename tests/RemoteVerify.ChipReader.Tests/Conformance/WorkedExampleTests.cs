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

    [SkippableFact]
    public void PaceGenericMapping_Doc9303Part11AppendixG1_EveryValueComesOut()
    {
        Assert.Empty(WorkedExamples.PaceGenericMapping(Read("PACE_GM_ECDH_G_1.json")));
    }

    [SkippableFact]
    public void PaceGenericMapping_OneValueChanged_IsNamed()
    {
        string changed = Encoding.UTF8.GetString(Read("PACE_GM_ECDH_G_1.json")).Replace("\"tifd\": \"C2", "\"tifd\": \"C3", StringComparison.Ordinal);

        Assert.Equal(["tifd"], WorkedExamples.PaceGenericMapping(Encoding.UTF8.GetBytes(changed)));
    }

    private static byte[] Read(string name) =>
        File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "emrtd", "fetched", "doc9303-11", name));
}
