using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Pades.LongTerm;

/// <summary>A certificate whose status has to be proved, and the time for which.</summary>
internal sealed record Subject(Certificate Certificate, DateTimeOffset At);

/// <summary>Everybody who signed something in a document: signers, and the authorities behind their timestamps.</summary>
internal sealed class SignedObjects
{
    private readonly List<Certificate> _pool = [];
    private readonly List<Subject> _subjects = [];

    private SignedObjects()
    {
    }

    public IReadOnlyList<Certificate> Certificates => _pool;

    public IReadOnlyList<Subject> Subjects => _subjects;

    /// <summary>Reads every signature; its time is that of the earliest timestamp over it, its own or one of the whole document.</summary>
    /// <exception cref="PdfFormatException">A signature can't be read, so that nothing can be proved about it.</exception>
    public static SignedObjects Read(PdfRevision revision, DateTimeOffset now)
    {
        SignedObjects found = new();
        List<Signature> all = [.. SignatureFieldReader.Read(revision).Where(field => !field.IsEmpty).Select(field => Signature.Read(revision, field.Value!))];
        try
        {
            List<(DateTimeOffset Time, long End)> stamps =
                [.. all.Where(signature => signature.IsTimestamp).Select(signature => (found.AddToken(signature.Contents), signature.End))];
            foreach (Signature signature in all.Where(signature => !signature.IsTimestamp))
            {
                found.AddSignature(signature.Contents, stamps.Where(stamp => stamp.End > signature.End).Select(stamp => stamp.Time).Append(now).Min());
            }
        }
        catch (PkiFormatException e)
        {
            throw new PdfFormatException("signature", -1, e.Message);
        }

        return found;
    }

    private void AddSignature(ReadOnlyMemory<byte> contents, DateTimeOffset latest)
    {
        SignedData data = SignedData.Read(contents);
        _pool.AddRange(data.Certificates);
        foreach (SignerInfo signer in data.Signers)
        {
            DateTimeOffset at = signer.SignatureTimestamps.Select(AddToken).Append(latest).Min();
            if (signer.FindCertificate(data.Certificates) is { } certificate)
            {
                _subjects.Add(new Subject(certificate, at));
            }
        }
    }

    private DateTimeOffset AddToken(ReadOnlyMemory<byte> encoded)
    {
        TimestampToken token = TimestampToken.Read(encoded);
        _pool.AddRange(token.Certificates);
        if (token.SignerCertificate is { } authority)
        {
            _subjects.Add(new Subject(authority, token.Time));
        }

        return token.Time;
    }

    /// <summary>What is needed of a signature dictionary.</summary>
    /// <param name="End">Where its byte range ends; a timestamp of the document is over everything that ends before its own.</param>
    private sealed record Signature(ReadOnlyMemory<byte> Contents, bool IsTimestamp, long End)
    {
        public static Signature Read(PdfRevision revision, PdfDictionary value)
        {
            PdfString contents = revision.Get<PdfString>(value, "Contents") ?? throw new PdfFormatException("signature", -1, "/Contents is missing");
            long[] range = [.. (revision.Get<PdfArray>(value, "ByteRange") ?? PdfArray.Empty).Take(4).Select(item => (revision.Resolve(item) as PdfInteger)?.Value ?? 0)];
            return new Signature(
                contents.Bytes, revision.Get<PdfName>(value, "SubFilter")?.Value == "ETSI.RFC3161", range.Length == 4 ? range[2] + range[3] : long.MaxValue);
        }
    }
}
