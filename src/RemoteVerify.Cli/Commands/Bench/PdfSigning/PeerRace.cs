namespace RemoteVerify.Cli.Commands.Bench.PdfSigning;

/// <summary>One peer in the figures.</summary>
/// <param name="Mode">"in memory", or "process" for one process each signature.</param>
/// <param name="Note">Why there are no figures, or what else to know; null for nothing.</param>
/// <param name="SignPerSecond">By key and size; a figure is missing where the peer can't.</param>
internal sealed record PeerFigures(string Name, string Mode, string? Note, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> SignPerSecond);

/// <summary>Runs the peers of PADES-PEERS.md, our own loop between their slices.</summary>
internal sealed class PeerRace(BenchMaterial material, OwnLoops own, OutsideProgram programs, TimeSpan slice, int rounds)
{
    private const string BareCms = "openssl cms";
    private const string Jars = "/usr/share/java";
    private static readonly string[] JarNames = ["bcprov", "bcpkix", "bcutil", "pdfbox2", "fontbox2", "itext5", "commons-logging"];

    /// <summary>Our own rate beside the peers, by key and size.</summary>
    public Dictionary<(string Key, string Size), double> Own { get; } = [];

    /// <summary>Ratio of our rate to the best peer's in the same rounds, by key and size; only of peers that sign a PDF.</summary>
    public Dictionary<(string Key, string Size), (string Peer, double Ratio)> Best { get; } = [];

    public List<PeerFigures> Run(CancellationToken cancellationToken)
    {
        List<string> notes = [];
        using LineServer? java = Java(notes);
        using LineServer? node = Node(notes);
        List<Peer> peers = [.. Peers(java, node, notes)];
        Dictionary<string, Dictionary<string, IReadOnlyDictionary<string, double>>> figures = peers.ToDictionary(p => p.Name, _ => new Dictionary<string, IReadOnlyDictionary<string, double>>());
        foreach (string key in material.Signers.Keys)
        {
            Dictionary<string, Dictionary<string, double>> bySize = peers.ToDictionary(p => p.Name, _ => new Dictionary<string, double>());
            foreach (string size in material.Documents.Keys)
            {
                Race(peers, key, size, bySize, cancellationToken);
            }

            foreach (Peer peer in peers.Where(p => bySize[p.Name].Count > 0))
            {
                figures[peer.Name][key] = bySize[peer.Name];
            }
        }

        return [.. peers.Select(p => new PeerFigures(p.Name, p.Mode, p.Note, figures[p.Name]))];
    }

    private void Race(IReadOnlyList<Peer> peers, string key, string size, Dictionary<string, Dictionary<string, double>> bySize, CancellationToken cancellationToken)
    {
        List<Contender> running = [Contender.Loop("own", () => own.Sign(key, size))];
        foreach (Peer peer in peers.Where(p => p.Make is not null && p.Can(key)))
        {
            Contender contender = new(peer.Name, peer.Make!(key, size).RunSlice);
            if (Warm(peer, contender) is { } trouble)
            {
                peer.Note = $"{(peer.Note is null ? "" : peer.Note + "; ")}{key} {size}: {trouble}";
                continue;
            }

            running.Add(contender);
        }

        SliceTimer timer = new(slice, rounds);
        timer.Run(running, cancellationToken);
        Own[(key, size)] = timer.PerSecond("own");
        foreach (Contender contender in running.Skip(1))
        {
            bySize[contender.Name][size] = Math.Round(timer.PerSecond(contender.Name), 2);
            double ratio = timer.Ratio("own", contender.Name);
            if (contender.Name != BareCms && (!Best.TryGetValue((key, size), out (string Peer, double Ratio) best) || ratio < best.Ratio))
            {
                Best[(key, size)] = (contender.Name, ratio);
            }
        }
    }

    /// <summary>Lets a just-in-time compiler do its work before anything counts; null when the peer signs.</summary>
    private string? Warm(Peer peer, Contender contender)
    {
        try
        {
            Slice first = contender.RunSlice(peer.IsWarmed ? slice * 6 : slice);
            return first.PerSecond > 0 ? null : "it made no signature here";
        }
        catch (IOException e)
        {
            return "it failed here: " + e.Message;
        }
    }

    private IEnumerable<Peer> Peers(LineServer? java, LineServer? node, IReadOnlyList<string> notes)
    {
        string? javaNote = notes.FirstOrDefault(n => n.StartsWith("Java", StringComparison.Ordinal));
        string? nodeNote = notes.FirstOrDefault(n => n.StartsWith("Node", StringComparison.Ordinal));
        yield return new Peer("pdfbox2", "in memory", java is null ? null : (key, size) => new("", length => java.Run("pdfbox", key, size, length)), javaNote) { IsWarmed = true };
        yield return new Peer("itext5", "in memory", java is null ? null : (key, size) => new("", length => java.Run("itext", key, size, length)), javaNote) { IsWarmed = true };
        yield return new Peer("signpdf", "in memory", node is null ? null : (key, size) => new("", length => node.Run("signpdf", key, size, length)), nodeNote) { Can = key => key == "rsa2048", IsWarmed = true };
        yield return Process("mutool", "field of the document filled", (key, size) =>
            ["mutool", "sign", "-s", key + ".p12", "-P", BenchMaterial.Password, "-o", "peer.pdf", $"field-{size}.pdf", BenchDocument.FieldObject.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        string database = NssDatabase();
        yield return Process("pdfsig", "field of the document filled; fails often with ECDSA, and a failure counts as none", (key, size) =>
            ["pdfsig", "-nssdir", database, "-sign", BenchDocument.FieldName, "-etsi", "-nick", key, $"field-{size}.pdf", "peer.pdf"]);
        yield return Process(BareCms, "a detached CMS, no PDF: not counted as a peer", (key, size) =>
            ["openssl", "cms", "-sign", "-binary", "-cades", "-md", "sha256", "-outform", "DER", "-signer", key + ".pem", "-inkey", key + ".key", "-certfile", "root.pem", "-in", $"plain-{size}.pdf", "-out", "peer.pdf"]);
    }

    private Peer Process(string name, string note, Func<string, string, string[]> words) =>
        programs.Run(words("rsa2048", "50KB")[0], "-v") is null
            ? new Peer(name, "process", null, "not installed")
            : new Peer(name, "process", (key, size) => programs.PerProcess("", "peer.pdf", words(key, size)[0], words(key, size)[1..]), note);

    private LineServer? Java(List<string> notes)
    {
        string[] missing = [.. JarNames.Where(jar => !File.Exists($"{Jars}/{jar}.jar"))];
        string path = string.Join(':', JarNames.Select(jar => $"{Jars}/{jar}.jar").Append("."));
        if (missing.Length > 0)
        {
            notes.Add($"Java libraries are not installed: {string.Join(", ", missing)} (libitext5-java libpdfbox2-java libbcpkix-java libcommons-logging-java)");
            return null;
        }

        PeerProgram.Write(material.PathOf("BenchPeers.java"), "BenchPeers.java");
        (int ExitCode, string Output)? compiled = programs.Run("javac", "-cp", path, "BenchPeers.java");
        if (compiled is not { ExitCode: 0 })
        {
            notes.Add(compiled is null ? "Java compiler is not installed (openjdk-17-jdk-headless)" : "Java did not compile the peer: " + compiled.Value.Output.Split('\n')[0]);
            return null;
        }

        return LineServer.Start(programs, "java", "-Xmx2g", "-cp", path, "BenchPeers", BenchMaterial.Password);
    }

    private LineServer? Node(List<string> notes)
    {
        if (PeerProgram.SignPdfModules(programs, material.Folder) is not { } trouble)
        {
            PeerProgram.Write(material.PathOf("bench-peers.cjs"), "bench-peers.cjs");
            return LineServer.Start(programs, "node", "bench-peers.cjs", BenchMaterial.Password);
        }

        notes.Add("Node: " + trouble);
        return null;
    }

    private string NssDatabase()
    {
        Directory.CreateDirectory(material.PathOf("nss"));
        const string database = "sql:nss";
        if (programs.Run("certutil", "-N", "-d", database, "--empty-password") is not null)
        {
            programs.Run("certutil", "-A", "-d", database, "-n", "Bench Root", "-t", "CT,C,C", "-i", "root.pem");
            foreach (string key in material.Signers.Keys)
            {
                programs.Run("openssl", "pkcs12", "-export", "-inkey", key + ".key", "-in", key + ".pem", "-certfile", "root.pem", "-name", key, "-passout", "pass:" + BenchMaterial.Password, "-out", key + "-nss.p12");
                programs.Run("pk12util", "-i", key + "-nss.p12", "-d", database, "-W", BenchMaterial.Password);
            }
        }

        return database;
    }

    private sealed record Peer(string Name, string Mode, Func<string, string, Contender>? Make, string? FirstNote)
    {
        public string? Note { get; set; } = FirstNote;

        public Func<string, bool> Can { get; init; } = _ => true;

        /// <summary>Gets longer to warm up.</summary>
        public bool IsWarmed { get; init; }
    }
}
