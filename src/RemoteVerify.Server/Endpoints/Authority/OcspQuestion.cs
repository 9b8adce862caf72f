using RemoteVerify.Authority.OcspResponder;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Composition.Keys;

namespace RemoteVerify.Server.Endpoints.Authority;

/// <summary>One OCSP question, answered from the store of issued certificates as it is now.</summary>
public sealed class OcspQuestion(OcspResponder responder, AuthorityKeys keys, IUnitOfWorkFactory stores, TimeProvider time)
{
    /// <summary>Longest request in an address, in characters of base64.</summary>
    private const int MaximumAddressCharacters = 4096;

    /// <summary>Answers in OCSP's own words, whatever the request is.</summary>
    public async Task<byte[]> AnswerAsync(byte[] request, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        IssuedCertificateStatus source = await IssuedCertificateStatus.OfRequestAsync(request, unit.Certificates, keys.Own, cancellationToken);
        return await responder.RespondAsync(request, time.GetUtcNow(), source, cancellationToken);
    }

    /// <summary>The request in an address: base64, whose slashes may or may not be escaped; empty, and so malformed, when it is none.</summary>
    public static byte[] FromAddress(string? path)
    {
        string text = Uri.UnescapeDataString(path ?? string.Empty);
        byte[] request = new byte[text.Length];
        return text.Length <= MaximumAddressCharacters && Convert.TryFromBase64String(text, request, out int length) ? request[..length] : [];
    }
}
