using System.Security.Cryptography;
using RemoteVerify.Storage.Backups;
using RemoteVerify.Storage.Backups.Escrow;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Storage.Tests.Backups;

/// <summary>Shares of a master key: the field, the polynomial, the text on paper.</summary>
public sealed class EscrowTests
{
    /// <summary>FIPS 197 sections 4.2 and 4.2.1.</summary>
    [Theory]
    [InlineData(0x57, 0x83, 0xc1)]
    [InlineData(0x57, 0x13, 0xfe)]
    [InlineData(0x57, 0x02, 0xae)]
    [InlineData(0x8d, 0x02, 0x01)]
    public void Multiply_ExamplesOfTheStandard_GiveItsProducts(byte a, byte b, byte product) => Assert.Equal(product, FieldOf256.Multiply(a, b));

    [Fact]
    public void Invert_EveryElement_TimesItselfIsOne()
    {
        Assert.All(Enumerable.Range(1, 255), a => Assert.Equal(1, FieldOf256.Multiply((byte)a, FieldOf256.Invert((byte)a))));
        Assert.Equal(0, FieldOf256.Invert(0));
    }

    /// <summary>Worked out by a program of its own in Python with tables of logarithms to the base 3; k = 4.</summary>
    [Theory]
    [InlineData(1, "187451d55339")]
    [InlineData(2, "615733489a3f")]
    [InlineData(3, "fbd96c6011d3")]
    [InlineData(7, "fdeee42968d0")]
    [InlineData(20, "59fbc5cc2c75")]
    [InlineData(255, "3abae4baa6a1")]
    public void Split_GivenCoefficients_GivesTheSharesOfAnotherComputation(int x, string share)
    {
        byte[][] all = SecretSharing.Split(Convert.FromHexString("000153caff80"), Convert.FromHexString("05223f1633502744613855724966835a7794"), 4, 255);
        Assert.Equal(share, Convert.ToHexStringLower(all[x - 1]));
    }

    /// <summary>Shares that the npm package shamir-secret-sharing 0.0.4 (Apache-2.0, audited) made of a known secret, 3 of 5.</summary>
    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(4, 2, 0)]
    [InlineData(3, 1, 4)]
    public void Combine_SharesOfAnotherLibrary_GivesTheirSecret(int first, int second, int third)
    {
        (byte X, byte[] Y)[] shares =
        [
            (157, Convert.FromHexString("436d0f3169a07328022113a291ff43e6d3fcbc46f39add0b60242b52b173084bc6a66df8")),
            (33, Convert.FromHexString("21c2c87c02779d3f2827bf33c21b8bac51020c3ad627ea1d53f4a0e02d1e937a7aa742a2")),
            (113, Convert.FromHexString("c08de1c032b58c728ca212f6b1f554f47ae20c1aad9eb986f04b3ec09e5a0c7a505ecaa8")),
            (206, Convert.FromHexString("123968594bdc1a6c14c52a4aa4b9be0f5b8ffedbb97bbb4a48baa4e8d7d207f9395d78fb")),
            (121, Convert.FromHexString("0a707afc81bba642396b0a7429dcca56554491d2652b57f66ee790478c786bdbcd289d2e")),
        ];
        Assert.Equal("030a11181f262d343b424950575e656c737a81888f969da4abb2b9c0c7ced5dce3eaf1f8", Convert.ToHexStringLower(SecretSharing.Combine([shares[first], shares[second], shares[third]])));
    }

    /// <summary>With k - 1 shares every value of the secret is equally possible: for each there is a last share that gives it.</summary>
    [Fact]
    public void Combine_OneShareLess_FitsEverySecret()
    {
        byte[][] shares = SecretSharing.Split([0x42], 3, 3);
        HashSet<byte> possible = [.. Enumerable.Range(0, 256).Select(guess => SecretSharing.Combine([(1, shares[0]), (2, shares[1]), (3, [(byte)guess])])[0])];
        Assert.Equal(256, possible.Count);
    }

    [Fact]
    public void Recover_EveryChoiceOfEnoughShares_GivesTheKey()
    {
        (MasterKey key, byte[] bytes) = Key();
        IReadOnlyList<EscrowShare> shares = MasterKeyEscrow.Split(key, 3, 5);
        foreach (int left in Enumerable.Range(0, 32).Where(mask => System.Numerics.BitOperations.PopCount((uint)mask) == 3))
        {
            Assert.Equal(bytes, MasterKeyEscrow.Recover([.. shares.Where((_, i) => (left >> i & 1) == 1)]));
        }

        Assert.Equal(bytes, MasterKeyEscrow.Recover(shares));
    }

    [Fact]
    public void Recover_TooFewOrForeignOrForgedShares_IsRefusedByName()
    {
        (MasterKey key, _) = Key();
        IReadOnlyList<EscrowShare> shares = MasterKeyEscrow.Split(key, 3, 5);
        IReadOnlyList<EscrowShare> others = MasterKeyEscrow.Split(key, 3, 5);
        Assert.Equal(BackupFault.TooFewShares, FaultOf(() => MasterKeyEscrow.Recover([shares[0], shares[4]])));
        Assert.Equal(BackupFault.TooFewShares, FaultOf(() => MasterKeyEscrow.Recover([shares[0], shares[0], shares[0]])));
        Assert.Equal(BackupFault.TooFewShares, FaultOf(() => MasterKeyEscrow.Recover([])));
        Assert.Equal(BackupFault.SharesOfOthers, FaultOf(() => MasterKeyEscrow.Recover([shares[0], shares[1], others[2]])));
        EscrowShare forged = shares[2] with { Value = [.. shares[2].Value.Select(b => (byte)(b ^ 1))] };
        Assert.Equal(BackupFault.SharesOfOthers, FaultOf(() => MasterKeyEscrow.Recover([shares[0], shares[1], forged])));
    }

    [Fact]
    public void Text_WrittenAndRead_IsTheShare()
    {
        (MasterKey key, _) = Key();
        EscrowShare share = MasterKeyEscrow.Split(key, 2, 3)[1];
        IReadOnlyList<string> lines = ShareText.Write(share);
        Assert.Equal(5, lines.Count);
        Assert.All(lines, line => Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4} ){4}[0-9A-HJKMNP-TV-Z]{2}$", line));
        foreach (string text in new[] { string.Join('\n', lines), string.Join("\r\n", lines).ToLowerInvariant().Replace('0', 'o').Replace('1', 'l'), ShareText.WriteQr(share) })
        {
            EscrowShare read = ShareText.Read(text);
            Assert.Equal((share.Set, share.Threshold, share.Number, share.Shares), (read.Set, read.Threshold, read.Number, read.Shares));
            Assert.Equal(share.Value, read.Value);
        }

        Assert.DoesNotContain(Convert.ToHexString(share.Value), share.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Text_OneWrongCharacterAnywhere_NamesItsLine()
    {
        (MasterKey key, _) = Key();
        IReadOnlyList<string> lines = ShareText.Write(MasterKeyEscrow.Split(key, 2, 2)[0]);
        int named = 0;
        for (int line = 0; line < lines.Count; line++)
        {
            for (int at = 0; at < lines[line].Length; at++)
            {
                if (lines[line][at] != ' ')
                {
                    char other = lines[line][at] == '7' ? '8' : '7';
                    string[] changed = [.. lines];
                    changed[line] = string.Concat(lines[line].AsSpan(0, at), other.ToString(), lines[line].AsSpan(at + 1));
                    var refused = Assert.Throws<BackupException>(() => ShareText.Read(string.Join('\n', changed)));
                    Assert.Equal(BackupFault.ShareUnreadable, refused.Fault);
                    named += refused.Message.Contains($"Line {line + 1} ", StringComparison.Ordinal) ? 1 : 0;
                }
            }
        }

        // Ten bits check a line, so one in a thousand is only seen by the check of the whole.
        Assert.InRange(named, 85, 90);
        Assert.Equal(BackupFault.ShareUnreadable, FaultOf(() => ShareText.Read(string.Join('\n', lines.Take(4)))));
        Assert.Equal(BackupFault.ShareUnreadable, FaultOf(() => ShareText.Read(string.Join('\n', lines.Reverse()))));
        Assert.Equal(BackupFault.ShareUnreadable, FaultOf(() => ShareText.Read("§" + string.Join('\n', lines))));
    }

    private static BackupFault FaultOf(Func<object> act) => Assert.Throws<BackupException>(() => act()).Fault;

    private static (MasterKey Key, byte[] Bytes) Key()
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(32);
        return (new MasterKey("k1", bytes), bytes);
    }
}
