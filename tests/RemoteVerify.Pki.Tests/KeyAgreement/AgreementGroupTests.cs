using System.Security.Cryptography;
using RemoteVerify.Pki.KeyAgreement;

namespace RemoteVerify.Pki.Tests.KeyAgreement;

public sealed class AgreementGroupTests
{
    public static TheoryData<int> Identifiers() => [.. StandardGroups.Identifiers];

    [Theory]
    [MemberData(nameof(Identifiers))]
    public void Agree_BothEnds_HaveTheSameSecretAlsoAfterMapping(int identifier)
    {
        AgreementGroup group = StandardGroups.Find(identifier)!;
        byte[] nonce = RandomNumberGenerator.GetBytes(32);
        using AgreementKeyPair one = group.Generate(), other = group.Generate();

        Assert.Equal(group.Agree(one.PrivateKey, other.PublicKey.Span), group.Agree(other.PrivateKey, one.PublicKey.Span));
        AgreementGroup mapped = group.MapGeneric(nonce, one.PrivateKey, other.PublicKey.Span)!;
        AgreementGroup same = group.MapGeneric(nonce, other.PrivateKey, one.PublicKey.Span)!;
        Assert.Equal(mapped.EncodedGenerator, same.EncodedGenerator);
        Assert.NotEqual(group.EncodedGenerator, mapped.EncodedGenerator);
        using AgreementKeyPair first = mapped.Generate(), second = same.Generate();
        Assert.Equal(mapped.Agree(first.PrivateKey, second.PublicKey.Span), same.Agree(second.PrivateKey, first.PublicKey.Span));
        Assert.Equal(first.PublicKey.ToArray(), mapped.PublicOf(first.PrivateKey));
    }

    [Theory]
    [MemberData(nameof(Identifiers))]
    public void MapIntegrated_EveryGroupButThePrimesOfTheOtherForm_GivesAnElementOfTheGroup(int identifier)
    {
        AgreementGroup group = StandardGroups.Find(identifier)!;
        AgreementGroup? mapped = group.MapIntegrated(RandomNumberGenerator.GetBytes(48));

        // Of all standardised primes only that of secp224r1 is of the form 4k + 1.
        Assert.Equal(identifier != 10, group.HasIntegratedMapping);
        Assert.Equal(group.HasIntegratedMapping, mapped is not null);
        Assert.True(mapped is null || group.IsPublicKey(mapped.EncodedGenerator));
    }

    [Theory]
    [MemberData(nameof(Identifiers))]
    public void IsPublicKey_WhatIsNoElement_IsFalse(int identifier)
    {
        AgreementGroup group = StandardGroups.Find(identifier)!;
        using AgreementKeyPair pair = group.Generate();
        byte[] changed = pair.PublicKey.ToArray();
        changed[^1] ^= 1;

        Assert.True(group.IsPublicKey(pair.PublicKey.Span));
        Assert.False(group.IsPublicKey(changed));
        Assert.False(group.IsPublicKey([]));
        Assert.False(group.IsPublicKey([1]));
        Assert.False(group.IsPublicKey(new byte[group.PublicKeyBytes]));
        Assert.False(group.IsPublicKey(pair.PublicKey.Span[1..]));
        Assert.Null(group.Agree(pair.PrivateKey, changed));
        Assert.Null(group.Agree([0], pair.PublicKey.Span));
    }

    [Fact]
    public void Find_FiniteFieldGroups_HaveAGeneratorOfTheOrderOfRfc5114()
    {
        foreach (int identifier in (int[])[0, 1, 2])
        {
            FiniteFieldGroup group = (FiniteFieldGroup)StandardGroups.Find(identifier)!;
            Assert.True(group.IsPublicKey(group.EncodedGenerator));
            Assert.Equal(identifier switch { 0 => (1024, 160L), 1 => (2048, 224L), _ => (2048, 256L) }, (group.SizeBits, group.Order!.Value.GetBitLength()));
        }
    }

    [Fact]
    public void Find_ReservedNumber_IsNothing()
    {
        Assert.All((int[])[3, 7, 19, 31, 32, -1, 255], number => Assert.Null(StandardGroups.Find(number)));
    }
}
