using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Hsm;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Signer.Keys;

namespace RemoteVerify.Signer.Commands;

/// <summary>Makes the PKCS#10 request with which an officer has the key of the token certified.</summary>
internal static class RequestCommand
{
    public static Command Create()
    {
        Option<string> key = new("--key") { Description = "Key in a token, pkcs11:token=LABEL;object=LABEL, without a PIN.", Required = true };
        Option<string> name = new("--name") { Description = "The officer's name, for the authority to compare; the authority decides the name in the certificate.", Required = true };
        Option<string> output = new("--out") { Description = "File for the request, PEM.", Required = true };
        Option<int?> pin = PinSource.Option();
        Option<bool> json = new("--json") { Description = "One JSON document on standard output." };
        Command command = new("request", "Make a certification request (PKCS#10) with a key of the token. Send it to the service: POST /v1/officers/certificate.") { key, name, output, pin, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            PinSource pins = new(parsed.GetValue(pin));
            Pkcs11KeyOptions options = new() { Key = Pkcs11Uri.Parse(parsed.GetValue(key)!), MaximumHandles = 1 };
            using Pkcs11Key opened = Pkcs11Key.Open(options, Pkcs11Key.ReadPublicKey(options), pins.ReaderFor(options.Key.ToString()), TimeProvider.System);
            byte[] request = await CertificationRequest.CreateAsync([new NameAttribute(Oids.CommonName, parsed.GetValue(name)!)], opened, cancellationToken);
            string file = Path.GetFullPath(parsed.GetValue(output)!);
            await File.WriteAllTextAsync(file, PemEncoding.WriteString("CERTIFICATE REQUEST", request) + "\n", cancellationToken);
            Console.Out.WriteLine(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new { file, key = options.Key.ToString(), publicKey = opened.PublicKey.ToString() })
                : $"{file} holds the request for {options.Key}. Send it with POST /v1/officers/certificate and keep the certificate that comes back beside it.");
        });
        return command;
    }
}
