using Microsoft.AspNetCore.DataProtection;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers.Cards;
using RemoteVerify.Server.CardPictures;

namespace RemoteVerify.Browser.Tests.Cards;

/// <summary>How much one person may send, and whom a sealed reading belongs to.</summary>
public class CardReadingLimitTests
{
    private static readonly TenantId Tenant = new("xa-thu-nghiem");
    private static readonly CaseId Case = new CaseId(Guid.NewGuid());
    private static readonly Actor Person = Actor.Citizen(Tenant, Case, new ParticipantId("p1"));
    private static readonly CardReading Reading = new("001199000001", new DateOnly(1999, 1, 2), 'F', "Nguyễn Thị Mẫu", null);

    [Fact]
    public async Task OnePerson_WithoutPause_HasToWait_AndOthersHaveNot()
    {
        using CardPictureReader reader = new();
        byte[] nothing = [1, 2, 3];
        List<CardLook> looks = [];
        for (int picture = 0; picture < 200; picture++)
        {
            looks.Add((await reader.LookAsync("one", nothing, isPhoto: false, CancellationToken.None)).Look);
        }

        Assert.Equal(CardLook.NotAPicture, looks[0]);
        Assert.Contains(CardLook.Busy, looks);
        Assert.Equal(CardLook.NotAPicture, (await reader.LookAsync("another", nothing, isPhoto: true, CancellationToken.None)).Look);
    }

    [Fact]
    public void ASealedReading_IsOpenedByItsPersonInItsCaseAlone()
    {
        CardReadingSeal seal = new(new EphemeralDataProtectionProvider());
        string closed = seal.Close(Person, Case, Reading);
        Assert.Equal(Reading, seal.Open(Person, Case, closed));
        Assert.DoesNotContain("001199000001", closed, StringComparison.Ordinal);
        Assert.Null(seal.Open(Actor.Citizen(Tenant, Case, new ParticipantId("p2")), Case, closed));
        Assert.Null(seal.Open(Person, new CaseId(Guid.NewGuid()), closed));
        Assert.Null(seal.Open(Person, Case, closed[..^2]));
        Assert.Null(seal.Open(Person, Case, null));
        Assert.Null(new CardReadingSeal(new EphemeralDataProtectionProvider()).Open(Person, Case, closed));
    }
}
