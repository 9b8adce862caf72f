using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Dossiers.Cards;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;
using RemoteVerify.Synthetic.Cards;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Cases.Tests.Dossiers;

/// <summary>What a camera read from the printed card fills in, keeps its hands off better sources, and proves nothing.</summary>
public sealed class CardReadingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static ChipHolder Holder { get; } = new()
    {
        FullName = Office.Name, PersonalNumber = Office.Number, BirthDate = new DateOnly(1999, 1, 2), Sex = 'F', Issued = new DateOnly(2021, 5, 10), Expires = new DateOnly(2039, 1, 2),
        Residence = "Số 1 phố Thử Nghiệm",
    };

    [Fact]
    public void Texts_OfACard_AreRead_AndAnythingElseIsNot()
    {
        CardReading reading = CardReading.OfQr(CardSide.QrText(Holder))!;
        Assert.Equal((Holder.PersonalNumber, Holder.FullName, Holder.BirthDate, 'F', Holder.Residence), (reading.PersonalNumber, reading.FullName, reading.BirthDate, reading.Sex, reading.Residence));
        Assert.DoesNotContain(Holder.FullName, reading.ToString(), StringComparison.Ordinal);
        Assert.Null(CardReading.OfQr("https://example.org/"));
        Assert.Null(CardReading.OfQr(string.Empty));
        Assert.Null(CardReading.OfQr("1|2|3|4|5|6|7"));
    }

    [Fact]
    public void Zone_WithAWrongCheckDigit_IsNeverTaken()
    {
        string zone = CardMrz.Write(Holder with { PersonalNumber = "001199000001" });
        CardReading reading = CardReading.OfMrz(zone)!;
        Assert.Equal(("001199000001", new DateOnly(1999, 1, 2), 'F', null), (reading.PersonalNumber, reading.BirthDate, reading.Sex, reading.FullName));
        for (int at = 5; at < 60; at++)
        {
            char other = zone[at] switch { '0' => '8', '<' => '0', _ => '0' };
            CardReading? changed = CardReading.OfMrz(zone[..at] + other + zone[(at + 1)..]);

            // Of the covered places none may be wrong; the sex and the nationality are not covered, and not taken from there.
            Assert.True(changed is null || (changed with { Sex = reading.Sex }) == reading, $"place {at}");
        }
    }

    [Fact]
    public async Task Proposals_StandBesideWhatIsThere()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        office.Population.Values["permanent-residence"] = "Số 2 phố Mới";
        Office.Done(await office.LookUpAsync(id));
        Office.Done(await office.SetAsync(Office.Citizen(id), id, ("full-name", "Nguyễn Văn Khác"), ("birth-date", "1999-01-02")));
        (CaseFile file, Procedure procedure) = await ReadAsync(office, id);
        Dictionary<string, CardProposal> proposals = CardProposals.Of(procedure, file, CardReading.OfQr(CardSide.QrText(Holder))!).ToDictionary(one => one.Rule.Id);
        Assert.Equal(CardProposalState.Open, proposals["personal-number"].State);
        Assert.Equal("female", proposals["sex"].Value);
        Assert.Equal(CardProposalState.Differs, proposals["full-name"].State);
        Assert.Equal(CardProposalState.Same, proposals["birth-date"].State);
        Assert.Equal((CardProposalState.Held, "Số 2 phố Mới"), (proposals["residence"].State, proposals["residence"].Stands!.Value));
        Assert.DoesNotContain("purpose", proposals.Keys);

        CardReading others = CardReading.OfQr(CardSide.QrText(Holder with { PersonalNumber = "001099000009" }))!;
        Assert.False(CardProposals.IsOfApplicant(file, others));
        Assert.Empty(CardProposals.Of(procedure, file, others));
    }

    [Fact]
    public async Task AValueOfTheCard_SaysSo_IsTypedOver_AndGivesWayToARegister()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        Office.Done(await FillAsync(office, id, ("full-name", Office.Name), ("residence", "Số 1 phố Thử Nghiệm")));
        Assert.All((await ReadAsync(office, id)).File.Dossier.Fields, field => Assert.Equal((ValueSource.CardCamera, false), (field.Source, field.IsFromSource)));

        Office.Done(await office.SetAsync(Office.Citizen(id), id, ("full-name", "Nguyễn Văn Khác")));
        Assert.Equal(ValueSource.Typed, (await ReadAsync(office, id)).File.Dossier.Field("full-name")!.Source);

        office.Population.Values["permanent-residence"] = "Số 2 phố Mới";
        Office.Done(await office.LookUpAsync(id));
        FieldValue held = (await ReadAsync(office, id)).File.Dossier.Field("residence")!;
        Assert.Equal((ValueSource.PopulationDatabase, "Số 2 phố Mới", "Số 1 phố Thử Nghiệm"), (held.Source, held.Value, held.Contest!.Claimed));
        Assert.Equal(RefusalCode.FieldHeldBySource, (await FillAsync(office, id, ("residence", "Số 1 phố Thử Nghiệm"))).Refusal!.Code);
    }

    /// <summary>A whole form from the card leaves the identity as unproven as a typed one: the person still has to show the chip and the face.</summary>
    [Fact]
    public async Task AFormFilledByTheCard_ProvesNobody()
    {
        await using Office office = await Office.OpenAsync();
        CaseId read = (await office.OpenMaritalAsync()).File.Id, typed = (await office.OpenMaritalAsync()).File.Id;
        Office.Done(await office.FillAsync(typed));
        Office.Done(await office.FillAsync(read));
        Office.Done(await FillAsync(
            office, read, ("full-name", Office.Name), ("birth-date", "1999-01-02"), ("sex", "female"), ("personal-number", Office.Number), ("residence", "Số 1 phố Thử Nghiệm, phường Thử Nghiệm")));
        Assert.Equal(5, (await ReadAsync(office, read)).File.Dossier.Fields.Count(field => field.Source == ValueSource.CardCamera));
        foreach (CaseId id in new[] { read, typed })
        {
            Office.Done(await office.RequestAsync(id));
            var view = await office.ViewAsync(id);
            AwaitingIdentity waiting = Assert.IsType<AwaitingIdentity>(view.Case);
            Assert.Empty(view.Verifications);
            Assert.Null(waiting.IdentityOf(new ParticipantId("p1")));
            Assert.False((await office.ConfirmAndSignAsync(id)).IsDone);
        }
    }

    private static Task<Outcome<Case>> FillAsync(Office office, CaseId id, params (string Name, string Value)[] fields) => new SetFields(office.Desk, office.Procedures).DoAsync(
        Office.Citizen(id), id, [.. fields.Select(field => new FieldInput(field.Name, field.Value) { ReadFromCard = true })], None);

    private static async Task<(CaseFile File, Procedure Procedure)> ReadAsync(Office office, CaseId id)
    {
        DossierView view = Office.Done(await new ReadDossier(office.Desk, office.Procedures).DoAsync(Office.Citizen(id), id, None));
        return ((await office.ViewAsync(id)).Case.File, view.Procedure);
    }
}
