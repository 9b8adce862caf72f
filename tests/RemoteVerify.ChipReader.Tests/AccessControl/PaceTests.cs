using System.Security.Cryptography;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.Pki.KeyAgreement;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.Tests.AccessControl;

/// <summary>Reader and chip of this room against each other. That proves that they agree; that they follow the standard, the worked examples show.</summary>
public sealed class PaceTests
{
    private static readonly AccessKey Mrz = AccessKey.FromMrzInformation("T22000129364081251010318");
    private static readonly AccessKey Number = AccessKey.FromCardAccessNumber("123456");

    public static TheoryData<PaceMapping, int> MappingsAndGroups()
    {
        TheoryData<PaceMapping, int> all = [];
        foreach (int group in StandardGroups.Identifiers)
        {
            all.Add(PaceMapping.Generic, group);
            if (StandardGroups.Find(group)!.HasIntegratedMapping)
            {
                all.Add(PaceMapping.Integrated, group);
            }

            if (StandardGroups.Find(group)!.IsElliptic)
            {
                all.Add(PaceMapping.ChipAuthentication, group);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(MappingsAndGroups))]
    public async Task TryOpenAsync_EveryMappingGroupAndCipher_OpensASessionThatBothEndsHave(PaceMapping mapping, int group)
    {
        foreach (SessionCipher cipher in Enum.GetValues<SessionCipher>())
        {
            if (mapping == PaceMapping.ChipAuthentication && cipher == SessionCipher.TripleDes)
            {
                continue;
            }

            PaceInfo info = PaceInfo.Create(mapping, cipher, group);
            PaceOnlyChip chip = new(Mrz, info);

            PaceOpening opening = Assert.IsType<PaceOpening>(await Pace.TryOpenAsync(chip, Mrz, CancellationToken.None));

            Assert.Equal((info.Oid, info.ParameterId), (opening.Info.Oid, opening.Info.ParameterId));
            using SecureMessaging session = opening.Session;
            Assert.Equal(mapping == PaceMapping.ChipAuthentication, opening.Mapping is not null);
            Assert.Equal(chip.Echo, (await new Channel(chip, session).SendAsync(new CommandApdu(0, 0xCA, 0, 0, default, 100), CancellationToken.None)).Data.ToArray());
        }
    }

    [Fact]
    public async Task TryOpenAsync_WithTheCardAccessNumber_Opens()
    {
        PaceOnlyChip chip = new(Number, PaceInfo.Create(PaceMapping.Generic, SessionCipher.Aes256, 13));

        using SecureMessaging session = (await Pace.TryOpenAsync(chip, Number, CancellationToken.None))!.Session;

        Assert.Equal(2, chip.PasswordReference);
    }

    [Theory]
    [InlineData(PaceMapping.Generic)]
    [InlineData(PaceMapping.Integrated)]
    [InlineData(PaceMapping.ChipAuthentication)]
    public async Task TryOpenAsync_WrongKey_IsSaidSoAndTriedOnce(PaceMapping mapping)
    {
        PaceOnlyChip chip = new(Mrz, PaceInfo.Create(mapping, SessionCipher.Aes128, 13), PaceInfo.Create(PaceMapping.Generic, SessionCipher.TripleDes, 12));

        ChipAccessException refused = await Assert.ThrowsAsync<ChipAccessException>(() => Pace.TryOpenAsync(chip, Number, CancellationToken.None));

        Assert.Equal((ChipAccessProblem.WrongKey, 0x6300), (refused.Problem, refused.StatusWord));
        Assert.Equal(1, chip.Runs);
    }

    [Theory]
    [InlineData(0x63C2, ChipAccessProblem.WrongKey)]
    [InlineData(0x63C0, ChipAccessProblem.KeyBlocked)]
    [InlineData(0x6983, ChipAccessProblem.KeyBlocked)]
    public async Task TryOpenAsync_TokenRefused_StopsWithTheReason(int status, ChipAccessProblem problem)
    {
        PaceOnlyChip chip = new(Mrz, PaceInfo.Create(PaceMapping.Generic, SessionCipher.Aes128, 13)) { Refusal = (4, status) };

        ChipAccessException refused = await Assert.ThrowsAsync<ChipAccessException>(() => Pace.TryOpenAsync(chip, Mrz, CancellationToken.None));

        Assert.Equal(problem, refused.Problem);
    }

    [Theory]
    [InlineData(0, 0x6982)]
    [InlineData(0, 0x6A80)]
    [InlineData(1, 0x6982)]
    [InlineData(2, 0x6300)]
    [InlineData(3, 0x6A80)]
    [InlineData(4, 0x6982)]
    public async Task TryOpenAsync_ChipBreaksOffBeforeTheKeyIsJudged_LeavesItToTheCaller(int step, int status)
    {
        PaceOnlyChip chip = new(Mrz, PaceInfo.Create(PaceMapping.Generic, SessionCipher.Aes128, 13)) { Refusal = (step, status) };

        Assert.Null(await Pace.TryOpenAsync(chip, Mrz, CancellationToken.None));
    }

    [Fact]
    public async Task TryOpenAsync_ChipsTokenChanged_IsNotTheChip()
    {
        PaceOnlyChip chip = new(Mrz, PaceInfo.Create(PaceMapping.Generic, SessionCipher.Aes128, 13)) { ChangesToken = true };

        ChipAccessException refused = await Assert.ThrowsAsync<ChipAccessException>(() => Pace.TryOpenAsync(chip, Mrz, CancellationToken.None));

        Assert.Equal(("PACE token", ChipAccessProblem.NotTheChip), (refused.Step, refused.Problem));
    }

    [Fact]
    public void OffersOf_SeveralWays_AreOrderedByStrengthThenByTheMappingThatProvesTheChip()
    {
        PaceInfo weak = PaceInfo.Create(PaceMapping.Generic, SessionCipher.TripleDes, 13);
        PaceInfo generic = PaceInfo.Create(PaceMapping.Generic, SessionCipher.Aes128, 13);
        PaceInfo proving = PaceInfo.Create(PaceMapping.ChipAuthentication, SessionCipher.Aes128, 13);
        PaceInfo small = PaceInfo.Create(PaceMapping.Generic, SessionCipher.Aes256, 0);
        PaceInfo strong = PaceInfo.Create(PaceMapping.Integrated, SessionCipher.Aes256, 17);

        Assert.Equal(
            [strong.Oid, proving.Oid, generic.Oid, small.Oid, weak.Oid],
            Pace.OffersOf(CardAccess.Write(weak, generic, small, strong, proving)).Select(info => info.Oid));
    }

    [Fact]
    public void OffersOf_AnyBytes_NothingEscapes()
    {
        byte[] honest = CardAccess.Write(PaceInfo.Create(PaceMapping.Generic, SessionCipher.Aes128, 13), PaceInfo.Create(PaceMapping.Integrated, SessionCipher.Aes256, 0));
        Random random = new(20261129);
        foreach (byte[] bytes in Bytes.Many(5_000, 80))
        {
            Pace.OffersOf(bytes);
            byte[] changed = [.. honest];
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            Pace.OffersOf(changed);
        }
    }

    [Fact]
    public async Task TryOpenAsync_AnswersMutated_OnlyTheRoomsExceptionsEscape()
    {
        Random random = new(20261129);
        int opened = 0;
        for (int run = 0; run < 300; run++)
        {
            PaceOnlyChip chip = new(Mrz, PaceInfo.Create((PaceMapping)(run % 3), SessionCipher.Aes128, 12)) { Mutation = random };
            try
            {
                opened += await Pace.TryOpenAsync(chip, Mrz, CancellationToken.None) is null ? 0 : 1;
            }
            catch (Exception e) when (e is ChipAccessException or ApduFormatException)
            {
                // What hostile answers may cause.
            }
        }

        Assert.InRange(opened, 1, 299);
    }

    [Theory]
    [InlineData(13)]
    [InlineData(15)]
    public async Task TryOpenAsync_DomainParametersOfTheChipsOwn_AreUsedWhenTheyAreSound(int copied)
    {
        PaceInfo own = PaceInfo.Create(PaceMapping.Generic, SessionCipher.Aes128, copied) with { ParameterId = 40 };
        PaceOnlyChip chip = new(Mrz, own) { OwnParameters = CardAccess.ExplicitCurve(copied, 40, changeOrder: false) };

        PaceOpening opening = Assert.IsType<PaceOpening>(await Pace.TryOpenAsync(chip, Mrz, CancellationToken.None));

        using SecureMessaging session = opening.Session;
        Assert.Equal(40, opening.Info.ParameterId);
    }

    [Fact]
    public void OffersOf_OwnDomainParametersThatAreNotSound_AreLeftOut()
    {
        PaceInfo own = PaceInfo.Create(PaceMapping.Generic, SessionCipher.Aes128, 13) with { ParameterId = 40 };

        Assert.Empty(Pace.OffersOf(CardAccess.Write([CardAccess.ExplicitCurve(13, 40, changeOrder: true)], own)));
        Assert.Empty(Pace.OffersOf(CardAccess.Write(own)));
        Assert.Single(Pace.OffersOf(CardAccess.Write([CardAccess.ExplicitCurve(13, 40, changeOrder: false)], own)));
    }
}
