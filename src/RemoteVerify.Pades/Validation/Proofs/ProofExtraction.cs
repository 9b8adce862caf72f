// ETSI EN 319 102-1 V1.4.1 clause 5.6.2.3; ISO 32000-2 clause 12.8.5 (document timestamps).
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Cms;

namespace RemoteVerify.Pades.Validation.Proofs;

/// <summary>What a timestamp that passed proves.</summary>
internal sealed class ProofExtraction(Evidence evidence, ProofStore proofs)
{
    /// <summary>A document timestamp proves all that its revision holds: earlier signatures and timestamps with their certificates, and the security store.</summary>
    public void FromDocumentTimestamp(SignatureSubject stamp, DateTimeOffset time, IReadOnlyList<SignatureSubject> all)
    {
        var by = ProofStore.NameOf(stamp.Signer!.Signature);
        foreach (var subject in all.Where(s => s.Cms is not null && s.Range.IsUsable && s.Range.End <= stamp.Range.GapStart))
        {
            var kind = subject.Found.IsTimestamp ? ProvenObject.Timestamp : ProvenObject.Signature;
            AddCms(subject.Cms!, kind, time, by);
        }

        foreach (var entry in evidence.StoreOf(stamp.Revision))
        {
            proofs.Add(entry.Kind, entry.Value, time, by);
        }
    }

    /// <summary>
    /// A signature timestamp proves the signature value, and the certificate that the signed attributes name by hash:
    /// who can make the value knew the attributes.
    /// </summary>
    public void FromSignatureTimestamp(SignatureSubject subject, string by, DateTimeOffset time)
    {
        proofs.Add(ProvenObject.Signature, subject.Signer!.Signature, time, by);
        if (subject.Certificate is { } certificate && subject.NamesItsCertificate)
        {
            proofs.Add(ProvenObject.Certificate, certificate.Encoded, time, by);
        }
    }

    private void AddCms(SignedData cms, ProvenObject kind, DateTimeOffset time, string by)
    {
        foreach (var certificate in cms.Certificates)
        {
            proofs.Add(ProvenObject.Certificate, certificate.Encoded, time, by);
        }

        foreach (var crl in cms.Crls)
        {
            proofs.Add(ProvenObject.Crl, crl, time, by);
        }

        foreach (var signer in cms.Signers)
        {
            proofs.Add(kind, signer.Signature, time, by);
            foreach (var value in signer.SignedAttributes.Where(a => a.Oid == Oids.AdobeRevocationInformation).SelectMany(a => a.Values))
            {
                foreach (var entry in RevocationArchive.TryRead(value))
                {
                    proofs.Add(entry.Kind, entry.Value, time, by);
                }
            }

            foreach (var token in signer.SignatureTimestamps.Take(SignatureSubject.MaxTokens))
            {
                AddToken(token, time, by);
            }
        }
    }

    private void AddToken(ReadOnlyMemory<byte> token, DateTimeOffset time, string by)
    {
        try
        {
            AddCms(SignedData.Read(token), ProvenObject.Timestamp, time, by);
        }
        catch (PkiFormatException)
        {
            // A token that can't be read proves nothing, so its own age does not matter.
        }
    }
}
