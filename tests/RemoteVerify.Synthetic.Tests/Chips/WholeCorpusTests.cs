using RemoteVerify.ChipReader.Conformance;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.Conformance;
using RemoteVerify.TestKit;

namespace RemoteVerify.Synthetic.Tests.Chips;

/// <summary>Both rooms together judge every row: what the corpus command does.</summary>
public sealed class WholeCorpusTests
{
    [SkippableFact]
    public void Run_WithTheReadersWorkedExamples_EveryRowPasses()
    {
        string folder = Path.Combine(TestMaterial.Corpus, "emrtd");

        CorpusReport report = EmrtdCorpus.Run(
            File.ReadAllText(Path.Combine(folder, "expectations.csv")), name => File.ReadAllBytes(Path.Combine(folder, name)), WorkedExamples.ByKind);

        Assert.Empty(report.Rows.Where(row => row.Outcome != RowOutcome.Pass).Select(row => $"{row.Id}: {row.Reason}"));
        Assert.Equal(report.Total, report.Passed);
        Assert.Equal(report.Total, report.ToJson()["rows"]!.AsArray().Count);
    }

    [SkippableFact]
    public void Run_ExpectationsChanged_ChangesTheResult()
    {
        string folder = Path.Combine(TestMaterial.Corpus, "emrtd");
        string header = "id,files,kind,origin,licence,expected\n";
        string files = "synth/aa/d-ec-p256-sha256/EF_DG15.bin;synth/aa/d-ec-p256-sha256/challenge.bin;synth/aa/d-ec-p256-sha256/response.bin";

        CorpusReport report = EmrtdCorpus.Run(
            header
            + $"right,{files},active-auth,o,l,\"{{\"\"verdict\"\": \"\"accept\"\", \"\"note\"\": \"\"x\"\"}}\"\n"
            + $"wrong,{files},active-auth,o,l,\"{{\"\"verdict\"\": \"\"reject\"\"}}\"\n"
            + $"unknown-key,{files},active-auth,o,l,\"{{\"\"verdict\"\": \"\"accept\"\", \"\"colour\"\": \"\"red\"\"}}\"\n"
            + $"unknown-kind,{files},horoscope,o,l,\"{{}}\"\n"
            + "no-file,synth/nowhere.bin,dg1,o,l,\"{}\"\n",
            name => File.ReadAllBytes(Path.Combine(folder, name)));

        Assert.Equal(
            [RowOutcome.Pass, RowOutcome.Fail, RowOutcome.Fail, RowOutcome.Skip, RowOutcome.Fail], report.Rows.Select(row => row.Outcome));
        Assert.Equal("differs in: colour", report.Rows[2].Reason);
    }
}
