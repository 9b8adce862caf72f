// ICAO Doc 9303-11 clause 6.2 (chip authentication version 1 with AES: MSE:Set AT, GENERAL AUTHENTICATE), reader's end.
using System.Security.Cryptography;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.Pki.SessionKeys;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>What DG14 offers for chip authentication; the host picks it, because this room does not read data groups.</summary>
/// <param name="Protocol">0.4.0.127.0.7.2.2.3.2.{2, 3, 4}: ECDH with AES.</param>
/// <param name="SubjectPublicKeyInfo">The chip's static key as DG14 has it.</param>
public sealed record ChipAuthenticationOffer(string Protocol, ReadOnlyMemory<byte> SubjectPublicKeyInfo);

/// <summary>A protected response that only the holder of the chip's static key can have made, with all that is needed to check it.</summary>
public sealed record ChipAuthenticationTranscript(
    ReadOnlyMemory<byte> TerminalPrivateKey, ReadOnlyMemory<byte> ResponseCounter, ReadOnlyMemory<byte> Response)
{
    public override string ToString() => "ChipAuthenticationTranscript(not shown)";
}

/// <summary>Agrees new keys with the chip's static key and has the chip use them once.</summary>
public static class ChipAuthenticationSession
{
    private const string EcdhArc = "0.4.0.127.0.7.2.2.3.2.";

    /// <summary>The session that follows from the agreed secret; its counter starts at zero.</summary>
    /// <exception cref="ArgumentException">The protocol is not ECDH with AES.</exception>
    public static SecureMessaging Start(string protocol, ReadOnlySpan<byte> sharedSecret)
    {
        MessageKeys keys = MessageKeys.Derive(
            CipherOf(protocol) ?? throw new ArgumentException("not a protocol that is spoken here", nameof(protocol)), sharedSecret);
        return new SecureMessaging(keys, new byte[keys.BlockBytes]);
    }

    /// <summary>Runs the protocol inside an open session; null when it is not spoken here or the chip's key can't be used.</summary>
    internal static async Task<ChipAuthenticationTranscript?> RunAsync(
        Channel channel, IApduTransport transport, ChipAuthenticationOffer offer, CommandApdu probe, CancellationToken cancellationToken)
    {
        if (CipherOf(offer.Protocol) is null || ReadKey(offer.SubjectPublicKeyInfo) is not { } key)
        {
            return null;
        }

        (byte[] scalar, ECPoint point) = CurveArithmetic.Generate(key.Curve);
        if (CurveArithmetic.Multiply(key.Curve, key.Point, scalar) is not { } shared)
        {
            return null;
        }

        byte[] protocol = DataObject.Write(0x80, EncodeOid(offer.Protocol));
        Require(await channel.SendAsync(new CommandApdu(0, 0x22, 0x41, 0xA4, protocol), cancellationToken), "MSE:Set AT");
        byte[] ephemeral = DataObject.Write(0x7C, DataObject.Write(0x80, CurveArithmetic.Encode(point)));
        Require(await channel.SendAsync(new CommandApdu(0, 0x86, 0, 0, ephemeral, 256), cancellationToken), "GENERAL AUTHENTICATE");
        using SecureMessaging session = Start(offer.Protocol, shared.X);
        byte[] response = await transport.TransmitAsync(session.Protect(probe).Encode(), cancellationToken);
        ResponseApdu opened = session.Open(ResponseApdu.Decode(response));
        Require(opened, "chip authentication");
        return new ChipAuthenticationTranscript(scalar, session.Counter.ToArray(), response);
    }

    private static (ECCurve Curve, ECPoint Point)? ReadKey(ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        try
        {
            if (PublicKeyInfo.Read(subjectPublicKeyInfo).Ec?.ToLibraryParameters() is not { } parameters)
            {
                return null;
            }

            using ECDiffieHellman key = ECDiffieHellman.Create(parameters);
            ECParameters numbers = key.ExportExplicitParameters(includePrivateParameters: false);
            numbers.Curve.Seed = null;
            numbers.Curve.Hash = null;
            return (numbers.Curve, numbers.Q);
        }
        catch (Exception e) when (e is PkiFormatException or CryptographicException)
        {
            return null;
        }
    }

    private static byte[] EncodeOid(string oid)
    {
        System.Formats.Asn1.AsnWriter writer = new(System.Formats.Asn1.AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode()[2..];
    }

    private static SessionCipher? CipherOf(string protocol) => protocol switch
    {
        EcdhArc + "2" => SessionCipher.Aes128,
        EcdhArc + "3" => SessionCipher.Aes192,
        EcdhArc + "4" => SessionCipher.Aes256,
        _ => null,
    };

    private static void Require(ResponseApdu response, string step)
    {
        if (!response.IsOk)
        {
            throw new ChipAccessException(step, response.StatusWord);
        }
    }
}
