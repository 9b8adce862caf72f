using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RemoteVerify.Pades.Tests.Signing;

/// <summary>What five programs that know nothing of ours say about a file that we have signed.</summary>
internal sealed partial class Oracles(OutsideTools tools)
{
    /// <summary>Everything that is wrong with the newest signature; empty when nothing is.</summary>
    /// <param name="mutoolReadsIt">False for RSA-PSS, which that program can't check.</param>
    public IReadOnlyList<string> Judge(byte[] input, byte[] signed, string password = "", bool mutoolReadsIt = true)
    {
        List<string> wrong = [];
        if (!signed.AsSpan().StartsWith(input))
        {
            wrong.Add("the input is no prefix");
        }

        string file = tools.Put("judged.pdf", signed);
        JudgeByPdfsig(file, password, wrong);
        if (mutoolReadsIt && signed.AsSpan().StartsWith("%PDF-"u8))
        {
            JudgeByMutool(file, password, wrong);
        }

        (int before, _) = tools.Run("qpdf", "--password=" + password, "--check", tools.Put("input.pdf", input));
        (int after, string check) = tools.Run("qpdf", "--password=" + password, "--check", file);
        if (after > before)
        {
            wrong.Add("qpdf: " + check);
        }

        (int code, string output) = VerifyCms(signed);
        if (code != 0)
        {
            wrong.Add("openssl cms: " + output);
        }

        return wrong;
    }

    /// <summary>The newest signature by <c>openssl cms</c>, with the attribute that names the certificate.</summary>
    public (int ExitCode, string Output) VerifyCms(byte[] signed)
    {
        SignedBytes parts = SignedBytes.Last(signed);
        return tools.Run(
            "openssl", "cms", "-verify", "-binary", "-cades", "-purpose", "any", "-inform", "DER", "-in", tools.Put("cms.der", parts.Contents),
            "-content", tools.Put("tbs", parts.Content), "-CAfile", tools.Put("root.pem", SigningMaterial.RootPem), "-out", "/dev/null");
    }

    /// <summary>The newest document timestamp by <c>openssl ts</c>.</summary>
    public (int ExitCode, string Output) VerifyDocumentTimestamp(byte[] stamped, byte[] rootPem)
    {
        SignedBytes parts = SignedBytes.Last(stamped);
        return tools.Run(
            "openssl", "ts", "-verify", "-data", tools.Put("tbs", parts.Content), "-in", tools.Put("token.der", parts.Contents), "-token_in",
            "-CAfile", tools.Put("root.pem", rootPem));
    }

    private void JudgeByPdfsig(string file, string password, List<string> wrong)
    {
        string report = LastPart(tools.Run("pdfsig", "-nssdir", tools.TrustingDatabase(), "-upw", password, "-opw", password, file).Output, "Signature #");
        foreach (string words in new[] { "Signature is Valid.", "Certificate is Trusted.", "Total document signed", "ETSI.CAdES.detached" })
        {
            if (!report.Contains(words, StringComparison.Ordinal))
            {
                wrong.Add($"pdfsig lacks '{words}': {report}");
            }
        }
    }

    /// <summary>Of several signatures only the newest can be unchanged. MuPDF 1.21 repairs files whose header is not at byte 0 and then finds no range right.</summary>
    private void JudgeByMutool(string file, string password, List<string> wrong)
    {
        string words = tools.Run("mutool", "sign", "-p", password, "-v", file).Output;
        if (!words.Contains("unchanged since signing", StringComparison.Ordinal))
        {
            wrong.Add("mutool: " + words);
        }
    }

    /// <summary>Programs list signatures by field, so the newest is the one that covers the whole file.</summary>
    private static string LastPart(string output, string heading)
    {
        string[] parts = output.Split(heading);
        return parts.FirstOrDefault(part => part.Contains("Total document signed", StringComparison.Ordinal)) ?? parts[^1];
    }
}

/// <summary>What the last signature of a file covers and holds, cut out without any of our own readers.</summary>
internal sealed partial record SignedBytes(byte[] Content, byte[] Contents)
{
    public static SignedBytes Last(byte[] pdf)
    {
        string text = Encoding.Latin1.GetString(pdf);
        Match range = ByteRange().Matches(text)[^1];
        int[] numbers = [.. range.Groups.Cast<Group>().Skip(1).Select(n => int.Parse(n.Value, CultureInfo.InvariantCulture))];
        Assert.Equal(pdf.Length, numbers[2] + numbers[3]);
        byte[] padded = Convert.FromHexString(text[(numbers[1] + 1)..(numbers[2] - 1)]);
        int length = padded[1] == 0x82 ? 4 + (padded[2] << 8) + padded[3] : throw new InvalidOperationException("unexpected length");
        return new SignedBytes([.. pdf[..numbers[1]], .. pdf[numbers[2]..]], padded[..length]);
    }

    [GeneratedRegex(@"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")]
    private static partial Regex ByteRange();
}
