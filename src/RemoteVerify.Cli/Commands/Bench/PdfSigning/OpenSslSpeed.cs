using System.Globalization;
using System.Text.RegularExpressions;

namespace RemoteVerify.Cli.Commands.Bench.PdfSigning;

/// <summary>The bare cost, as <c>openssl speed</c> measures it: by the wall clock as ours is, and by processor time.</summary>
internal sealed partial class OpenSslSpeed(OutsideProgram programs)
{
    public const string Rsa = "openssl rsa2048";
    public const string P256 = "openssl p256";
    public const string Sha256 = "openssl sha256";

    private const int ShaBlockBytes = 16384;

    /// <summary>Null when there is no openssl.</summary>
    public string? Version() => programs.Run("openssl", "version") is { ExitCode: 0 } answer ? answer.Output.Trim() : null;

    /// <summary>Signatures a second with RSA-2048 and P-256; each slice lasts a second, the shortest that the program knows.</summary>
    public IEnumerable<Contender> Contenders()
    {
        yield return new Contender(Rsa, _ => Both("rsa2048", SignRate));
        yield return new Contender(P256, _ => Both("ecdsap256", SignRate));
        yield return new Contender(Sha256, _ => Both("sha256", HashRate));
    }

    private Slice Both(string algorithm, Func<string, double> read) =>
        new(read(Speed(algorithm, "-elapsed")), read(Speed(algorithm, null)));

    private string Speed(string algorithm, string? clock)
    {
        List<string> arguments = ["speed", "-mr", "-seconds", "1"];
        if (clock is not null)
        {
            arguments.Add(clock);
        }

        arguments.AddRange(algorithm == "sha256" ? ["-bytes", ShaBlockBytes.ToString(CultureInfo.InvariantCulture), "-evp", algorithm] : [algorithm]);
        return programs.Run("openssl", [.. arguments])?.Output ?? "";
    }

    /// <summary>"+F2:0:2048:seconds per signature:seconds per check", the same with F4 for ECDSA.</summary>
    private static double SignRate(string output) =>
        SignLine().Match(output) is { Success: true } line ? Rate(Number(line.Groups[1].Value)) : double.NaN;

    /// <summary>"+F:index:name:bytes per second".</summary>
    private static double HashRate(string output) =>
        HashLine().Match(output) is { Success: true } line ? Number(line.Groups[1].Value) : double.NaN;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>OpenSSL 3.0 writes seconds per signature, later ones signatures per second.</summary>
    private static double Rate(double value) => value < 1 ? 1 / value : value;

    [GeneratedRegex(@"^\+F[24]:\d+:\d+:([0-9.]+):", RegexOptions.Multiline)]
    private static partial Regex SignLine();

    [GeneratedRegex(@"^\+F:\d+:[^:]+:([0-9.]+)", RegexOptions.Multiline)]
    private static partial Regex HashLine();
}
