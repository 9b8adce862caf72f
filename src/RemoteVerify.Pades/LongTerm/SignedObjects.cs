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

    /// <summary>Reads every signature; the time of a signature is that of its timestamp where it has one.</summary>
    /// <exception cref="PdfFormatException">A signature can't be read, so that nothing can be proved about it.</exception>
    public static SignedObjects Read(PdfRevision revision, DateTimeOffset now)
    {
        SignedObjects found = new();
        foreach (SignatureField field in SignatureFieldReader.Read(revision).Where(field => !field.IsEmpty))
        {
            if (revision.Get<PdfString>(field.Value!, "Contents") is not { } contents)
            {
                throw new PdfFormatException("signature", -1, "/Contents is missing");
            }

            try
            {
                if (revision.Get<PdfName>(field.Value!, "SubFilter")?.Value == "ETSI.RFC3161")
                {
                    found.AddToken(contents.Bytes);
                }
                else
                {
                    found.AddSignature(contents.Bytes, now);
                }
            }
            catch (PkiFormatException e)
            {
                throw new PdfFormatException("signature", -1, e.Message);
            }
        }

        return found;
    }

    private void AddSignature(ReadOnlyMemory<byte> contents, DateTimeOffset now)
    {
        SignedData data = SignedData.Read(contents);
        _pool.AddRange(data.Certificates);
        foreach (SignerInfo signer in data.Signers)
        {
            DateTimeOffset at = signer.SignatureTimestamps.Select(AddToken).Append(now).Min();
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
}
