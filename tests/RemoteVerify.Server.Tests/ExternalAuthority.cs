using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Authority.TimestampAuthority;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Server.Tests;

/// <summary>How the timestamp authority of others answers.</summary>
internal enum StampBehaviour
{
    Answers, Fails, Hangs, Refuses, OtherNonce, OtherDigest, Garbage, OtherRoot, Expired, LongAgo, OtherPolicy,
}

/// <summary>
/// Providers that are none of the service's: a timestamp authority under a root of its own, and one for people and organisations
/// under another, over real HTTP on a free loopback port, with their revocation lists.
/// </summary>
internal sealed class ExternalAuthority : IDisposable
{
    public const string User = "ubnd", Secret = "bi-mat-cua-dich-vu";
    public const string Policy = "1.2.704.1.9.1";

    private readonly HttpListener _listener;
    private readonly Provider _stamping;
    private readonly Provider _signing;
    private readonly Provider _stranger;
    private readonly TimestampAuthority _authority;
    private readonly TimestampAuthority _ofStranger;
    private readonly TimestampAuthority _ended;
    private readonly List<SoftwareKey> _keys = [];

    public ExternalAuthority()
    {
        (_listener, Base) = Listen();
        (_stamping, _signing, _stranger) = (new Provider("Gốc dấu thời gian mẫu", new Uri(Base, "stamping.crl")), new Provider("Gốc chữ ký công vụ mẫu", new Uri(Base, "signing.crl")), new Provider("Gốc lạ", null));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        _authority = Authority(_stamping, now.AddDays(-1), now.AddYears(5));
        _ofStranger = Authority(_stranger, now.AddDays(-1), now.AddYears(5));
        _ended = Authority(_stamping, now.AddDays(-700), now.AddDays(-10));
        _ = ServeAsync();
    }

    public Uri Base { get; }

    /// <summary>Where timestamps are given.</summary>
    public Uri Address => new(Base, "tsa");

    public Certificate StampingRoot => _stamping.Root;

    public Certificate SigningRoot => _signing.Root;

    public StampBehaviour Behaviour { get; set; }

    /// <summary>Whether the lists are given out.</summary>
    public bool GivesLists { get; set; } = true;

    /// <summary>Tokens given, and lists asked for.</summary>
    public int Tokens { get; private set; }

    public int ListsAsked { get; private set; }

    /// <summary>A certificate for an officer or an organisation, valid for a year.</summary>
    public Certificate Issue(CertificateProfile profile, string name, PublicKeyInfo key)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return _signing.Authority.Issue(profile, new DistinguishedNameParts { CommonName = name, Organisation = "UBND xa-mot" }, key, now.AddHours(-1), now.AddYears(1));
    }

    /// <summary>What the timestamp authority's issuer says at a later time; only this list does a checker need then.</summary>
    public ReadOnlyMemory<byte> ListAbout(DateTimeOffset at) => _stamping.List(at);

    public void Dispose()
    {
        _listener.Close();
        _keys.ForEach(key => key.Dispose());
        _stamping.Dispose();
        _signing.Dispose();
        _stranger.Dispose();
    }

    private TimestampAuthority Authority(Provider provider, DateTimeOffset from, DateTimeOffset until)
    {
        SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        _keys.Add(key);
        Certificate certificate = provider.Authority.Issue(CertificateProfile.Timestamp, new DistinguishedNameParts { CommonName = "Dấu thời gian mẫu" }, key.PublicKey, from, until);
        return new TimestampAuthority(new CertifiedKey(certificate, [provider.Root], key), new TimestampAuthorityOptions { Policy = Policy }, TimeProvider.System);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = AnswerAsync(context);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using MemoryStream body = new();
            await context.Request.InputStream.CopyToAsync(body);
            (int status, byte[] answer) = await AnswerAsync(context.Request, body.ToArray());
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/octet-stream";
            context.Response.ContentLength64 = answer.Length;
            await context.Response.OutputStream.WriteAsync(answer);
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The other side has gone, which some tests want.
        }
    }

    private async Task<(int Status, byte[] Body)> AnswerAsync(HttpListenerRequest request, byte[] body)
    {
        switch (request.Url!.AbsolutePath)
        {
            case "/tsa" when request.Headers["Authorization"] != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Secret}"))}":
                return (401, []);
            case "/tsa":
                return await StampAsync(body);
            case "/stamping.crl" or "/signing.crl":
                ListsAsked++;
                return GivesLists ? (200, (request.Url.AbsolutePath == "/signing.crl" ? _signing : _stamping).List()) : (503, []);
            default:
                return (404, []);
        }
    }

    private async Task<(int Status, byte[] Body)> StampAsync(byte[] body)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        TimestampRequest request = TimestampRequest.Read(body);
        switch (Behaviour)
        {
            case StampBehaviour.Fails:
                return (503, []);
            case StampBehaviour.Hangs:
                await Task.Delay(TimeSpan.FromSeconds(3));
                return (200, []);
            case StampBehaviour.Refuses:
                return (200, new TimestampResponse(TimestampStatus.Rejection, TimestampFailure.SystemFailure, null).Encode());
            case StampBehaviour.Garbage:
                return (200, [1, 2, 3]);
            case StampBehaviour.OtherNonce:
                return (200, _authority.Respond((request with { Nonce = new byte[] { 0x51, 2, 3 } }).Encode(), now));
            case StampBehaviour.OtherDigest:
                return (200, _authority.Respond((request with { Imprint = SHA256.HashData(request.Imprint.Span) }).Encode(), now));
            case StampBehaviour.OtherPolicy:
                return (200, Repolicy(request, now));
            case StampBehaviour.OtherRoot:
                return (200, _ofStranger.Respond(body, now));
            case StampBehaviour.Expired:
                return (200, _ended.Respond(body, now));
            case StampBehaviour.LongAgo:
                return (200, _ended.Respond(body, now.AddDays(-11)));
            default:
                Tokens++;
                return (200, _authority.Respond(body, now));
        }
    }

    /// <summary>A sound token under the default policy of the room.</summary>
    private byte[] Repolicy(TimestampRequest request, DateTimeOffset now)
    {
        SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        _keys.Add(key);
        Certificate certificate = _stamping.Authority.Issue(CertificateProfile.Timestamp, new DistinguishedNameParts { CommonName = "Khác" }, key.PublicKey, now.AddDays(-1), now.AddYears(5));
        return new TimestampAuthority(new CertifiedKey(certificate, [_stamping.Root], key), new TimestampAuthorityOptions(), TimeProvider.System).Respond((request with { Policy = null }).Encode(), now);
    }

    private static (HttpListener Listener, Uri Base) Listen()
    {
        for (int left = 20; ; left--)
        {
            using TcpListener probe = new(IPAddress.Loopback, 0);
            probe.Start();
            Uri address = new($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
            probe.Stop();
            HttpListener listener = new();
            listener.Prefixes.Add(address.ToString());
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (left > 0)
            {
                listener.Close();
            }
        }
    }

    /// <summary>A root that issues, and its list.</summary>
    private sealed class Provider : IDisposable
    {
        private readonly SoftwareKey _key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);

        public Provider(string name, Uri? list)
        {
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            byte[] subject = DistinguishedNameWriter.Write([new(Oids.Country, "VN"), new(Oids.CommonName, name)]);
            Root = CertificateWriter.SignAsync(
                new CertificateTemplate
                {
                    SerialNumber = CertificateWriter.NewSerialNumber(),
                    Issuer = subject,
                    Subject = subject,
                    NotBefore = now.AddYears(-3),
                    NotAfter = now.AddYears(10),
                    PublicKey = _key.PublicKey,
                    Extensions = [ExtensionWriter.BasicConstraints(true, null), ExtensionWriter.KeyUsage(KeyUsages.KeyCertSign | KeyUsages.CrlSign)],
                },
                _key,
                default).AsTask().GetAwaiter().GetResult();
            Authority = new CertificateAuthority(new CertifiedKey(Root, [], _key), new CertificateAuthorityOptions { CrlAddress = list });
        }

        public Certificate Root { get; }

        public CertificateAuthority Authority { get; }

        public byte[] List() => List(TimeProvider.System.GetUtcNow());

        public byte[] List(DateTimeOffset at) => Authority.IssueWholeCrl([], at.ToUnixTimeMilliseconds(), at.AddMinutes(-1), at.AddDays(1)).Encoded.ToArray();

        public void Dispose() => _key.Dispose();
    }
}
