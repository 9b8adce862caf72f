namespace RemoteVerify.Cli.Commands.Bench.PdfSigning;

/// <summary>Our validation in this process beside <c>pdfsig</c>, one process a file, on the same signed files.</summary>
/// <param name="PerSecond">What pdfsig does, by key and size.</param>
/// <param name="Ratio">How often ours is as fast, by key and size.</param>
internal sealed record PdfsigRace(IReadOnlyDictionary<(string Key, string Size), double> PerSecond, IReadOnlyDictionary<(string Key, string Size), double> Ratio)
{
    /// <summary>Null when pdfsig is not installed.</summary>
    public static PdfsigRace? Run(
        BenchMaterial material, OwnLoops own, OutsideProgram programs, TimeSpan slice, int rounds, CancellationToken cancellationToken)
    {
        if (programs.Run("pdfsig", "-v") is null)
        {
            return null;
        }

        Dictionary<(string, string), double> rates = [], ratios = [];
        foreach (string key in material.Signers.Keys)
        {
            foreach (string size in material.Documents.Keys)
            {
                byte[] signed = own.Sign(key, size);
                string file = $"signed-{key}-{size}.pdf";
                File.WriteAllBytes(material.PathOf(file), signed);
                if (programs.Run("pdfsig", "-nocert", file) is not { } said || !said.Output.Contains("Signature is Valid.", StringComparison.Ordinal))
                {
                    throw CommandException.Environment("pdfsig does not accept the signature of the bench.");
                }

                SliceTimer timer = new(slice, rounds);
                timer.Run([Contender.Loop("own", () => own.Validate(signed)), programs.PerProcess("pdfsig", null, "pdfsig", "-nocert", file)], cancellationToken);
                rates[(key, size)] = timer.PerSecond("pdfsig");
                ratios[(key, size)] = timer.Ratio("own", "pdfsig");
            }
        }

        return new PdfsigRace(rates, ratios);
    }
}
