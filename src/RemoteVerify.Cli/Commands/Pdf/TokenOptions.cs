using System.CommandLine;
using System.Text;
using RemoteVerify.Hsm;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>A signing key in a PKCS#11 token, in place of a PKCS#12 file.</summary>
internal sealed class TokenOptions
{
    private readonly Option<string> _key = new("--pkcs11") { Description = "Key in a token, pkcs11:token=LABEL;object=LABEL (RFC 7512, without a PIN); the module comes from PKCS11_MODULE_PATH or openssl.cnf." };
    private readonly Option<string> _pinVariable = new("--pin-env") { Description = "Environment variable with the token's PIN." };
    private readonly Option<string> _certificate = new("--certificate") { Description = "PEM or DER file with the certificate of the token's key; certificates after it are its chain." };
    private readonly Option<string[]> _chain = new("--chain") { Description = "PEM or DER files with the certificates above it." };

    /// <summary>To be added to a command.</summary>
    public IEnumerable<Option> All => [_key, _pinVariable, _certificate, _chain];

    /// <summary>The token's key, null when none is named; the caller disposes the key.</summary>
    public CertifiedKey? Open(ParseResult parsed)
    {
        if (parsed.GetValue(_key) is not { } address)
        {
            return null;
        }

        string pin = InputFiles.Secret(parsed.GetValue(_pinVariable)) ?? throw CommandException.WrongUse("--pkcs11 needs --pin-env with the name of the variable that holds the PIN.");
        string file = parsed.GetValue(_certificate) ?? throw CommandException.WrongUse("--pkcs11 needs --certificate with the certificate of the key.");
        List<Certificate> certificates = PdfInput.Certificates([file, .. parsed.GetValue(_chain) ?? []]);
        if (certificates.Count == 0)
        {
            throw CommandException.WrongUse($"{file} holds no certificate.");
        }

        try
        {
            Pkcs11KeyOptions options = new() { Key = Pkcs11Uri.Parse(address), MaximumHandles = 1 };
            return new CertifiedKey(certificates[0], certificates[1..], Pkcs11Key.Open(options, certificates[0], () => Encoding.UTF8.GetBytes(pin), TimeProvider.System));
        }
        catch (ArgumentException e)
        {
            throw CommandException.WrongUse(e.Message);
        }
        catch (HsmException e) when (e.Problem == HsmProblem.KeyMismatch)
        {
            throw CommandException.WrongUse(e.Message);
        }
    }
}
