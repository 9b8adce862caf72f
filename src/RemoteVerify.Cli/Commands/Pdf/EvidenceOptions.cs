using System.CommandLine;
using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Fetching;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>The options of commands that need timestamps and long-term evidence, and what they open.</summary>
internal sealed class EvidenceOptions
{
    private readonly Option<string> _tsa = new("--tsa") { Description = "Timestamp authority: an address, or 'embedded' for the development one of this working copy." };
    private readonly Option<string[]> _trust = new("--trust") { Description = "PEM or DER file of trusted roots in which paths end; may be repeated." };
    private readonly Option<string[]> _crls = new("--crl") { Description = "Revocation list (DER or PEM) for certificates without an address; may be repeated." };
    private readonly Option<string[]> _responses = new("--ocsp") { Description = "OCSP response (DER); may be repeated." };

    public IReadOnlyList<Option> All => [_tsa, _trust, _crls, _responses];

    public EvidenceKit Open(ParseResult parsed)
    {
        string? tsa = parsed.GetValue(_tsa);
        EmbeddedAuthority? embedded = tsa == "embedded" ? EmbeddedAuthority.Open() : null;
        HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) }) { Timeout = TimeSpan.FromSeconds(30) };
        ITimestampSource? source = embedded?.Timestamps ?? (tsa is null ? null
            : Uri.TryCreate(tsa, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? new HttpTimestampSource(http, new Uri(tsa))
            : throw CommandException.WrongUse($"{tsa} is no address."));
        return new EvidenceKit(
            http,
            embedded,
            source,
            PdfInput.Certificates(parsed.GetValue(_trust) ?? []),
            new CommandEvidence(embedded, [.. (parsed.GetValue(_crls) ?? []).Select(PemOrDer)], [.. (parsed.GetValue(_responses) ?? []).Select(InputFiles.Read)], http));
    }

    private static byte[] PemOrDer(string path)
    {
        byte[] bytes = InputFiles.Read(path);
        string text = System.Text.Encoding.Latin1.GetString(bytes);
        return System.Security.Cryptography.PemEncoding.TryFind(text, out System.Security.Cryptography.PemFields fields) ? Convert.FromBase64String(text[fields.Base64Data]) : bytes;
    }
}

/// <summary>What one command asks for timestamps and evidence.</summary>
internal sealed record EvidenceKit(
    HttpClient Http, EmbeddedAuthority? Embedded, ITimestampSource? Timestamps, IReadOnlyList<Certificate> Trusted, CommandEvidence Evidence) : IDisposable
{
    /// <param name="fallback">Roots to trust when none were named: those that came with the key.</param>
    public LongTermOptions LongTerm(PdfOpenOptions open, IEnumerable<Certificate> fallback)
    {
        IEnumerable<Certificate> anchors = Trusted.Count > 0 ? Trusted : fallback;
        return new LongTermOptions
        {
            Anchors = [.. Embedded is null ? anchors : anchors.Append(Embedded.Root)],
            Source = Evidence,
            At = TimeProvider.System.GetUtcNow(),
            Open = open,
        };
    }

    public void Dispose()
    {
        Http.Dispose();
        Embedded?.Dispose();
    }
}
