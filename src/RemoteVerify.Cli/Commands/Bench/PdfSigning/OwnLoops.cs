using RemoteVerify.Cli.Commands.Pdf;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Cli.Commands.Bench.PdfSigning;

/// <summary>The loops of this project: the real parser, all permission checks, profile B-B, one authority in the chain.</summary>
internal sealed class OwnLoops(BenchMaterial material)
{
    private readonly SignatureRequest _request = new() { SigningTime = TimeProvider.System.GetUtcNow(), Reason = "Bench" };

    public byte[] Sign(string key, string size) =>
        PadesSigner.SignAsync(material.Documents[size], _request, material.Signers[key], null, null, default).GetAwaiter().GetResult() is SignResult.Signed signed
            ? signed.Pdf
            : throw CommandException.Environment("The document of the bench was not signed.");

    public void SignFile(string key, string size)
    {
        using DocumentFile document = DocumentFile.Open(material.PathOf($"plain-{size}.pdf"), mappedFromBytes: 1 << 20);
        SignResult result = FileSigning.SignAsync(
            document, material.PathOf("own.pdf"), new SigningOrder(_request, material.Signers[key], null, new PdfOpenOptions(), null), mayNormalize: false, default).GetAwaiter().GetResult().Result;
        _ = result as SignResult.Written ?? throw CommandException.Environment("The file of the bench was not signed.");
    }

    public void Validate(byte[] signed)
    {
        ValidationReport report = PadesValidator.Validate(
            signed, new ValidationOptions { At = _request.SigningTime, Anchors = [material.Root], Crls = [material.Crl] });
        if (report.Indication != Indication.TotalPassed)
        {
            throw CommandException.Environment($"Our own signature is {report.Indication.ToCode()}.");
        }
    }

    /// <summary>Bytes allocated for one signature, the signed file itself not counted.</summary>
    public long AllocatedBeyondOutput(string key, string size)
    {
        const int rounds = 8;
        Sign(key, size);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long output = 0;
        for (int i = 0; i < rounds; i++)
        {
            output += Sign(key, size).Length;
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before - output) / rounds;
    }

    /// <summary>All loops, each key beside the bare signature of its key.</summary>
    public IEnumerable<Contender> Contenders()
    {
        byte[] hash = new byte[32];
        foreach ((string name, CertifiedKey signer) in material.Signers)
        {
            SoftwareKey bare = (SoftwareKey)signer.Key;
            yield return Contender.Loop($"dotnet {name}", () => bare.SignHash(hash));
            foreach (string size in material.Documents.Keys)
            {
                byte[] signed = Sign(name, size);
                yield return Contender.Loop($"sign {name} {size}", () => Sign(name, size));
                yield return Contender.Loop($"file {name} {size}", () => SignFile(name, size));
                yield return Contender.Loop($"validate {name} {size}", () => Validate(signed));
            }
        }

        yield return Contender.Loop("dotnet sha256", () => System.Security.Cryptography.SHA256.HashData(material.Documents["10MB"]));
    }
}
