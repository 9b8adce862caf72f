using System.Security.Cryptography;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Tokens;
using RemoteVerify.Server.Security.Issuing;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests;

/// <summary>Tokens of a real issuer on loopback.</summary>
[Collection(OneAccessService.Name)]
public class ExternalIssuerTests(AccessService access)
{
    [Fact]
    public async Task Token_OfTheConfiguredIssuer_SpeaksForTheRegisteredClientAlone()
    {
        Caller portal = access.Service.With(access.Issuer.Token());
        (await portal.GetAsync("/v1/cases")).Expect(200);

        // Tenant, kind and sign-in of the token count for nothing: it is the portal of the registration, not an officer of the other tenant.
        (await portal.PostAsync("/v1/cases", Journey.OpenBody())).Expect(201);
        (await portal.GetAsync("/v1/results/imports")).ExpectProblem(403, "actor.not-permitted");

        // Its scopes do, as far as the client may have them.
        Caller narrowed = access.Service.With(access.Issuer.Token(scope: "documents countersign"));
        (await narrowed.GetAsync("/v1/cases")).ExpectProblem(403, "token.insufficient-scope");
    }

    [Fact]
    public async Task Token_ThatIsNotGood_IsRefused()
    {
        using ECDsa stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach ((string what, string token) in new[]
        {
            ("wrong issuer", access.Issuer.Token(issuer: "http://127.0.0.1:1")),
            ("our own issuer", access.Issuer.Token(issuer: access.Service.Parts.Tokens.Issuer)),
            ("wrong audience", access.Issuer.Token(audience: "another-service")),
            ("expired", access.Issuer.Token(seconds: -60)),
            ("alg none", access.Issuer.Token(algorithm: "none")),
            ("public key as secret", access.Issuer.Token(algorithm: "HS256")),
            ("key of a stranger", access.Issuer.Token(signer: stranger)),
            ("unknown subject", access.Issuer.Token(subject: "nobody")),
            ("a client without a name there", access.Issuer.Token(subject: "portal")),
        })
        {
            Answer answer = await access.Service.With(token).GetAsync("/v1/cases");
            Assert.True(answer.Status == 401, $"{what}: {answer}");
            answer.ExpectProblem(401, "token.missing-or-invalid");
        }
    }

    [Fact]
    public async Task Keys_AreFetchedOnceAndAgainForAnUnknownKeyOrWhenOld()
    {
        await using LoopbackIssuer issuer = new();
        await issuer.StartAsync();
        FakeClock clock = new();
        using HttpClient http = new(new SocketsHttpHandler());
        DiscoveredKeys keys = new(new Uri($"{issuer.Name}/.well-known/openid-configuration"), issuer.Name, new HttpDocumentRetriever(http) { RequireHttps = false }, clock);
        Assert.Equal(["k1"], Ids(await keys.ForAsync("k1", default)));
        Assert.Equal(["k1"], Ids(await keys.ForAsync("k1", default)));
        Assert.Equal(1, issuer.Fetches);

        issuer.AddKey("k2");
        Assert.Equal(["k1"], Ids(await keys.ForAsync("k2", default)));
        clock.Advance(DiscoveredKeys.Patience + TimeSpan.FromSeconds(1));
        Assert.Equal(["k1", "k2"], Ids(await keys.ForAsync("k2", default)));
        Assert.Equal(2, issuer.Fetches);

        // A document of somebody else brings no keys in, and an issuer that is away takes none.
        issuer.Lie = "http://127.0.0.1:1";
        issuer.AddKey("k3");
        clock.Advance(DiscoveredKeys.Old + TimeSpan.FromSeconds(1));
        Assert.Equal(["k1", "k2"], Ids(await keys.ForAsync("k1", default)));
        Assert.Equal(3, issuer.Fetches);
        await issuer.DisposeAsync();
        clock.Advance(DiscoveredKeys.Patience + TimeSpan.FromSeconds(1));
        Assert.Equal(["k1", "k2"], Ids(await keys.ForAsync("k3", default)));
    }

    private static IEnumerable<string> Ids(IEnumerable<SecurityKey> keys) => keys.Select(key => key.KeyId).Order(StringComparer.Ordinal);
}
