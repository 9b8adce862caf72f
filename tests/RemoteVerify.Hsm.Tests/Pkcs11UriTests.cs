namespace RemoteVerify.Hsm.Tests;

public class Pkcs11UriTests
{
    [Theory]
    [InlineData("pkcs11:token=seal;object=seal-2026", "pkcs11:token=seal;object=seal-2026")]
    [InlineData("PKCS11:object=a%20b;token=Con%20d%E1%BA%A5u;type=private", "pkcs11:token=Con%20d%E1%BA%A5u;object=a%20b")]
    [InlineData("pkcs11:serial=0123;id=%01%aF", "pkcs11:serial=0123;id=%01%AF")]
    [InlineData("pkcs11:token=Con dấu;object=x", "pkcs11:token=Con%20d%E1%BA%A5u;object=x")]
    [InlineData("pkcs11:token=t;manufacturer=m;model=v;object=x%3By", "pkcs11:token=t;manufacturer=m;model=v;object=x%3By")]
    public void Parse_Address_ComesBackInOneForm(string text, string expected)
    {
        Assert.Equal(expected, Pkcs11Uri.Parse(text).ToString());
        Assert.Equal(Pkcs11Uri.Parse(text), Pkcs11Uri.Parse(expected));
    }

    [Theory]
    [InlineData("pkcs11:token=t;object=x?pin-value=SECRET", "PIN comes through a reference")]
    [InlineData("pkcs11:token=t;object=x;pin-value=SECRET", "takes token, serial")]
    [InlineData("pkcs11:token=t;object=x?pin-source=|SECRET", "PIN comes through a reference")]
    [InlineData("pkcs11:token=t;object=x?module-path=/tmp/SECRET.so", "PKCS11_MODULE_PATH")]
    [InlineData("pkcs11:object=SECRET", "Name the token")]
    [InlineData("pkcs11:token=SECRET", "Name the key")]
    [InlineData("pkcs11:token=SECRET;object=%zz", "two hexadecimal digits")]
    [InlineData("pkcs11:token=SECRET;object=a%0Ab", "control characters")]
    [InlineData("pkcs11:token=SECRET;token=t;object=x", "each once")]
    [InlineData("pkcs11:token=SECRET;object=x;type=cert", "private")]
    [InlineData("pkcs11:token=SECRET;object=", "has a value")]
    [InlineData("file:/SECRET", "A key is named as")]
    public void Parse_WhatIsNotTaken_SaysWhyAndRepeatsNothing(string text, string reason)
    {
        string message = Assert.ThrowsAny<ArgumentException>(() => Pkcs11Uri.Parse(text)).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", message, StringComparison.Ordinal);
    }
}
