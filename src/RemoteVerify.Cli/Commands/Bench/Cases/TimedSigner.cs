using System.Diagnostics;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Cli.Commands.Bench.Cases;

/// <summary>The real signer with a watch: how long one flow was inside signatures and timestamps, their PDF work included.</summary>
internal sealed class TimedSigner(PadesDocumentSigner signer) : IDocumentSigner
{
    private long _ticks;

    /// <summary>Time taken so far.</summary>
    public TimeSpan Taken => TimeSpan.FromSeconds(_ticks / (double)Stopwatch.Frequency);

    /// <summary>Making the empty fields is no signing.</summary>
    public IDocumentIntake Intake => signer;

    /// <summary>Counts what a key does outside the signer.</summary>
    public T Time<T>(Func<T> work)
    {
        long started = Stopwatch.GetTimestamp();
        T made = work();
        _ticks += Stopwatch.GetTimestamp() - started;
        return made;
    }

    public Task<Outcome<ReadOnlyMemory<byte>>> SignAsync(ReadOnlyMemory<byte> pdf, SignatureOrder order, CertifiedKey key, CancellationToken cancellationToken) =>
        TimeAsync(() => signer.SignAsync(pdf, order, key, cancellationToken));

    public Outcome<PreparedSigning> Prepare(ReadOnlyMemory<byte> pdf, SignatureOrder order, Certificate certificate, IReadOnlyList<Certificate> chain) =>
        Time(() => signer.Prepare(pdf, order, certificate, chain));

    public Task<Outcome<ReadOnlyMemory<byte>>> CompleteAsync(
        ReadOnlyMemory<byte> pdf, ReadOnlyMemory<byte> prepared, ReadOnlyMemory<byte> signatureValue, CancellationToken cancellationToken) =>
        TimeAsync(() => signer.CompleteAsync(pdf, prepared, signatureValue, cancellationToken));

    public Task<Outcome<ReadOnlyMemory<byte>>> TimestampAsync(ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken) =>
        TimeAsync(() => signer.TimestampAsync(pdf, cancellationToken));

    private async Task<T> TimeAsync<T>(Func<Task<T>> work)
    {
        long started = Stopwatch.GetTimestamp();
        T made = await work();
        _ticks += Stopwatch.GetTimestamp() - started;
        return made;
    }
}
