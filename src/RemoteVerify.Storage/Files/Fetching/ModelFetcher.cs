using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace RemoteVerify.Storage.Files.Fetching;

/// <summary>
/// Fetches model files over HTTPS. The bytes go to a hidden file beside the target; only when its length and SHA-256 are right is it
/// moved to its name in one step, so a half-written file never has the final name. A transfer that was cut goes on where it stopped.
/// </summary>
public sealed class ModelFetcher : IDisposable
{
    private readonly HttpClient _http;
    private readonly ModelFetchOptions _options;

    public ModelFetcher(ModelFetchOptions? options = null)
    {
        _options = options ?? new ModelFetchOptions();
        _http = new HttpClient(Handler(_options)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Fetches one file into a folder; says how it ended and throws only when it was cancelled.</summary>
    /// <param name="order">What is wanted.</param>
    /// <param name="folder">The folder; it is made when it is missing.</param>
    /// <param name="cancellationToken">Stops; what came so far is kept for the next time.</param>
    /// <exception cref="ArgumentException">The file name is not a plain one.</exception>
    public async Task<ModelFetchResult> FetchAsync(ModelFetchOrder order, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.FileName.Length == 0 || order.FileName[0] == '.' || Path.GetFileName(order.FileName) != order.FileName)
        {
            throw new ArgumentException("A plain file name is wanted.", nameof(order));
        }

        if (order.SizeBytes <= 0 || order.SizeBytes > _options.MaximumBytes)
        {
            return new ModelFetchResult(ModelFetchEnd.WrongFile, $"the manifest gives it {order.SizeBytes} bytes, and at most {_options.MaximumBytes} are taken");
        }

        using CancellationTokenSource whole = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        whole.CancelAfter(_options.FileTimeout);
        try
        {
            return await IntoAsync(order, folder, whole.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ModelFetchResult(ModelFetchEnd.Cut, $"{order.Address.Host} took longer than {_options.FileTimeout.TotalMinutes:0.#} minutes; what came is kept, and the next pull goes on from there");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return PartialFile.Explain(exception, folder);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<ModelFetchResult> IntoAsync(ModelFetchOrder order, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        using PartialFile partial = PartialFile.Open(folder, order);
        Transfer transfer = new(_http, _options);
        bool resumed = partial.Length > 0;
        ModelFetchResult? failure = await transfer.RunAsync(order, partial, cancellationToken).ConfigureAwait(false);
        if (resumed && (failure is { End: ModelFetchEnd.WrongFile } || (failure is null && !await partial.IsRightAsync(cancellationToken).ConfigureAwait(false))))
        {
            // What was kept from last time was not the beginning of this file: once more from the start.
            partial.StartOver();
            failure = await transfer.RunAsync(order, partial, cancellationToken).ConfigureAwait(false);
        }

        if (failure is not null)
        {
            return failure;
        }

        if (!await partial.IsRightAsync(cancellationToken).ConfigureAwait(false))
        {
            partial.Delete();
            return new ModelFetchResult(ModelFetchEnd.WrongFile, $"what {order.Address.Host} sent has another SHA-256 than the manifest says; it was thrown away");
        }

        partial.MoveIntoPlace();
        return new ModelFetchResult(ModelFetchEnd.Done, $"{order.SizeBytes} bytes, SHA-256 as in the manifest");
    }

    /// <summary>Redirects are followed by hand, to look at each address first.</summary>
    private static SocketsHttpHandler Handler(ModelFetchOptions options)
    {
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = options.ConnectTimeout, MaxResponseHeadersLength = 32 };
        if (options.TrustedRoots is { } roots)
        {
            X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(roots);
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        }

        return handler;
    }
}
