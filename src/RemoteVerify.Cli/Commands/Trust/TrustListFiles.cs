using System.Text;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
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

    private static PublicKeyInfo Key(string path)
    {
        string pem = Encoding.ASCII.GetString(InputFiles.Read(path));
        try
        {
            return SignedTrustList.ReadKey(pem)
                ?? throw CommandException.WrongUse($"{path} holds neither a public key nor a certificate in PEM.");
        }
        catch (PkiFormatException exception)
        {
            throw CommandException.WrongUse($"{path} holds no key that can be read: {exception.Message}");
        }
    }
}
