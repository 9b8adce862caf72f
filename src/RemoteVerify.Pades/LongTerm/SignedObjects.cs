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
/// <param name="Certificate">The certificate.</param>
/// <param name="At">Time of its use; now for the newest document timestamp, which nothing else proves.</param>
/// <param name="IsCovered">A document timestamp covers its use already, and the evidence that was there then.</param>
internal sealed record Subject(Certificate Certificate, DateTimeOffset At, bool IsCovered);

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
        long archived = all.Where(signature => signature.IsTimestamp).Select(signature => signature.End).DefaultIfEmpty(-1).Max();
        try
        {
            List<(DateTimeOffset Time, long End)> stamps = [];
            foreach (Signature stamp in all.Where(signature => signature.IsTimestamp))
            {
                bool covered = stamp.End < archived;
                stamps.Add((found.AddToken(stamp.Contents, covered, covered ? null : now), stamp.End));
            }

            foreach (Signature signature in all.Where(signature => !signature.IsTimestamp))
            {
                DateTimeOffset latest = stamps.Where(stamp => stamp.End > signature.End).Select(stamp => stamp.Time).Append(now).Min();
                found.AddSignature(signature.Contents, signature.End < archived, latest);
            }
        }
        catch (PkiFormatException e)
        {
            throw new PdfFormatException("signature", -1, e.Message);
        }

        return found;
    }

    private void AddSignature(ReadOnlyMemory<byte> contents, bool covered, DateTimeOffset latest)
    {
        SignedData data = SignedData.Read(contents);
        _pool.AddRange(data.Certificates);
        foreach (SignerInfo signer in data.Signers)
        {
            DateTimeOffset at = signer.SignatureTimestamps.Select(token => AddToken(token, covered, null)).Append(latest).Min();
            if (signer.FindCertificate(data.Certificates) is { } certificate)
            {
                _subjects.Add(new Subject(certificate, at, covered));
            }
        }
    }

    private DateTimeOffset AddToken(ReadOnlyMemory<byte> encoded, bool covered, DateTimeOffset? at)
    {
        TimestampToken token = TimestampToken.Read(encoded);
        _pool.AddRange(token.Certificates);
        if (token.SignerCertificate is { } authority)
        {
            _subjects.Add(new Subject(authority, at ?? token.Time, covered));
        }

        return token.Time;
    }

    /// <summary>What is needed of a signature dictionary.</summary>
    /// <param name="End">Where the covered bytes end; only compared with each other.</param>
    private sealed record Signature(ReadOnlyMemory<byte> Contents, bool IsTimestamp, long End)
    {
        public static Signature Read(PdfRevision revision, PdfDictionary value) => new(
            (revision.Get<PdfString>(value, "Contents") ?? throw new PdfFormatException("signature", -1, "/Contents is missing")).Bytes,
            revision.Get<PdfName>(value, "SubFilter")?.Value == "ETSI.RFC3161",
            EndOf(revision, value));

        private static long EndOf(PdfRevision revision, PdfDictionary value) =>
            revision.Get<PdfArray>(value, "ByteRange") is { Count: 4 } range
            && revision.Resolve(range[2]) is PdfInteger { Value: >= 0 and < int.MaxValue } start
            && revision.Resolve(range[3]) is PdfInteger { Value: >= 0 and < int.MaxValue } length
                ? start.Value + length.Value
                : -1;
    }
}
