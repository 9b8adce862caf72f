using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Tests;

[Collection(OneAccessService.Name)]
public class DiscoveryTests(AccessService access)
{
    [Fact]
    public async Task Metadata_OfTheEmbeddedIssuer_NamesWhatItsTokensNeed()
    {
        JsonElement metadata = (await access.Service.Anyone.GetAsync("/.well-known/oauth-authorization-server")).Expect(200).Json;
        Answer issued = (await access.SignInAsync("portal")).Expect(200);
        JsonWebToken token = new(issued.Json.GetProperty("access_token").GetString());
        Assert.Equal(metadata.GetProperty("issuer").GetString(), token.Issuer);
        Assert.Equal("at+jwt", token.Typ);
        Assert.EndsWith("/v1/oauth/token", metadata.GetProperty("token_endpoint").GetString(), StringComparison.Ordinal);
        Assert.Equal("https://officers.example/v1/oauth/token", metadata.GetProperty("mtls_endpoint_aliases").GetProperty("token_endpoint").GetString());
        Assert.Equal(Scopes.All.Order(StringComparer.Ordinal), metadata.GetProperty("scopes_supported").EnumerateArray().Select(s => s.GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(4, metadata.GetProperty("token_endpoint_auth_methods_supported").GetArrayLength());

        // The published key verifies the token with nothing of ours.
        JsonElement key = (await access.Service.Anyone.GetAsync(new Uri(metadata.GetProperty("jwks_uri").GetString()!).AbsolutePath)).Expect(200).Json.GetProperty("keys").EnumerateArray()
            .Single(k => k.GetProperty("kid").GetString() == token.Kid);
        Assert.False(key.TryGetProperty("d", out _));
        using ECDsa plain = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(key.GetProperty("x").GetString()), Y = Base64Url.DecodeFromChars(key.GetProperty("y").GetString()) },
        });
        Assert.True(plain.VerifyData(Encoding.ASCII.GetBytes($"{token.EncodedHeader}.{token.EncodedPayload}"), Base64Url.DecodeFromChars(token.EncodedSignature), HashAlgorithmName.SHA256));
    }

    [Fact]
    public async Task Request_WithTwoProofsAtOnce_IsRefused()
    {
        string pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"portal:{RunningService.SecretOf("portal")}"));
        FormUrlEncodedContent form = new(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "portal", ["client_secret"] = RunningService.SecretOf("portal") });
        (await access.Service.Anyone.SendAsync(HttpMethod.Post, "/v1/oauth/token", form, ("Authorization", $"Basic {pair}"))).Expect(401);
    }
}
