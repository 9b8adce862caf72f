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

    /// <summary>Reads every signature; the time of a signature is that of its timestamp where it has one.</summary>
    /// <exception cref="PdfFormatException">A signature can't be read, so that nothing can be proved about it.</exception>
    public static SignedObjects Read(PdfRevision revision, DateTimeOffset now)
    {
        SignedObjects found = new();
        List<SignatureField> fields = [.. SignatureFieldReader.Read(revision).Where(field => !field.IsEmpty)];
        long archived = fields.Where(field => IsTimestamp(revision, field)).Select(field => EndOf(revision, field)).DefaultIfEmpty(-1).Max();
        foreach (SignatureField field in fields)
        {
            if (revision.Get<PdfString>(field.Value!, "Contents") is not { } contents)
            {
                throw new PdfFormatException("signature", -1, "/Contents is missing");
            }

            bool covered = EndOf(revision, field) < archived;
            try
            {
                if (IsTimestamp(revision, field))
                {
                    found.AddToken(contents.Bytes, covered, covered ? null : now);
                }
                else
                {
                    found.AddSignature(contents.Bytes, covered, now);
                }
            }
            catch (PkiFormatException e)
            {
                throw new PdfFormatException("signature", -1, e.Message);
            }
        }

        return found;
    }

    private static bool IsTimestamp(PdfRevision revision, SignatureField field) =>
        revision.Get<PdfName>(field.Value!, "SubFilter")?.Value == "ETSI.RFC3161";

    /// <summary>Where the covered bytes end; only compared with each other.</summary>
    private static long EndOf(PdfRevision revision, SignatureField field) =>
        revision.Get<PdfArray>(field.Value!, "ByteRange") is { Count: 4 } range
        && revision.Resolve(range[2]) is PdfInteger { Value: >= 0 and < int.MaxValue } start
        && revision.Resolve(range[3]) is PdfInteger { Value: >= 0 and < int.MaxValue } length
            ? start.Value + length.Value
            : -1;

    private void AddSignature(ReadOnlyMemory<byte> contents, bool covered, DateTimeOffset now)
    {
        SignedData data = SignedData.Read(contents);
        _pool.AddRange(data.Certificates);
        foreach (SignerInfo signer in data.Signers)
        {
            DateTimeOffset at = signer.SignatureTimestamps.Select(token => AddToken(token, covered, null)).Append(now).Min();
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
}
