using RemoteVerify.Cli.Commands.Fuzz.Chips;

namespace RemoteVerify.Cli.Tests.Commands.Fuzz;

public sealed class DefiniteLengthsTests
{
    [Fact]
    public void Rewrite_IndefiniteInsideDefinite_MakesBothDefinite() =>
        Assert.Equal([0x30, 5, 0x31, 3, 2, 1, 7], DefiniteLengths.Rewrite([0x30, 7, 0x31, 0x80, 2, 1, 7, 0, 0]));

    [Fact]
    public void Rewrite_DefiniteOnly_ChangesNothing() => Assert.Equal([0x30, 3, 2, 1, 7], DefiniteLengths.Rewrite([0x30, 3, 2, 1, 7]));

    [Fact]
    public void Rewrite_WithoutEnd_IsNothing() => Assert.Null(DefiniteLengths.Rewrite([0x30, 0x80, 2, 1, 7]));
}
