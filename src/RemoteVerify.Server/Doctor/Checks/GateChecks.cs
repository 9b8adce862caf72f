using RemoteVerify.Authority.Development;
using RemoteVerify.Cases;
using RemoteVerify.Pki;
using RemoteVerify.Server.Composition;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Server.Doctor.Checks;

/// <summary>Everything that Production itself refuses, in the words of <see cref="ProductionGate"/>: the two can't differ.</summary>
internal static class GateChecks
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(DoctorSubject subject, CancellationToken cancellationToken)
    {
        List<Finding> findings = [];
        try
        {
            findings.AddRange(ProductionGate.Reasons(subject.Options, ServiceModels.Choose(subject.Options)).Select(Stop));
        }
        catch (Exception e) when (e is InvalidDataException or VisionFormatException or IOException or UnauthorizedAccessException)
        {
            findings.AddRange(ProductionGate.ReasonsOfSettings(subject.Options).Select(Stop));
            findings.Add(new Finding("models", FindingGrade.Broken, $"The networks can't be chosen: {e.Message}", StopsProduction: true));
        }

        bool ofDevelopment = subject.Certificates.Any(c => DevelopmentHierarchy.IsDevelopment(c.Certificate));
        if (subject.Options.Keys.Missing.Length == 0 && ProductionGate.ReasonOfCertificates(ofDevelopment) is { } certificates)
        {
            findings.Add(Stop(certificates));
        }

        if (subject.IsReadable && await ProductionGate.ReasonOfProceduresAsync(subject.Storage!, VietnamTime.Day(subject.Now), cancellationToken) is { } procedures)
        {
            findings.Add(Stop(procedures));
        }

        if (findings.TrueForAll(f => f.Area != "keys"))
        {
            findings.Add(new Finding("keys", FindingGrade.Ready, "Issuing authority, timestamp authority, OCSP responder and seal are keys in tokens or at a provider. Whether they open is seen at the start; this program spends no try of a PIN."));
        }

        if (findings.TrueForAll(f => f.Area != "models"))
        {
            findings.Add(new Finding("models", FindingGrade.Ready, "The model set may be used in Production; what it is fit for stands in its reports (./rv pilot-report)."));
        }

        return findings;
    }

    private static Finding Stop(GateReason reason) => new(reason.Area, FindingGrade.Demo, $"{char.ToUpperInvariant(reason.Text[0])}{reason.Text[1..]}.", StopsProduction: true);
}
