using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.Pki.Tests.SessionKeys;

public sealed class SessionKeyTests
{
    // NIST SP 800-38B examples for AES-128 and AES-256: key, message, tag.
    [Theory]
    [InlineData("2b7e151628aed2a6abf7158809cf4f3c", "", "bb1d6929e95937287fa37d129b756746")]
    [InlineData("2b7e151628aed2a6abf7158809cf4f3c", "6bc1bee22e409f96e93d7e117393172a", "070a16b46b4d4144f79bdd9dd04a287c")]
    [InlineData("2b7e151628aed2a6abf7158809cf4f3c", "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411", "dfa66747de9ae63030ca32611497c827")]
    [InlineData("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4", "", "028962f61b7bf89efc6b551f4667d983")]
    public void AesCmac_PublishedExample_GivesItsTag(string key, string message, string tag)
    {
        Assert.Equal(tag, Convert.ToHexStringLower(AesCmac.Compute(Convert.FromHexString(key), Convert.FromHexString(message))));
    }

    [Theory]
    [InlineData(SessionCipher.TripleDes, 16)]
    [InlineData(SessionCipher.Aes128, 16)]
    [InlineData(SessionCipher.Aes192, 24)]
    [InlineData(SessionCipher.Aes256, 32)]
    public void Decrypt_WhatWasEncrypted_IsTheSame(SessionCipher cipher, int keyBytes)
    {
        using MessageKeys keys = MessageKeys.Derive(cipher, new byte[] { 1, 2, 3 });
        byte[] counter = new byte[keys.BlockBytes];
        Assert.Equal(keyBytes, keys.EncryptionKey.Length);

        for (int length = 0; length < 60; length++)
        {
            byte[] plain = System.Security.Cryptography.RandomNumberGenerator.GetBytes(length);
            Assert.Equal(plain, keys.Decrypt(counter, keys.Encrypt(counter, plain)));
        }
    }

    [Fact]
    public void DeriveKey_TripleDes_HasOddParity()
    {
        byte[] key = MessageKeys.DeriveKey(SessionCipher.TripleDes, [1, 2, 3, 4], 1);

        Assert.All(key, value => Assert.Equal(1, System.Numerics.BitOperations.PopCount((uint)value) % 2));
    }
}
