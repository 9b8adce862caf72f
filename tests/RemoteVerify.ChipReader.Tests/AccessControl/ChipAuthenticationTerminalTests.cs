using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.Pki.KeyAgreement;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.Tests.AccessControl;

public sealed class ChipAuthenticationTerminalTests
{
    [Theory]
    [InlineData("2.1", SessionCipher.TripleDes)]
    [InlineData("2.2", SessionCipher.Aes128)]
    [InlineData("2.3", SessionCipher.Aes192)]
    [InlineData("2.4", SessionCipher.Aes256)]
    [InlineData("1.1", SessionCipher.TripleDes)]
    [InlineData("1.4", SessionCipher.Aes256)]
    public void Open_ResponsesToABatchWrappedBeforehand_AreTheChips(string protocol, SessionCipher cipher)
    {
        AgreementGroup group = StandardGroups.Find(protocol[0] == '2' ? 13 : 1)!;
        using AgreementKeyPair chipKey = group.Generate();
        ChipAuthenticationOffer offer = new("0.4.0.127.0.7.2.2.3." + protocol, PublicKeyInfo(group, chipKey, protocol[0] == '2' ? 13 : 1), 5);
        using ChipAuthenticationTerminal first = ChipAuthenticationTerminal.Create(offer)!;
        IReadOnlyList<CommandApdu> plain = ChipAuthenticationTerminal.ReadCommands(0x0101, 500);
        IReadOnlyList<byte[]> wrapped = first.Protect(plain);

        // The chip's end knows the public key from the commands alone.
        byte[] publicKey = PublicKeyIn(first.AgreementCommands[^1]);
        using SecureMessaging chip = SecureMessaging.Start(cipher, group.Agree(chipKey.PrivateKey, publicKey)!);
        List<byte[]> responses = [];
        foreach (byte[] command in wrapped)
        {
            CommandApdu opened = Assert.IsType<CommandApdu>(chip.OpenCommand(CommandApdu.Decode(command)));
            responses.Add(chip.ProtectResponse(new ResponseApdu(new byte[opened.ExpectedBytes ?? 0], ResponseApdu.Ok), false).Encode());
        }

        using ChipAuthenticationTerminal later = ChipAuthenticationTerminal.Restore(offer, first.PrivateKey.Span)!;
        Assert.Equal(4, responses.Count);
        for (int i = 0; i < responses.Count; i++)
        {
            Assert.Equal(plain[i].ExpectedBytes ?? 0, Assert.IsType<ResponseApdu>(later.Open(i, responses[i])).Data.Length);
            Assert.Null(later.Open(i + 1, responses[i]));
            byte[] changed = [.. responses[i]];
            changed[^4] ^= 1;
            Assert.Null(later.Open(i, changed));
        }

        using ChipAuthenticationTerminal another = ChipAuthenticationTerminal.Create(offer)!;
        Assert.Null(another.Open(0, responses[0]));
    }

    [Fact]
    public void AgreementCommands_KeyWithANumber_NameIt()
    {
        AgreementGroup group = StandardGroups.Find(12)!;
        using AgreementKeyPair chipKey = group.Generate();
        using ChipAuthenticationTerminal terminal = ChipAuthenticationTerminal.Create(
            new ChipAuthenticationOffer("0.4.0.127.0.7.2.2.3.2.2", PublicKeyInfo(group, chipKey, 12), 300))!;

        Assert.Equal("0022" + "41A410" + "800A04007F00070202030202" + "8402012C", Convert.ToHexString(terminal.AgreementCommands[0].Encode()));
    }

    [Fact]
    public void Strongest_SeveralOffers_TakesCipherAndGroupTogether()
    {
        AgreementGroup weak = StandardGroups.Find(8)!, strong = StandardGroups.Find(15)!;
        using AgreementKeyPair weakKey = weak.Generate(), strongKey = strong.Generate();
        ChipAuthenticationOffer weakWithLongCipher = new("0.4.0.127.0.7.2.2.3.2.4", PublicKeyInfo(weak, weakKey, 8), 1);
        ChipAuthenticationOffer strongWithShortCipher = new("0.4.0.127.0.7.2.2.3.2.2", PublicKeyInfo(strong, strongKey, 15), 2);
        ChipAuthenticationOffer strongWithTripleDes = new("0.4.0.127.0.7.2.2.3.2.1", PublicKeyInfo(strong, strongKey, 15), 2);
        ChipAuthenticationOffer broken = new("0.4.0.127.0.7.2.2.3.2.4", new byte[] { 0x30, 0 }, 3);

        Assert.Equal(strongWithShortCipher, ChipAuthenticationOffer.Strongest([broken, strongWithTripleDes, weakWithLongCipher, strongWithShortCipher]));
        Assert.Null(ChipAuthenticationOffer.Strongest([broken]));
    }

    private static byte[] PublicKeyIn(CommandApdu command) =>
        command.Instruction == 0x22 ? DataObject.Find(command.Data.Span, 0x91) : DataObject.Find(command.Data.Span, 0x7C, 0x80);

    /// <summary>SubjectPublicKeyInfo that names its group by number.</summary>
    private static byte[] PublicKeyInfo(AgreementGroup group, AgreementKeyPair key, int number)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("0.4.0.127.0.7.1.2");
                writer.WriteInteger(number);
            }

            AsnWriter content = new(AsnEncodingRules.DER);
            content.WriteInteger(new BigInteger(key.PublicKey.Span, isUnsigned: true, isBigEndian: true));
            writer.WriteBitString(group.IsElliptic ? key.PublicKey.Span : content.Encode());
        }

        return writer.Encode();
    }
}
