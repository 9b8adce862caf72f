using System.ComponentModel.DataAnnotations;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Fetching;
using RemoteVerify.Pki.Timestamps;
using RemoteVerify.Server.Composition.Keys;

namespace RemoteVerify.Server.Composition.Timestamps;

/// <summary>The configured timestamp authority of others: how it is reached, and by what its answers are measured.</summary>
public sealed class ExternalTimestamps : IDisposable
{
    private readonly TimestampOptions _options;
    private readonly HttpClient? _http;

    private ExternalTimestamps(TimestampOptions options, IReadOnlyList<Certificate> certificates)
    {
        _options = options;
        Roots = [.. certificates.Where(certificate => certificate.IsSelfIssued)];
        Intermediates = [.. certificates.Where(certificate => !certificate.IsSelfIssued)];
        _http = options.Address is null ? null : new HttpClient(new Credential(options) { InnerHandler = CreateHandler() }) { Timeout = TimeSpan.FromSeconds(options.TimeLimitSeconds + 5) };
    }

    /// <summary>Roots that the operator named, for this authority and for earlier ones.</summary>
    public IReadOnlyList<Certificate> Roots { get; }

    /// <summary>Certificates between them and what they certify.</summary>
    public IReadOnlyList<Certificate> Intermediates { get; }

    /// <summary>Whether an authority is set, or only roots of earlier ones.</summary>
    public bool IsSet => _http is not null;

    /// <exception cref="InvalidDataException">A setting can't be used; the message names it.</exception>
    public static ExternalTimestamps Open(ServiceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        TimestampOptions settings = options.Timestamps;
        try
        {
            Validator.ValidateObject(settings, new ValidationContext(settings), validateAllProperties: true);
            Check(settings, options.TrustListFile is not null);
            ExternalTimestamps opened = new(settings, settings.RootsFile is { } file ? CertificateFile.Read(file) : []);
            return settings.RootsFile is null || opened.Roots.Count > 0 ? opened : throw new InvalidDataException($"RootsFile: {settings.RootsFile} holds no root certificate.");
        }
        catch (Exception e) when (e is ValidationException or InvalidDataException or PkiFormatException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"Service:Timestamps: {e.Message}", e);
        }
    }

    /// <summary>Tokens of the authority, each checked for question, trust and time.</summary>
    /// <param name="listed">Roots of the signed list of anchors, for a time.</param>
    /// <param name="clock">This host's clock.</param>
    public ITimestampSource Source(Func<DateTimeOffset, IReadOnlyList<Certificate>> listed, TimeProvider clock) => new TrustedTimestampSource(
        new HttpTimestampSource(_http!, _options.Address!, new FetchOptions { TimeLimit = TimeSpan.FromSeconds(_options.TimeLimitSeconds) }, _options.Policy),
        new TimestampTrust { Roots = at => [.. Roots, .. listed(at)], Intermediates = Intermediates, Tolerance = TimeSpan.FromSeconds(_options.ToleranceSeconds) },
        clock);

    public void Dispose() => _http?.Dispose();

    private static void Check(TimestampOptions settings, bool hasList)
    {
        if (settings.Address is not { } address)
        {
            return;
        }

        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
        {
            throw new InvalidDataException("Address must begin with http:// or https:// and hold no name or password.");
        }

        if (settings.RootsFile is null && !hasList)
        {
            throw new InvalidDataException("RootsFile is not set, and there is no Service:TrustListFile either; no token could be trusted.");
        }

        if (settings.Secret is { } secret)
        {
            if (address.Scheme != "https" && !address.IsLoopback)
            {
                throw new InvalidDataException("Secret goes over https only; set an address that begins with https://.");
            }

            CryptographicOperations.ZeroMemory(SecretReference.Read(secret));
        }
    }

    /// <summary>The operator chose the address, so it may be in the own network; it is not followed elsewhere.</summary>
    private static SocketsHttpHandler CreateHandler() =>
        new() { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5) };

    /// <summary>Reads the secret for each request, so that a new one counts without a restart.</summary>
    private sealed class Credential(TimestampOptions options) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (options.Secret is { } reference)
            {
                byte[] secret;
                try
                {
                    secret = SecretReference.Read(reference);
                }
                catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
                {
                    throw new HttpRequestException("The secret for the timestamp authority can't be read.", e);
                }

                request.Headers.Authorization = options.User is { } user
                    ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String([.. Encoding.UTF8.GetBytes(user + ":"), .. secret]))
                    : new AuthenticationHeaderValue("Bearer", Encoding.UTF8.GetString(secret));
                CryptographicOperations.ZeroMemory(secret);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
