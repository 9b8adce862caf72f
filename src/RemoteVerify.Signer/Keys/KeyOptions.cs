using System.CommandLine;
using System.Text;
using RemoteVerify.Hsm;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Signer.Approving;
using RemoteVerify.Signer.Commands;

namespace RemoteVerify.Signer.Keys;

/// <summary>The officer's keys as named on the command line.</summary>
internal sealed class KeyOptions
{
    private readonly Option<string[]> _key = new("--key") { Description = "Key in a token, pkcs11:token=LABEL;object=LABEL, without a PIN. Once for each key, each with its --certificate." };
    private readonly Option<string[]> _certificate = new("--certificate") { Description = "PEM or DER file with the certificate of the key, in the order of --key." };
    private readonly Option<bool> _windows = new("--windows-store") { Description = "Keys of the Windows certificate store of this user." };
    private readonly Option<bool> _development = new("--development") { Description = "Allows --p12. For trials only." };
    private readonly Option<string?> _p12 = new("--p12") { Description = "PKCS#12 file, for trials only." };
    private readonly Option<int?> _pin = PinSource.Option();

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _key, _certificate, _windows, _development, _p12, _pin })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Says what is wrong with the options before anybody is asked for a PIN.</summary>
    /// <exception cref="SignerException">They can't be used.</exception>
    public void Require(ParseResult parsed)
    {
        int keys = parsed.GetValue(_key)?.Length ?? 0, certificates = parsed.GetValue(_certificate)?.Length ?? 0;
        if (keys != certificates)
        {
            throw SignerException.WrongUse("Each --key needs its --certificate, in the same order. A certificate for a new key: ./rv signer request.");
        }

        if (parsed.GetValue(_windows) && !OperatingSystem.IsWindows())
        {
            throw SignerException.WrongUse("--windows-store works on Windows only; here the key is in a token: --key and --certificate.");
        }

        if (parsed.GetValue(_p12) is not null && !parsed.GetValue(_development))
        {
            throw SignerException.WrongUse("A key in a file is for trials only: add --development, or use a token.");
        }

        if (keys == 0 && !parsed.GetValue(_windows) && parsed.GetValue(_p12) is null)
        {
            throw SignerException.WrongUse("Name at least one key: --key with --certificate, or --windows-store.");
        }
    }

    /// <summary>Opens every key once; the caller disposes them.</summary>
    public IReadOnlyList<OfficerKey> Open(ParseResult parsed)
    {
        Require(parsed);
        PinSource pins = new(parsed.GetValue(_pin));
        List<OfficerKey> keys = [];
        try
        {
            keys.AddRange(Tokens(parsed.GetValue(_key) ?? [], parsed.GetValue(_certificate) ?? [], pins));
            if (parsed.GetValue(_windows))
            {
                keys.AddRange(OperatingSystem.IsWindows() ? WindowsStore.Keys() : []);
            }

            if (parsed.GetValue(_p12) is { } file)
            {
                keys.Add(FromFile(file, pins));
            }

            return keys.Count > 0 ? keys : throw SignerException.Environment("The certificate store holds no key that may sign.");
        }
        catch
        {
            keys.ForEach(key => key.Dispose());
            throw;
        }
    }

    private static IEnumerable<OfficerKey> Tokens(string[] addresses, string[] certificates, PinSource pins)
    {
        foreach ((string address, string file) in addresses.Zip(certificates))
        {
            Certificate certificate = Read(file);
            Pkcs11KeyOptions options = new() { Key = Pkcs11Uri.Parse(address), MaximumHandles = 1 };
            yield return new OfficerKey(certificate, Pkcs11Key.Open(options, certificate, pins.ReaderFor(options.Key.ToString()), TimeProvider.System), "token");
        }
    }

    private static OfficerKey FromFile(string file, PinSource pins)
    {
        Terminal.Say($"WARNING: {file} is a key in a file, for trials only (CHỈ ĐỂ THỬ NGHIỆM).");
        byte[] password = pins.ReaderFor(Path.GetFileName(file))();
        CertifiedKey key = Pkcs12Reader.Read(File.ReadAllBytes(file), Encoding.UTF8.GetString(password));
        Array.Clear(password);
        return new OfficerKey(key.Certificate, key.Key, "development-file");
    }

    private static Certificate Read(string file)
    {
        byte[] content = File.ReadAllBytes(file);
        IReadOnlyList<Certificate> found = content is [0x30, ..] ? [Certificate.Read(content)] : Certificate.ReadPem(Encoding.UTF8.GetString(content));
        return found.Count > 0 ? found[0] : throw SignerException.WrongUse($"{file} holds no certificate.");
    }
}
