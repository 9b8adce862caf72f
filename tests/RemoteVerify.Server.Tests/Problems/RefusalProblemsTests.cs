using Microsoft.AspNetCore.Builder;
using RemoteVerify.Cases;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Tests;

public class RefusalProblemsTests
{
    [Fact]
    public void StatusOf_EveryRefusalCode_IsAClientErrorOrSaysWhatTheServiceLacks()
    {
        Assert.True(RefusalCode.All.Count > 30);
        Assert.All(RefusalCode.All.Where(code => code.Kind != RefusalKind.Unavailable), code => Assert.InRange(RefusalProblems.StatusOf(code.Kind), 400, 499));
        Assert.Equal(
            new[]
            {
                RefusalCode.AgencyNotKnown, RefusalCode.CertificateStatusUnknown, RefusalCode.PreventionNotAvailable, RefusalCode.SigningProviderUnavailable, RefusalCode.TrustListUnusable,
                RefusalCode.TimestampUnavailable, RefusalCode.TimestampNotAccepted, RefusalCode.SigningKeyUnavailable, RefusalCode.CertificateEvidenceUnavailable,
                RefusalCode.PaymentGatewayUnavailable, RefusalCode.IssuerNotAvailable, RefusalCode.DeletionNotSigned,
            }
                .Select(code => code.Value).Order(StringComparer.Ordinal),
            RefusalCode.All.Where(code => RefusalProblems.StatusOf(code.Kind) == 503).Select(code => code.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Codes_AllTogether_AreDifferentAndWellFormed()
    {
        Assert.Equal(RefusalCode.All.Count, RefusalCode.All.Select(code => code.Value).Distinct().Count());
        Assert.All(RefusalCode.All, code => Assert.Matches("^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$", code.Value));
    }

    [Fact]
    public void Details_ForEveryStatusInUse_HaveATitleOfTheirOwn() =>
        Assert.All(
            RefusalCode.All.Select(code => RefusalProblems.StatusOf(code.Kind)).Concat([400, 401, 404, 405, 413, 415, 500, 503]).Distinct(),
            status => Assert.NotEqual(Problem.Details(599, "x.y", "").Title, Problem.Details(status, "x.y", "").Title));
}
