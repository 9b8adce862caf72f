using System.Numerics;
using RemoteVerify.Pki.KeyAgreement;

namespace RemoteVerify.Pki.Tests.KeyAgreement;

public sealed class DomainParameterCheckTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(13)]
    [InlineData(18)]
    public void IsSound_StandardisedGroups_AreSound(int identifier) => Assert.True(DomainParameterCheck.IsSound(StandardGroups.Find(identifier)!));

    [Fact]
    public void IsSound_FieldWithAChangedNumber_IsNot()
    {
        FiniteFieldGroup group = (FiniteFieldGroup)StandardGroups.Find(0)!;

        Assert.False(DomainParameterCheck.IsSound(new FiniteFieldGroup(group.Prime + 2, group.Generator, group.Order)));
        Assert.False(DomainParameterCheck.IsSound(new FiniteFieldGroup(group.Prime, group.Generator + 1, group.Order)));
        Assert.False(DomainParameterCheck.IsSound(new FiniteFieldGroup(group.Prime, group.Generator, group.Order + 2)));
        Assert.False(DomainParameterCheck.IsSound(new FiniteFieldGroup(group.Prime, group.Generator, null)));
    }

    [Fact]
    public void IsSound_CompositeOrderThatDividesAllTheSame_IsNot()
    {
        // The order times two divides p - 1 as well, and the generator has it.
        FiniteFieldGroup group = (FiniteFieldGroup)StandardGroups.Find(0)!;
        BigInteger generator = group.Prime - group.Generator;

        Assert.True(BigInteger.ModPow(generator, 2 * group.Order!.Value, group.Prime).IsOne);
        Assert.False(DomainParameterCheck.IsSound(new FiniteFieldGroup(group.Prime, generator, 2 * group.Order)));
    }
}
