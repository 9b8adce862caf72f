using System.Globalization;

namespace RemoteVerify.Cli.Commands.Bench.Chips;

/// <summary>One document.</summary>
/// <param name="PerSecond">Whole verifications.</param>
/// <param name="PerSecondOfNewSigners">Whole verifications when each document has a signer that was not seen before.</param>
/// <param name="BarePerSecond">Its public-key operations alone.</param>
/// <param name="TimesBare">How often a whole verification takes as long as the bare operations: median over neighbouring slices.</param>
/// <param name="TimesBareByProcessor">The same by processor time.</param>
/// <param name="AllocatedBytes">Of one verification.</param>
/// <param name="DocumentBytes">All files of the document.</param>
internal sealed record ChipFigures(double PerSecond, double PerSecondOfNewSigners, double BarePerSecond, double TimesBare, double TimesBareByProcessor, long AllocatedBytes, int DocumentBytes);

/// <summary>Loading a master list.</summary>
/// <param name="FirstMilliseconds">The first time in this process, code not yet compiled for it.</param>
internal sealed record LoadFigures(string List, int Bytes, int Certificates, double FirstMilliseconds, double MedianMilliseconds, double SlowestMilliseconds, long AllocatedBytes);

/// <summary>What <c>rv bench chip</c> measured.</summary>
internal sealed record ChipBenchReport
{
    public required ChipFigures Rsa2048 { get; init; }

    public required ChipFigures P384Explicit { get; init; }

    /// <summary>Country signers in the store.</summary>
    public required int ListedCertificates { get; init; }

    public required LoadFigures Load { get; init; }

    public required int Rounds { get; init; }

    public required int Processors { get; init; }

    public void Write(TextWriter writer)
    {
        Line("RSA-2048", Rsa2048);
        Line("P-384, explicit parameters", P384Explicit);
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Load {Load.List} ({Load.Certificates} certificates, {Load.Bytes >> 10} KiB): first {Load.FirstMilliseconds:0.0} ms, median {Load.MedianMilliseconds:0.0} ms, slowest {Load.SlowestMilliseconds:0.0} ms, {Load.AllocatedBytes >> 10} KiB allocated"));

        void Line(string name, ChipFigures figures) => writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {figures.PerSecond:0} verifications a second ({figures.PerSecondOfNewSigners:0} of signers never seen before), bare operations {figures.BarePerSecond:0} a second: {figures.TimesBare:0.00} times the bare cost ({figures.TimesBareByProcessor:0.00} by processor time); {figures.AllocatedBytes >> 10} KiB allocated, document {figures.DocumentBytes >> 10} KiB, {ListedCertificates} country signers"));
    }
}
