using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Synthetic.Registers;

namespace RemoteVerify.Server.Tests.Agencies;

/// <summary>An issuer of every mood: what is kept, and that half an answer is none.</summary>
public sealed class IssuerTests : IAsyncLifetime
{
    private readonly RunningService _service = new();
    private readonly IssuerSimulator _issuer = IssuerSimulator.Start(new Dictionary<string, string> { ["12/BTN"] = "genuine", ["13/BTN"] = "not-genuine" });
    private Caller _officer = null!;
    private Guid _case;

    public async Task InitializeAsync()
    {
        foreach ((string name, string value) in new[] { ("Address", _issuer.Address.ToString()), ("LegalBasis", "Thỏa thuận thử nghiệm"), ("TimeoutSeconds", "3") })
        {
            _service.Settings[$"Service:Agencies:Issuers:{name}"] = value;
        }

        await _service.InitializeAsync();
        _officer = await _service.AsAsync("officer");
        _case = (await (await _service.AsAsync("portal")).PostAsync("/v1/cases", Journey.OpenBody())).Expect(201).Json.GetProperty("id").GetGuid();
        Outcome<Case> kept = await _service.Services.GetRequiredService<Desk>().DoAsync<Case>(
            Act.AcceptCase, Actor.Officer(new TenantId(RunningService.Tenant), "officer"), async (work, ct) =>
            {
                Case current = (await work.CaseAsync(new CaseId(_case), ct)).Value;
                DossierPaper paper = await DossierPapersAsync(work, current, ct);
                return await work.SaveAsync(current with { File = current.File with { Dossier = current.File.Dossier.Add(paper) } }, ct);
            }, CancellationToken.None);
        Assert.True(kept.IsDone, kept.ToString());
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Issuer_ThatAnswers_IsKeptAsAPaper_AndOneThatDoesNotChangesNothing()
    {
        string path = $"/v1/cases/{_case}/papers/d1/issuer-confirmation";
        JsonElement said = (await _officer.PostAsync(path, new { issuer = "Sở Giáo dục Tỉnh Mẫu", number = "12/BTN", issuedOn = "2020-06-01" })).Expect(200).Json;
        Assert.Equal(("Genuine", "XM-12/BTN"), (said.GetProperty("finding").GetString(), said.GetProperty("reference").GetString()));
        Answer paper = (await _officer.GetAsync($"/v1/cases/{_case}/papers/{said.GetProperty("paper").GetString()}")).Expect(200);
        Assert.Equal("application/pdf", paper.MediaType);
        Assert.Equal("Thỏa thuận thử nghiệm", _issuer.Heard[0].Json.GetProperty("legalBasis").GetString());
        Assert.DoesNotContain(Journey.Number, System.Text.Encoding.UTF8.GetString(_issuer.Heard[0].Body), StringComparison.Ordinal);

        Assert.Equal("NotGenuine", (await AskAsync("13/BTN")).Expect(200).Json.GetProperty("finding").GetString());
        Assert.Equal("NoRecord", (await AskAsync("14/BTN")).Expect(200).Json.GetProperty("finding").GetString());
        (await _officer.PostAsync(path, new { issuer = "Sở", number = "" })).ExpectProblem(422, "fields.invalid");
        (await _officer.PostAsync($"/v1/cases/{_case}/papers/d99/issuer-confirmation", new { issuer = "Sở", number = "1" })).ExpectProblem(422, "paper.unknown");
        foreach (ServerMood mood in new[] { ServerMood.Hangs, ServerMood.Nonsense, ServerMood.Overloaded, ServerMood.Answers })
        {
            // After three failures in a row the line rests, so the last one gets no answer either.
            _issuer.Mood = mood;
            (await AskAsync("12/BTN")).ExpectProblem(503, "issuer.not-available");
        }

        JsonElement papers = (await _officer.GetAsync($"/v1/cases/{_case}/dossier")).Expect(200).Json.GetProperty("papers");
        Assert.Equal(4, papers.GetArrayLength());
    }

    private Task<Answer> AskAsync(string number) => _officer.PostAsync($"/v1/cases/{_case}/papers/d1/issuer-confirmation", new { issuer = "Sở Giáo dục Tỉnh Mẫu", number });

    private static async Task<DossierPaper> DossierPapersAsync(Work work, Case current, CancellationToken cancellationToken)
    {
        BlobId blob = await work.Unit.Blobs.PutAsync(current.File.Tenant, current.File.Id, Cases.Stores.DataClass.Dossier, Journey.Contract, cancellationToken);
        return new DossierPaper("d1", "diploma", PaperOrigin.Uploaded, "application/pdf", blob, Sha256Digest.Of(Journey.Contract), Journey.Contract.Length, "officer", work.Now);
    }
}
