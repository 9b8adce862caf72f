using System.Security.Cryptography;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Pki.Fetching;

/// <summary>Tokens from an authority over HTTP (RFC 3161 section 3.4).</summary>
/// <param name="client">Configured by the host: time limit, proxy, authentication.</param>
/// <param name="address">Where the authority answers.</param>
/// <param name="options">How long it may take.</param>
/// <param name="policy">Policy to ask for; null for any.</param>
public sealed class HttpTimestampSource(HttpClient client, Uri address, FetchOptions? options = null, string? policy = null) : ITimestampSource
{
    private readonly HttpFetch _fetch = new(client, options ?? new FetchOptions());

    /// <inheritdoc/>
    /// <exception cref="FetchException">Nothing usable came from the address.</exception>
    public async Task<byte[]> GetTokenAsync(HashAlgorithmName algorithm, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        TimestampRequest request = TimestampRequest.Create(algorithm, hash, policy);
        byte[] answer = await _fetch.PostAsync(
            address, request.Encode(), "application/timestamp-query", TimestampResponse.MaxBytes, cancellationToken).ConfigureAwait(false);
        try
        {
            TimestampResponse response = TimestampResponse.Read(answer);
            if (!response.IsGranted || response.Token is not { } token)
            {
                throw new TimestampRefusedException($"The timestamp authority refused: {response.Status} {response.Failure}.");
            }

            TimestampToken read = TimestampToken.Read(token);
            if (policy is not null && read.Info.Policy != policy)
            {
                throw new TimestampRefusedException("The timestamp authority's answer is under another policy than was asked for.") { Trouble = TimestampTrouble.OtherPolicy };
            }

            return read.Answers(request) && read.Verify(hash.Span).IsValid
                ? read.SignedData.Encoded.ToArray()
                : throw new TimestampRefusedException("The timestamp authority's answer does not fit the question.") { Trouble = TimestampTrouble.OtherQuestion };
        }
        catch (PkiFormatException e)
        {
            throw new TimestampRefusedException("The timestamp authority's answer is not readable.", e) { Trouble = TimestampTrouble.Unreadable };
        }
    }
}
