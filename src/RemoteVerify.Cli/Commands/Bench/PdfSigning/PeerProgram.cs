namespace RemoteVerify.Cli.Commands.Bench.PdfSigning;

/// <summary>The sources of the peers that loop, and the packages that one of them needs.</summary>
internal static class PeerProgram
{
    private static readonly string[] Packages = ["@signpdf/signpdf", "@signpdf/signer-p12", "@signpdf/placeholder-plain", "node-forge"];

    public static void Write(string path, string resource)
    {
        using Stream source = typeof(PeerProgram).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource {resource} is missing.");
        using FileStream target = File.Create(path);
        source.CopyTo(target);
    }

    /// <summary>Puts @signpdf into the scratch folder, without running any script of it; null when it is there.</summary>
    public static string? SignPdfModules(OutsideProgram programs, string folder)
    {
        if (programs.Run("node", "--version") is null)
        {
            return "node is not installed";
        }

        string own = Path.Combine(Installation.Root, "node_modules");
        if (Directory.Exists(Path.Combine(own, "@signpdf", "signpdf")))
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), own);
            return null;
        }

        return programs.Run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", .. Packages]) is { ExitCode: 0 }
            ? null
            : "@signpdf can't be installed from npm here";
    }
}
