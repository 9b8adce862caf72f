using System.Globalization;

namespace RemoteVerify.Cli.Commands.Bench.PdfSigning;

/// <summary>Where and how the figures were taken.</summary>
internal sealed record BenchPlace(int Core, int Cores, IReadOnlyList<double> LoadBefore, IReadOnlyList<double> LoadAfter, int Rounds, double SliceSeconds);

/// <summary>The figures of one run, as JSON and as tables.</summary>
internal sealed class PdfBenchReport(
    SliceTimer timer, SliceTimer? bare, string? openSslVersion, PeerRace? race, IReadOnlyList<PeerFigures> peers, PdfsigRace? pdfsig,
    IReadOnlyDictionary<string, long> allocated, BenchPlace place)
{
    private static readonly string[] Keys = ["rsa2048", "p256"];
    private static readonly string[] Sizes = [.. BenchMaterial.Sizes.Select(size => size.Name)];

    public object ToJson() => new
    {
        signPerSecond = Table((key, size) => timer.PerSecond($"sign {key} {size}")),
        signFileToFilePerSecond = Table((key, size) => timer.PerSecond($"file {key} {size}")),
        validatePerSecond = Table((key, size) => timer.PerSecond($"validate {key} {size}")),
        rawOpenSsl = new { version = openSslVersion, rsa2048 = OpenSsl(OpenSslSpeed.Rsa), p256 = OpenSsl(OpenSslSpeed.P256), sha256BytesPerSecond = OpenSsl(OpenSslSpeed.Sha256) },
        rawDotNet = new
        {
            version = Environment.Version.ToString(), rsa2048 = Round(timer.PerSecond("dotnet rsa2048")), p256 = Round(timer.PerSecond("dotnet p256")),
            sha256BytesPerSecond = Round(timer.PerSecond("dotnet sha256") * BenchMaterial.Sizes[^1].BallastBytes),
        },
        ratioToRawRsa2048At50KB = Round(bare?.Ratio("own rsa2048", OpenSslSpeed.Rsa)),
        ratioToRawP256At50KB = Round(bare?.Ratio("own p256", OpenSslSpeed.P256)),
        ratioToDotNetRsa2048At50KB = Round(timer.Ratio("sign rsa2048 50KB", "dotnet rsa2048")),
        ratioToDotNetP256At50KB = Round(timer.Ratio("sign p256 50KB", "dotnet p256")),
        ratioDotNetToRawRsa2048 = Round(bare?.Ratio("dotnet rsa2048", OpenSslSpeed.Rsa)),
        byProcessorTime = new
        {
            signPerSecond = Table((key, size) => timer.PerProcessorSecond($"sign {key} {size}")),
            validatePerSecond = Table((key, size) => timer.PerProcessorSecond($"validate {key} {size}")),
            rawDotNet = new { rsa2048 = Round(timer.PerProcessorSecond("dotnet rsa2048")), p256 = Round(timer.PerProcessorSecond("dotnet p256")) },
            ratioToRawRsa2048At50KB = Round(bare?.ProcessorRatio("own rsa2048", OpenSslSpeed.Rsa)),
            ratioToDotNetRsa2048At50KB = Round(timer.ProcessorRatio("sign rsa2048 50KB", "dotnet rsa2048")),
            rawOpenSslRsa2048 = Round(bare?.PerProcessorSecond(OpenSslSpeed.Rsa)),
        },
        allocatedBytesBeyondOutputAt50KB = allocated,
        pdfsigValidatePerSecond = pdfsig is null ? null : Table((key, size) => pdfsig.PerSecond[(key, size)]),
        ratioToPdfsigValidation = pdfsig is null ? null : Table((key, size) => pdfsig.Ratio[(key, size)]),
        peers = peers.ToDictionary(peer => peer.Name, peer => new { mode = peer.Mode, note = peer.Note, signPerSecond = peer.SignPerSecond }),
        besidePeers = race is null ? null : new
        {
            signPerSecond = Table((key, size) => race.Own[(key, size)]),
            bestPeer = Keys.ToDictionary(key => key, key => Sizes.ToDictionary(size => size, size => race.Best.TryGetValue((key, size), out (string Peer, double Ratio) best) ? best.Peer : null)),
            ratioToBestPeer = Table((key, size) => race.Best.TryGetValue((key, size), out (string Peer, double Ratio) best) ? best.Ratio : double.NaN),
        },
        place.Core,
        place.Cores,
        loadAverageBefore = place.LoadBefore,
        loadAverageAfter = place.LoadAfter,
        place.Rounds,
        place.SliceSeconds,
    };

    public void Write(TextWriter writer)
    {
        writer.WriteLine($"One core (number {place.Core} of {place.Cores}), medians of {place.Rounds} slices of {place.SliceSeconds} s, load {string.Join(' ', place.LoadBefore)} before and {string.Join(' ', place.LoadAfter)} after");
        writer.WriteLine($"{"a second",-28}{string.Concat(Keys.SelectMany(key => Sizes.Select(size => $"{key + " " + size,16}")))}");
        Row(writer, "sign, in memory", (key, size) => timer.PerSecond($"sign {key} {size}"));
        Row(writer, "sign, file to file", (key, size) => timer.PerSecond($"file {key} {size}"));
        Row(writer, "validate, in memory", (key, size) => timer.PerSecond($"validate {key} {size}"));
        Row(writer, ".NET key alone", (key, _) => timer.PerSecond("dotnet " + key));
        if (bare is not null)
        {
            Row(writer, "openssl speed, key alone", (key, _) => bare.PerSecond("openssl " + key));
            writer.WriteLine($"{openSslVersion}: SHA-256 {bare.PerSecond(OpenSslSpeed.Sha256) / 1e6:0} MB/s; .NET SHA-256 {timer.PerSecond("dotnet sha256") * BenchMaterial.Sizes[^1].BallastBytes / 1e6:0} MB/s");
            writer.WriteLine($"signing at 50 KB beside openssl speed: RSA-2048 {bare.Ratio("own rsa2048", OpenSslSpeed.Rsa):P0}, P-256 {bare.Ratio("own p256", OpenSslSpeed.P256):P0}");
            writer.WriteLine($".NET's RSA-2048 key code beside OpenSSL's own: {bare.Ratio("dotnet rsa2048", OpenSslSpeed.Rsa):P0}; that is what going below it could bring");
        }
        else
        {
            writer.WriteLine("openssl is not installed: no bare cost of OpenSSL");
        }

        writer.WriteLine($"signing at 50 KB beside .NET's key alone: RSA-2048 {timer.Ratio("sign rsa2048 50KB", "dotnet rsa2048"):P0}, P-256 {timer.Ratio("sign p256 50KB", "dotnet p256"):P0}");
        writer.WriteLine($"allocated for a signature at 50 KB, beyond the file: RSA-2048 {allocated["rsa2048"] / 1024.0:0.0} KiB, P-256 {allocated["p256"] / 1024.0:0.0} KiB");
        WriteOthers(writer);
    }

    private void WriteOthers(TextWriter writer)
    {
        if (pdfsig is not null)
        {
            Row(writer, "pdfsig validates", (key, size) => pdfsig.PerSecond[(key, size)]);
            Row(writer, "ours is faster, times", (key, size) => pdfsig.Ratio[(key, size)]);
        }

        foreach (PeerFigures peer in peers)
        {
            if (peer.SignPerSecond.Count > 0)
            {
                Row(writer, $"{peer.Name} ({peer.Mode})", (key, size) => peer.SignPerSecond.TryGetValue(key, out IReadOnlyDictionary<string, double>? sizes) && sizes.TryGetValue(size, out double rate) ? rate : double.NaN);
            }

            if (peer.Note is not null)
            {
                writer.WriteLine($"  {peer.Name}: {peer.Note}");
            }
        }

        if (race is not null)
        {
            Row(writer, "ours beside the peers", (key, size) => race.Own[(key, size)]);
            Row(writer, "times the best peer", (key, size) => race.Best.TryGetValue((key, size), out (string Peer, double Ratio) best) ? best.Ratio : double.NaN);
        }
    }

    private static void Row(TextWriter writer, string name, Func<string, string, double> figure) =>
        writer.WriteLine($"{name,-28}{string.Concat(Keys.SelectMany(key => Sizes.Select(size => $"{Show(figure(key, size)),16}")))}");

    private static string Show(double value) => double.IsNaN(value) ? "-" : value.ToString(value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static Dictionary<string, Dictionary<string, double?>> Table(Func<string, string, double> figure) =>
        Keys.ToDictionary(key => key, key => Sizes.ToDictionary(size => size, size => Round(figure(key, size))));

    private double? OpenSsl(string name) => bare is null ? null : Round(bare.PerSecond(name));

    /// <summary>Four significant digits; null where there is no figure.</summary>
    private static double? Round(double? value) => value is not { } number || !double.IsFinite(number) ? null
        : number == 0 ? 0
        : Math.Round(number, Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(number))), 0, 6));
}
