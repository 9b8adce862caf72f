// RFC 5280 section 4.2.1.10. Directory names, mail and DNS names are judged; any other kind of constraint makes the
// path invalid when the extension is critical, as the RFC allows.
using System.Formats.Asn1;
using System.Text;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Paths;

internal static class NameConstraintRules
{
    private const int Mail = 1;
    private const int Dns = 2;
    private const int Directory = 4;

    private sealed record GeneralName(int Kind, ReadOnlyMemory<byte> Contents)
    {
        public string Text => Encoding.ASCII.GetString(Contents.Span);
    }

    public static void Check(CertificatePath path, List<PathProblem> problems)
    {
        for (int i = 1; i < path.Certificates.Count; i++)
        {
            if (path.Certificates[i].FindExtension(Oids.NameConstraints) is not { } extension)
            {
                continue;
            }

            for (int below = i - 1; below >= 0; below--)
            {
                Certificate certificate = path.Certificates[below];
                bool exempt = below > 0 && certificate.IsSelfIssued;
                if (!exempt && !Allows(extension, certificate))
                {
                    problems.Add(new PathProblem(PathProblemCode.NameConstraintViolated, certificate));
                }
            }
        }
    }

    private static bool Allows(CertificateExtension extension, Certificate certificate)
    {
        try
        {
            Asn1Reader constraints = new Asn1Reader(extension.Value, "NameConstraints").Sequence();
            List<GeneralName> permitted = constraints.NextIsContext(0) ? ReadSubtrees(constraints.Context(0)) : [];
            List<GeneralName> excluded = constraints.NextIsContext(1) ? ReadSubtrees(constraints.Context(1)) : [];
            bool unknownKind = permitted.Concat(excluded).Any(n => n.Kind is not (Mail or Dns or Directory));
            return !(unknownKind && extension.IsCritical)
                && NamesOf(certificate).All(name => IsAllowed(name, permitted, excluded));
        }
        catch (PkiFormatException)
        {
            return false;
        }
    }

    private static bool IsAllowed(GeneralName name, List<GeneralName> permitted, List<GeneralName> excluded)
    {
        bool limited = permitted.Exists(p => p.Kind == name.Kind);
        return (!limited || permitted.Exists(p => IsWithin(name, p))) && !excluded.Exists(e => IsWithin(name, e));
    }

    private static bool IsWithin(GeneralName name, GeneralName subtree) => name.Kind == subtree.Kind && name.Kind switch
    {
        Directory => IsPrefix(DistinguishedName.Read(subtree.Contents), DistinguishedName.Read(name.Contents)),
        Dns => IsInDomain(name.Text, subtree.Text.TrimStart('.')),
        Mail when subtree.Text.Contains('@', StringComparison.Ordinal) => name.Text.Equals(subtree.Text, StringComparison.OrdinalIgnoreCase),
        Mail => subtree.Text.StartsWith('.')
            ? Host(name.Text).EndsWith(subtree.Text, StringComparison.OrdinalIgnoreCase)
            : Host(name.Text).Equals(subtree.Text, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static bool IsPrefix(DistinguishedName prefix, DistinguishedName name) =>
        prefix.Attributes.Count <= name.Attributes.Count
        && prefix.Attributes.Zip(name.Attributes).All(p =>
            p.First.Oid == p.Second.Oid && p.First.Value.Trim().Equals(p.Second.Value.Trim(), StringComparison.OrdinalIgnoreCase));

    private static bool IsInDomain(string name, string domain) =>
        domain.Length == 0
        || name.Equals(domain, StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);

    private static string Host(string mail) => mail[(mail.LastIndexOf('@') + 1)..];

    private static List<GeneralName> NamesOf(Certificate certificate)
    {
        List<GeneralName> names = [];
        if (!certificate.Subject.IsEmpty)
        {
            names.Add(new GeneralName(Directory, certificate.Subject.Encoded));
        }

        bool hasMail = false;
        if (certificate.FindExtension(Oids.SubjectAlternativeName) is { } alternative)
        {
            Asn1Reader reader = new Asn1Reader(alternative.Value, "SubjectAltName").Sequence();
            while (reader.HasData)
            {
                GeneralName name = ReadName(reader);
                hasMail |= name.Kind == Mail;
                names.Add(name);
            }
        }

        if (!hasMail)
        {
            names.AddRange(certificate.Subject.Attributes
                .Where(a => a.Oid == Oids.EmailAddress)
                .Select(a => new GeneralName(Mail, Encoding.ASCII.GetBytes(a.Value))));
        }

        return names;
    }

    private static List<GeneralName> ReadSubtrees(Asn1Reader subtrees)
    {
        List<GeneralName> names = [];
        while (subtrees.HasData)
        {
            names.Add(ReadName(subtrees.Sequence()));
        }

        return names;
    }

    private static GeneralName ReadName(Asn1Reader reader)
    {
        Asn1Tag tag = reader.PeekTag();
        if (tag.TagClass != TagClass.ContextSpecific)
        {
            throw reader.Fail("a GeneralName was expected");
        }

        return new GeneralName(tag.TagValue, tag.IsConstructed ? reader.Context(tag.TagValue).Rest : reader.PrimitiveContents(tag));
    }
}
