using System.Text;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Cli.Commands.Trust;

/// <summary>Reads lists of anchors and the keys that they are checked with.</summary>
internal static class TrustListFiles
{
    public static TrustListVerdict Open(string list, string key, DateTimeOffset at)
    {
        PublicKeyInfo trusted = Key(key);
        try
        {
            return SignedTrustList.Open(InputFiles.Read(list), trusted, at);
        }
        catch (PkiFormatException exception)
        {
            throw CommandException.WrongUse($"{list} is no signed list of anchors: {exception.Message}");
        }
    }

    public static string Sentence(TrustListProblem problem) => problem switch
    {
        TrustListProblem.SignatureInvalid => "it is not signed by the configured key, or it was changed.",
        TrustListProblem.AlgorithmNotAccepted => "its signature algorithm or the key is not accepted here.",
        TrustListProblem.UnknownKind => "it has an anchor of a kind that is not known here.",
        TrustListProblem.Expired => "it should have been replaced by a newer list.",
        _ => "it is from the future.",
    };

    private static PublicKeyInfo Key(string path)
    {
        string pem = Encoding.ASCII.GetString(InputFiles.Read(path));
        try
        {
            return Pem.Decode(pem, "PUBLIC KEY") is [var key, ..] ? PublicKeyInfo.Read(key)
                : Certificate.ReadPem(pem) is [var certificate, ..] ? certificate.PublicKey
                : throw CommandException.WrongUse($"{path} holds neither a public key nor a certificate in PEM.");
        }
        catch (PkiFormatException exception)
        {
            throw CommandException.WrongUse($"{path} holds no key that can be read: {exception.Message}");
        }
    }
}
