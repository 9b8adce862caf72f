using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Server.Tests;
using RemoteVerify.TestKit;

namespace RemoteVerify.Browser.Tests.Desk;

/// <summary>The officer's own key in a token, with a certificate of the service, for the real signer.</summary>
public static class OfficerKey
{
    /// <summary>Name of the key in the token.</summary>
    public const string Name = "officer";

    /// <summary>Makes the key and has it certified.</summary>
    public static async Task EnrolAsync(BrowserFixture browser, SoftHsm token)
    {
        token.MakeKey(Name, "EC:prime256v1");
        (int code, _, string error) = await SignerProgram.CommandWithPinAsync(
            token, SoftHsm.Pin, "request", "--key", SoftHsm.Address(Name), "--name", "Khách officer", "--out", token.PathOf("officer.csr"));
        Assert.True(code == 0, error);
        byte[] request = Pem.Decode(await File.ReadAllTextAsync(token.PathOf("officer.csr")), "CERTIFICATE REQUEST").Single();
        Caller officer = await browser.Service.AsAsync("officer");
        JsonElement enrolled = (await officer.PostAsync("/v1/officers/certificate", new { certificationRequest = request })).Expect(201).Json;
        await File.WriteAllTextAsync(token.PathOf("officer.pem"), PemEncoding.WriteString("CERTIFICATE", enrolled.GetProperty("certificate").GetBytesFromBase64()));
    }

    /// <summary>The signer over that key, which answers the desk of this address.</summary>
    public static Task<SignerProgram> StartAsync(SoftHsm token, string origin) =>
        SignerProgram.StartAsync(token, ["--key", SoftHsm.Address(Name), "--certificate", token.PathOf("officer.pem")], origin: origin);
}
